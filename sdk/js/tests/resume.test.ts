import { describe, expect, it, vi } from "vitest";
import { browserStorage, logIn, type ConversationId, type Parley } from "../src/index.ts";
import type { KeptConversation } from "../src/conversation.ts";
import { chance, device, disk, heard, lineTo, live, notLive, opened, PASSWORD, person, program, readings, room, sees, server, shown, texts, tokenStore, until } from "./cast.ts";
import "fake-indexeddb/auto";

const EMOJI = ["👍", "🎉", "❤️"];
type Deed = [name: string, act: (parley: Parley, id: ConversationId, third: string) => Promise<unknown>];

/** Everything that a conversation can tell; each deed is done by REST, so that it does not depend on a line. */
function deeds(random: (below: number) => number): Deed[] {
  const some = (parley: Parley, id: ConversationId) => {
    const { items } = parley.find(id)!.timeline.get();
    return items[random(items.length)]!.message;
  };
  const own = (parley: Parley, id: ConversationId) => {
    const mine = parley.find(id)!.timeline.get().items.filter(({ message }) => message.sender_id === parley.me.get()!.id && !message.deleted_at && message.message_type !== "system");
    return mine[random(mine.length)]?.message;
  };
  let count = 0;
  return [
    ["write", (parley, id) => parley.rest.post(`/conversations/${id}/messages`, { content: `word ${++count}` })],
    ["answer", (parley, id) => parley.rest.post(`/conversations/${id}/messages`, { content: `answer ${++count}`, reply_to: some(parley, id).id })],
    ["edit", async (parley, id) => own(parley, id) && parley.rest.patch(`/messages/${own(parley, id)!.id}`, { content: `edited ${++count}` })],
    ["delete", async (parley, id) => own(parley, id) && parley.rest.delete(`/messages/${own(parley, id)!.id}`)],
    ["react", (parley, id) => parley.rest.put(`/messages/${some(parley, id).id}/reactions/${encodeURIComponent(EMOJI[random(3)]!)}`)],
    ["take back", (parley, id) => parley.rest.delete(`/messages/${some(parley, id).id}/reactions/${encodeURIComponent(EMOJI[random(3)]!)}`)],
    ["pin", (parley, id) => parley.rest.put(`/messages/${some(parley, id).id}/pin`)],
    ["unpin", (parley, id) => parley.rest.delete(`/messages/${some(parley, id).id}/pin`)],
    ["come", (parley, id, third) => parley.rest.post(`/conversations/${id}/members`, { user_ids: [third] })],
    ["go", (parley, id, third) => parley.rest.delete(`/conversations/${id}/members/${third}`)],
    ["name", (parley, id) => parley.rest.patch(`/conversations/${id}`, { title: `Title ${++count}` })],
    ["read", (parley, id) => parley.rest.post(`/conversations/${id}/read`)],
    ["promote", (parley, id, third) => parley.rest.patch(`/conversations/${id}/members/${third}`, { role: random(2) ? "moderator" : "member" })],
  ];
}

/** Refusals belong to a walk by chance: what is gone cannot be edited. */
const MAY_BE_REFUSED = ["message_gone", "not_found", "forbidden", "too_many_pins", "validation_failed", "user_not_found"];
async function dare(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (MAY_BE_REFUSED.includes((error as { code: string }).code)) return false;
    throw error;
  }
}

/** What this program knows is what one that has just begun is told. */
async function knowsAll(parley: Parley, id: ConversationId, seq: number): Promise<void> {
  const fresh = await device(parley);
  const afresh = await opened(fresh, id);
  await heard(fresh, id, seq);
  while (afresh.timeline.get().hasBefore) await afresh.loadBefore();
  const known = parley.find(id)!;
  while (known.timeline.get().hasBefore) await known.loadBefore();
  await heard(parley, id, afresh.seq);
  expect(shown(known)).toEqual(shown(afresh));
  await until("the same readings", () => readings(known) === readings(afresh), known.reached, afresh.reached);
  expect(parley.unread.get()).toEqual(fresh.unread.get());
  fresh.close();
}

describe("Coming back", () => {
  it("after 100 cuts at any moment, while two people write, edit, react, delete, come and go, the store is what a fresh one would be", async () => {
    const random = chance(2_026);
    const line = await lineTo();
    const [ada, grace, third] = [await person("Ada", { url: line.url, credentials: logIn(line.url) }), await person("Grace"), await person("Third")];
    const [hers, theirs] = await room(ada, grace);
    const { id } = hers!;
    await grace.rest.post(`/conversations/${id}/messages`, { content: "first" });
    await ada.rest.post(`/conversations/${id}/messages`, { content: "mine" });
    await ada.rest.patch(`/conversations/${id}/members/${grace.me.get()!.id}`, { role: "admin" });
    await sees(theirs!, "mine");
    const all = deeds(random);
    let cuts = 0;
    const stop = ada.state.subscribe(() => {
      const { kind } = ada.state.get();
      if (kind === "offline") {
        line.mend();
        ada.hurry();
      }
    });
    while (cuts < 100) {
      // Somewhere in the next bytes of the other way, or right now: in the handshake, while resuming, while loading, when live.
      if (random(3)) line.cutAfter(1 + random(1_500));
      else line.cut();
      cuts++;
      for (let i = random(4); i >= 0; i--) {
        const deed = all[random(all.length)]!;
        await dare(() => deed[1](grace, id, third.me.get()!.id));
        if (!random(3)) hers!.send(`through the wire ${cuts}.${i}`);
      }
      if (random(2)) {
        line.mend();
        ada.hurry();
        await Promise.race([live(ada), heard(ada, id, hers!.seq + 1)]);
      }
    }
    stop();
    line.cutAfter(Infinity);
    line.mend();
    ada.hurry();
    await live(ada);
    await until("everything sent", () => hers!.timeline.get().items.every(({ sending }) => !sending), hers!.timeline);
    const { last_seq } = await grace.rest.get<{ last_seq: number }>(`/conversations/${id}`);
    await Promise.all([heard(ada, id, last_seq), heard(grace, id, last_seq)]);
    await knowsAll(ada, id, last_seq);
    await knowsAll(grace, id, last_seq);
    const through = texts(hers!).filter((text) => text.startsWith("through"));
    expect(new Set(through).size).toBe(through.length);
  });

  it("or after 150 deeds of every kind without any cut", async () => {
    const random = chance(7);
    const [ada, grace, third] = [await person("Ada"), await person("Grace"), await person("Third")];
    const [hers] = await room(ada, grace);
    const { id } = hers!;
    await ada.rest.patch(`/conversations/${id}/members/${grace.me.get()!.id}`, { role: "admin" });
    for (const parley of [ada, grace]) await parley.rest.post(`/conversations/${id}/messages`, { content: "first" });
    await sees(grace.find(id)!, "first");
    const all = deeds(random);
    const done = new Set<string>();
    for (let i = 0; i < 150; i++) {
      const [name, act] = all[random(all.length)]!;
      if (await dare(() => act(random(2) ? ada : grace, id, third.me.get()!.id))) done.add(name);
    }
    expect(done.size).toBe(all.length);
    const { last_seq } = await ada.rest.get<{ last_seq: number }>(`/conversations/${id}`);
    await Promise.all([heard(ada, id, last_seq), heard(grace, id, last_seq)]);
    await knowsAll(ada, id, last_seq);
    await knowsAll(grace, id, last_seq);
  });

  it("with a past that the server does not share, reads afresh and misses nothing", async () => {
    const [store, storage] = [tokenStore(), disk()];
    const [ada, grace] = [await person("Ada", { credentials: logIn(server(), store), storage, keep: 50 }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("before");
    await sees(hers!, "before");
    ada.close();
    // As after a restored backup: what was kept is ahead of the server.
    const kept = storage(`parley:${server()}:${hers!.view.get().created_by}`);
    const snapshot = (await kept.get<KeptConversation>("conversations", hers!.id))!;
    await kept.put("conversations", hers!.id, { ...snapshot, seq: 9_999, view: { ...snapshot.view, title: "From another world" } });
    theirs!.send("after");
    await until("sent", () => theirs!.timeline.get().items.every(({ sending }) => !sending), theirs!.timeline);

    const later = program({ credentials: logIn(server(), store), storage, keep: 50 });
    const resets: string[] = [];
    later.on("reset", ({ conversation_id }) => resets.push(conversation_id));
    await later.start();
    expect(later.find(hers!.id)!.view.get().title).toBe("From another world");
    const again = await opened(later, hers!.id);
    await sees(again, "after");
    expect(resets).toEqual([hers!.id]);
    await heard(grace, hers!.id, again.seq);
    await knowsAll(later, hers!.id, theirs!.seq);
  });

  it("fills a gap that opened while the line was up", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("one");
    await sees(hers!, "one");
    for (const text of ["two", "three"]) await grace.rest.post(`/conversations/${hers!.id}/messages`, { content: text });
    await sees(hers!, "three");
    // As if two numbers had been lost on the way: a later one comes first.
    const { items } = await ada.rest.get<{ items: object[] }>(`/conversations/${hers!.id}/changes`, { after: 0 });
    const late = await device(ada);
    const hears = late.find(hers!.id)!;
    const early = hears.seq;
    await grace.rest.post(`/conversations/${hers!.id}/messages`, { content: "four" });
    await heard(late, hers!.id, early + 1);
    expect(items.length).toBe(early);
    hears.apply({ ...items.at(-1)!, seq: early + 3 } as never); // a number from ahead opens the gap
    for (const text of ["five", "six"]) await grace.rest.post(`/conversations/${hers!.id}/messages`, { content: text });
    await heard(late, hers!.id, early + 3);
    await knowsAll(ada, hers!.id, early + 3);
  });

  it("hears what is said in a conversation that began a moment ago, though it was being fetched", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    for (let i = 0; i < 10; i++) {
      const { id } = await grace.rest.post<{ id: string }>("/conversations", { type: "group", title: "Quick", member_ids: [ada.me.get()!.id] });
      await Promise.all(["a", "b", "c"].map((content) => grace.rest.post(`/conversations/${id}/messages`, { content })));
      const { last_seq } = await grace.rest.get<{ last_seq: number }>(`/conversations/${id}`);
      await heard(ada, id, last_seq);
      expect(ada.find(id)!.view.get().unread_count).toBe((await ada.rest.get<{ unread_count: number }>(`/conversations/${id}`)).unread_count);
    }
  });

  it("lets a conversation go from which the person was removed, at once and after a cut", async () => {
    const line = await lineTo();
    const [ada, grace] = [await person("Ada"), await person("Grace", { url: line.url, credentials: logIn(line.url) })];
    const [one] = await room(ada, grace);
    const [two] = await room(ada, grace);
    const remove = (id: string) => ada.rest.delete(`/conversations/${id}/members/${grace.me.get()!.id}`);
    await remove(one!.id);
    await until("gone", () => !grace.find(one!.id), grace.conversations);
    line.cut();
    await notLive(grace);
    await remove(two!.id);
    line.mend();
    grace.hurry();
    await live(grace);
    await until("gone", () => !grace.find(two!.id), grace.conversations);
    await ada.rest.post(`/conversations/${one!.id}/members`, { user_ids: [grace.me.get()!.id] });
    await until("back", () => grace.find(one!.id) !== undefined, grace.conversations);
  });
});

describe("Without a network", () => {
  it.each([["in memory", disk()], ["in IndexedDB", browserStorage]])("opens what was kept %s, and catches up from there", async (_, storage) => {
    const line = await lineTo();
    const store = tokenStore();
    const [ada, grace] = [await person("Ada", { url: line.url, credentials: logIn(line.url, store), storage, keep: 50 }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("kept");
    const message = await sees(hers!, "kept");
    await hers!.react(message.id, "👍");
    ada.close();
    line.cut();
    const offline = program({ url: line.url, credentials: logIn(line.url, store), storage, keep: 50 });
    expect(await offline.start()).toBe(true);
    expect(offline.me.get()!.display_name).toBe("Ada");
    const again = offline.find(hers!.id)!;
    expect(texts(again)).toEqual(texts(hers!));
    expect(offline.people.person(grace.me.get()!.id).get()?.display_name).toBe("Grace");
    await grace.rest.put(`/messages/${message.id}/reactions/${encodeURIComponent("👍")}`);
    theirs!.send("missed");
    again.open();
    line.mend();
    offline.hurry();
    await sees(again, "missed");
    await until("members", () => again.members.get() !== undefined, again.members);
    await knowsAll(offline, hers!.id, theirs!.seq);
  });

  it("knows the people's names again after a log-out", async () => {
    const storage = disk();
    const [ada, grace] = [await person("Ada", { storage, keep: 50 }), await person("Grace")];
    const { id, username } = ada.me.get()!;
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("kept");
    await sees(hers!, "kept");
    const names = async () => (await storage(`parley:${server()}:${id}`).all<{ display_name: string }>("people")).map((one) => one.display_name);
    const areKept = () => vi.waitFor(async () => expect(await names()).toContain("Grace"), 20_000);
    await areKept();
    await ada.logOut();
    expect(await names()).toEqual([]);
    await ada.logIn({ username, password: PASSWORD });
    await sees(await opened(ada, hers!.id), "kept");
    await areKept();
  });
});
