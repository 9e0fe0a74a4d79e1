// A workspace as it looks after a few weeks: names of all lengths, every kind of message. For looking at pages, and for axe.
import { deflateSync } from "node:zlib";

/** A PNG of two colours that run into each other. */
export function picture(width, height, [r, g, b], [r2, g2, b2]) {
  const raw = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const share = (x / width + y / height) / 2;
    const at = y * (width * 3 + 1) + 1 + x * 3;
    raw[at] = r + (r2 - r) * share; raw[at + 1] = g + (g2 - g) * share; raw[at + 2] = b + (b2 - b) * share;
  }
  const crcOf = (data) => { let c = ~0; for (const byte of data) { c ^= byte; for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0); } return ~c >>> 0; };
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length); body.copy(frame, 4); frame.writeUInt32BE(crcOf(body), body.length + 4);
    return frame;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width); head.writeUInt32BE(height, 4); head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(raw)), chunk("IEND", Buffer.alloc(0))]);
}

export async function upload(person, server, name, bytes, type) {
  const form = new FormData();
  form.append("file", new Blob([bytes], { type }), name);
  const answer = await fetch(`${server.address}/api/v1/files`, { method: "POST", body: form, headers: { authorization: `Bearer ${person.token}` } });
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const NAMES = [
  "Grace Hopper", "Linus Torvalds", "Margaret Hamilton-Featherstonehaugh the Third", "李小龍", "محمد عبد الله", "Åsa Öberg", "Barbara Liskov", "Edsger Dijkstra",
];
const CODE = "Try this:\n```ts\nexport async function send(text: string): Promise<Message> {\n  const id = newId(); // chosen here: sending again is the same message\n  return await line.ask(\"send_message\", { id, text });\n}\n```\nIt is **idempotent**, see `newId`.";

/** Fills a workspace; `ada` looks at it. Answers the conversations by what they show. */
export async function furnish({ ada, account, server }) {
  const people = [];
  for (const name of NAMES) people.push(await account(name));
  const [grace, linus, margaret, li, mohammed, asa] = people;
  const ids = people.map(({ id }) => id);
  const post = (who, where, content, more = {}) => who.call("POST", `/conversations/${where}/messages`, { content, ...more });
  const channel = (title, description) => ada.call("POST", "/conversations", { type: "group", title, description: description ?? undefined, member_ids: ids });

  const general = (await channel("general", "What everybody should know")).id;
  const design = (await ada.call("POST", "/conversations", { type: "group", title: "Design review", description: "Thursdays at ten", member_ids: ids })).id;
  const long = (await channel("a-channel-with-a-name-that-is-much-longer-than-anybody-would-like", null)).id;
  const empty = (await ada.call("POST", "/conversations", { type: "group", title: "Nothing said yet", member_ids: [grace.id, linus.id] })).id;
  const secret = (await ada.call("POST", "/conversations", { type: "group", title: "leadership", member_ids: [grace.id] })).id;

  await post(grace, design, "Morning! I looked at the new sidebar yesterday evening.");
  await post(grace, design, "Three things stood out:\n\n1. the badge is **too loud** when a channel is muted\n2. long names push the time away\n3. focus is lost after archiving");
  await post(linus, design, "Agreed on 1 and 3. For 2 I would rather cut the name than the time.");
  const quoted = await post(margaret, design, "I measured it on the slow phone: the list takes *41 ms* to draw with 2,000 conversations, which is fine, but typing in the filter took 180 ms a letter until I made it lazy.");
  await post(ada, design, "Good catch. Did you keep the numbers?", { reply_to: quoted.id });
  await post(margaret, design, CODE);
  await post(li, design, "好的，我今天下午会再看一遍。");
  await post(mohammed, design, "شكراً، سأراجع النسخة العربية اليوم.");
  await post(asa, design, "🎉🎉");
  const photo = await upload(grace, server, "sidebar-before-and-after.png", picture(1280, 720, [46, 78, 204], [236, 196, 120]), "image/png");
  const tall = await upload(grace, server, "phone.png", picture(360, 900, [30, 160, 130], [240, 240, 220]), "image/png");
  const wide = await upload(grace, server, "panorama.png", picture(1800, 300, [200, 90, 90], [60, 40, 120]), "image/png");
  await post(grace, design, "Before and after", { attachment_ids: [photo.id, tall.id, wide.id] });
  const file = await upload(linus, server, "Minutes of the design review, with all comments and a rather long name.pdf", Buffer.from("%PDF-1.4\n%minutes\n"), "application/pdf");
  await post(linus, design, "The minutes", { attachment_ids: [file.id] });
  const loved = await post(ada, design, `@${grace.username} shall we ship it on Monday? Everything is at https://example.org/a/very/long/path/that/goes/on/and/on?with=a&query=string`);
  for (const [at, emoji] of ["👍", "❤️", "😂", "🎉", "🚀", "👀", "🙏", "💯", "🔥", "✅", "🤔", "🥳"].entries()) await people[at % people.length].call("PUT", `/messages/${loved.id}/reactions/${encodeURIComponent(emoji)}`);
  await ada.call("PUT", `/messages/${quoted.id}/reactions/${encodeURIComponent("👍")}`);
  for (let n = 1; n <= 3; n++) await post(people[n], design, `Reply ${n} in the thread`, { reply_to: loved.id });
  const edited = await post(grace, design, "Monday it si.");
  await grace.call("PATCH", `/messages/${edited.id}`, { content: "Monday it is." });
  const gone = await post(linus, design, "Wrong window, sorry");
  await linus.call("DELETE", `/messages/${gone.id}`);
  await ada.call("PUT", `/messages/${quoted.id}/pin`);
  await ada.call("PUT", `/messages/${loved.id}/saved`, { note: "Ask again on Friday" });

  await post(ada, general, Array.from({ length: 60 }, (_, n) => `Line ${n + 1} of a message that somebody pasted from a log.`).join("\n"));
  await post(grace, general, `@${ada.username} the server in the cellar is up again.`);
  await post(linus, long, "Who named this?");
  await post(grace, secret, "The budget is approved.");
  for (const [at, who] of people.slice(0, 6).entries()) {
    const { id } = await ada.call("POST", "/conversations", { type: "direct", member_ids: [who.id] });
    await post(who, id, ["Are you coming to lunch?", "Have you seen the new build? It starts in 300 ms.", "Merged.", "你好", "مرحبا", "Tack så mycket!"][at]);
  }
  await ada.call("POST", `/conversations/${long}/mute`, {});
  await ada.call("POST", `/conversations/${design}/pin`);
  return { people, general, design, long, empty, secret };
}
