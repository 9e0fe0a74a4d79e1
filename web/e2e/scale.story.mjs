// Two thousand conversations and a hundred thousand messages: nothing jumps, nothing is missing. How fast it is, is printed, not asserted.
import assert from "node:assert/strict";

const CONVERSATIONS = Number(process.env.PARLEY_CONVERSATIONS ?? 2_000);
const MESSAGES = Number(process.env.PARLEY_MESSAGES ?? 100_000);

/** Posts through one socket of the page, many at a time, as no page would. */
const flood = (page, conversation, count) => page.evaluate(async ({ conversation, count }) => {
  const { ticket } = await (await fetch("/api/v1/auth/ticket", { method: "POST" })).json();
  const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws?ticket=${ticket}`);
  await new Promise((resolve) => { socket.onmessage = resolve; });
  const OUTSTANDING = 256;
  const lengths = [12, 40, 90, 200, 420];
  let sent = 0;
  let acknowledged = 0;
  await new Promise((resolve, reject) => {
    const post = () => {
      const n = ++sent;
      const words = `Message ${n} `.padEnd(lengths[n % lengths.length], "lorem ipsum dolor sit amet, ");
      socket.send(JSON.stringify({ type: "send_message", ref: String(n), conversation_id: conversation, content: n % 50 === 0 ? `${words}\n\n- one\n- **two**\n- three` : words }));
    };
    socket.onmessage = ({ data }) => {
      if (data.startsWith('{"type":"error"')) reject(new Error(data));
      if (!data.startsWith('{"type":"ack"')) return;
      if (++acknowledged === count) resolve();
      if (sent < count) post();
    };
    while (sent < Math.min(OUTSTANDING, count)) post();
  });
  socket.close();
}, { conversation, count });

/** Watches what people would see: how long frames took, and whether anything moved by itself. */
const watch = (page) => page.evaluate(() => {
  window.watched = { shift: 0, shifts: [], frames: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      window.watched.shift += entry.value;
      window.watched.shifts.push(...(entry.sources ?? []).slice(0, 2).map(({ node }) => node?.className ?? String(node)));
    }
  }).observe({ type: "layout-shift" });
  let last = performance.now();
  const frame = (now) => { window.watched.frames.push(now - last); last = now; window.watched.stop || requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
});
const seen = async (page) => {
  const { shift, shifts, frames } = await page.evaluate(() => { window.watched.stop = true; return window.watched; });
  const sorted = frames.slice(2).sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
  return { shift, shifts, words: `${sorted.length} frames, median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(0.999)} ms` };
};

export const stories = [{
  name: "Scale",
  async run({ person, account, server, step }) {
    const ada = await person("Ada");
    const grace = await account("Grace");
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "A hundred thousand", member_ids: [grace.id] });
    await step(`${MESSAGES.toLocaleString("en")} messages are posted`, () => flood(ada.page, id, MESSAGES));
    await step(`${CONVERSATIONS.toLocaleString("en")} conversations are listed and scrolled; nothing jumps`, async () => {
      let n = 0;
      await Promise.all(Array.from({ length: 16 }, async () => {
        while (n < CONVERSATIONS - 1) {
          const room = await ada.call("POST", "/conversations", { type: n % 3 ? "channel" : "group", title: `Conversation number ${++n}` });
          if (n % 10 === 0) await ada.call("POST", `/conversations/${room.id}/messages`, { content: `Hello ${n}` });
        }
      }));
      const began = performance.now();
      await ada.page.goto(server.address);
      await ada.page.locator("[data-state=live]").waitFor({ state: "attached", timeout: 60_000 });
      console.log(`    live after ${Math.round(performance.now() - began)} ms`);
      await ada.page.locator(".sidebar-row").first().hover();
      await watch(ada.page);
      for (let turn = 0; turn < 120; turn++) { await ada.page.mouse.wheel(0, 600); await ada.page.evaluate(() => new Promise(requestAnimationFrame)); }
      const { shift, shifts, words } = await seen(ada.page);
      console.log(`    sidebar: ${words}`);
      assert.equal(shift, 0, shifts.join(", "));
    });
    await step("the newest are there at once; scrolling up through thousands, nothing jumps and nothing is missing", async () => {
      await ada.open(id);
      await ada.page.locator("[data-message]", { hasText: `Message ${MESSAGES} ` }).waitFor();
      await ada.page.locator("[data-message]").last().hover();
      await watch(ada.page);
      const numbers = new Set();
      for (let turn = 0; turn < 300; turn++) {
        await ada.page.mouse.wheel(0, -500);
        await ada.page.evaluate(() => new Promise(requestAnimationFrame));
        if (turn % 2 === 0) for (const text of await ada.page.locator("[data-message]").allTextContents()) numbers.add(Number(/Message (\d+) /.exec(text)?.[1]));
      }
      const { shift, shifts, words } = await seen(ada.page);
      console.log(`    timeline: ${words}; ${numbers.size} different messages drawn`);
      const least = Math.min(...numbers);
      assert.equal(numbers.size, MESSAGES - least + 1, "a message between the first and the last seen was never drawn");
      assert.ok(numbers.size > 500, `only ${numbers.size} messages came by`);
      assert.equal(shift, 0, shifts.join(", "));
    });
    await step("a jump into the middle shows what is around it, and goes on both ways", async () => {
      const middle = Math.floor(MESSAGES / 2);
      await ada.open(id, middle);
      const near = ada.page.locator("[data-message]", { hasText: /Message (49|50)\d{3} / });
      await near.first().waitFor();
      await near.first().hover();
      const numbers = async () => (await ada.page.locator("[data-message]").allTextContents()).map((text) => Number(/Message (\d+) /.exec(text)?.[1]));
      const began = await numbers();
      for (let turn = 0; turn < 60; turn++) { await ada.page.mouse.wheel(0, 600); await ada.page.evaluate(() => new Promise(requestAnimationFrame)); }
      const later = await numbers();
      assert.ok(Math.max(...later) > Math.max(...began), "nothing newer came");
      for (let turn = 0; turn < 120; turn++) { await ada.page.mouse.wheel(0, -600); await ada.page.evaluate(() => new Promise(requestAnimationFrame)); }
      assert.ok(Math.min(...await numbers()) < Math.min(...began), "nothing older came");
    });
  },
}];
