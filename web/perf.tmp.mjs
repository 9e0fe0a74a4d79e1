import { chromium } from "playwright-core";
import { cast } from "./e2e/cast.mjs";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
const N = 100_000, api = { address: "http://127.0.0.1:6130" }, app = process.env.APP ?? "http://127.0.0.1:6132";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const faults = [], people = cast(browser, api, faults);
const FILE = "/tmp/wt/tl-tools/hundred.json";
let hundred;
if (existsSync(FILE)) hundred = JSON.parse(readFileSync(FILE));
else {
  const ada = await people.account("Ada Hundred"), grace = await people.account("Grace Hundred");
  const { id } = await ada.call("POST", "/conversations", { type: "group", title: "A hundred thousand", member_ids: [grace.id] });
  const lengths = [12, 40, 90, 200, 420], page = (await people.window("flood")).page;
  await page.goto(api.address + "/reference");
  for (const who of [ada, grace]) await page.evaluate(async ({ token, id, count, lengths, code }) => {
    const { ticket } = await (await fetch("/api/v1/auth/ticket", { method: "POST", headers: { authorization: `Bearer ${token}` } })).json();
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws?ticket=${ticket}`);
    await new Promise((r) => { socket.onmessage = r; });
    let sent = 0, acked = 0;
    await new Promise((resolve, reject) => {
      const post = () => { const n = ++sent; const words = `Message ${n} `.padEnd(lengths[n % 5], "lorem ipsum dolor sit amet, ");
        socket.send(JSON.stringify({ type: "send_message", ref: String(n), conversation_id: id, content: n % 50 === 0 ? `${words}\n\n- one\n- **two**\n- three` : n % 70 === 0 ? `${words}\n${code}` : words })); };
      socket.onmessage = ({ data }) => { if (data.startsWith('{"type":"error"')) reject(new Error(data)); if (!data.startsWith('{"type":"ack"')) return; if (++acked === count) resolve(); if (sent < count) post(); };
      while (sent < 256) post();
    });
    socket.close();
  }, { token: who.token, id, count: N / 2, lengths, code: "```ts\nconst a = 1;\nconsole.log(a);\n```" });
  hundred = { ada: { username: ada.username }, grace: { username: grace.username }, id };
  writeFileSync(FILE, JSON.stringify(hundred));
  console.log("flooded");
}
const one = await people.person("Ada", { account: hundred.ada, address: app, options: { viewport: { width: 1200, height: 820 } } });
const { page } = one, cdp = await one.context.newCDPSession(page);
await page.addInitScript(() => {
  window.watched = { shift: 0, all: 0, shifts: [], frames: [] };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) { window.watched.all += e.value; if (!e.hadRecentInput) window.watched.shift += e.value; window.watched.shifts.push([e.value.toFixed(4), Math.round(e.startTime), ...(e.sources ?? []).slice(0, 3).map((s) => `${s.node?.className ?? s.node?.nodeName} ${Math.round(s.previousRect.y)}→${Math.round(s.currentRect.y)}`)].join(" ")); } }).observe({ type: "layout-shift", buffered: true });
});
const start = () => page.evaluate(() => { window.watched.frames = []; window.watched.stop = false; let last = performance.now(); const f = (n) => { window.watched.frames.push(n - last); last = n; window.watched.stop || requestAnimationFrame(f); }; requestAnimationFrame(f); });
const end = async (name) => {
  const { shift, all, shifts, frames } = await page.evaluate(() => { window.watched.stop = true; const w = { ...window.watched }; window.watched.shift = window.watched.all = 0; window.watched.shifts = []; return w; });
  const s = frames.slice(2).sort((a, b) => a - b), at = (x) => s[Math.min(s.length - 1, Math.floor(s.length * x))]?.toFixed(1);
  const long = s.filter((f) => f > 34).length;
  console.log(`${name}: shift ${shift.toFixed(4)} (with input ${all.toFixed(4)}); ${s.length} frames, median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)} ms; over 34 ms: ${long}`);
  for (const line of shifts.slice(0, 6)) console.log("   ", line);
};
const t0 = Date.now();
await page.goto(`${app}/c/${hundred.id}`);
await page.locator("[data-message]").last().waitFor();
console.log(`first messages after ${Date.now() - t0} ms`);
await page.waitForTimeout(1500);
await end("open at the end");
await page.locator("[data-message]").last().hover();
for (const rate of (process.env.RATES ?? "1,4").split(",").map(Number)) {
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  for (const [name, by, turns] of [["up", -500, Number(process.env.TURNS ?? 300)], ["down", 500, 150], ["up fast", -3000, Number(process.env.FAST ?? 60)]]) {
    await start();
    const seen = new Set();
    for (let n = 0; n < turns; n++) { await page.mouse.wheel(0, by); await page.evaluate(() => new Promise(requestAnimationFrame)); }
    await end(`${rate}x ${name}`);
    console.log("   ", await page.evaluate(() => [...document.querySelectorAll("[data-message]")].map((e) => /Message (\d+) /.exec(e.textContent)?.[1]).filter((_, i, a) => i === 0 || i === a.length - 1).join("–")), "rows", await page.locator("[data-message]").count());
  }
}
await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
for (const ordinal of [50_000, 10, 99_990]) {
  const t = Date.now(); await page.goto(`${app}/c/${hundred.id}/${ordinal}`);
  await page.locator(".timeline-flash").waitFor({ timeout: 8000 }).catch(() => console.log("no flash"));
  console.log(`permalink ${ordinal}: ${Date.now() - t} ms`, await page.evaluate(() => { const f = document.querySelector(".timeline-flash"), s = document.querySelector(".timeline-scroller"); return f && [f.textContent.slice(0, 60), Math.round(f.getBoundingClientRect().y - s.getBoundingClientRect().y), s.clientHeight]; }));
  await page.waitForTimeout(600); await end(`permalink ${ordinal}`);
}
await page.screenshot({ path: "/tmp/wt/tl-tools/perf.png" });
console.log(faults.join("\n"));
await browser.close();
