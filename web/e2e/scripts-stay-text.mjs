// Three hundred scripts as messages, titles, descriptions and names, opened in the page: none runs, none calls out, each is shown as text.
// Usage: node scripts-stay-text.mjs http://127.0.0.1:5080 (rate limits off)
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const server = new URL(process.argv[2] ?? "http://127.0.0.1:5080");
const payloads = readFileSync(new URL("../../tests/Parley.Tests/Hostile/xss.txt", import.meta.url), "utf8").split("\n").filter(Boolean);
const name = `hostile-${Date.now().toString(36)}`;
const PASSWORD = "correct horse battery staple";

async function call(path, body, token, method = "POST") {
  const answer = await fetch(new URL(`/api/v1/${path}`, server), {
    method, body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
  });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

const started = performance.now();
const { access_token: token } = await call("auth/register", { username: name, email: `${name}@example.org`, password: PASSWORD });
const room = await call("conversations", { type: "group", title: "Everything" }, token);
for (const content of payloads) await call(`conversations/${room.id}/messages`, { content }, token);
for (const title of payloads.slice(0, 60)) {
  const other = await call("conversations", { type: "group", title, description: title }, token);
  await call(`conversations/${other.id}/messages`, { content: title }, token);
}
await call("me", { display_name: payloads.find((p) => p.startsWith("<img src=x onerror")) }, token, "PATCH");

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  const ran = [];
  page.on("dialog", (dialog) => { ran.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", (error) => ran.push(`error ${error.message}`));
  page.on("console", (line) => { if (/Content Security Policy|Trusted/i.test(line.text())) ran.push(line.text()); });
  page.on("request", (request) => { if (new URL(request.url()).host !== server.host && !request.url().startsWith("data:")) ran.push(`called ${request.url()}`); });
  await page.goto(server.href);
  await page.getByLabel(/User name/).first().fill(name);
  await page.getByLabel("Password").first().fill(PASSWORD);
  await page.getByRole("button", { name: /log in|sign in/i }).last().click();
  await page.locator(".row").first().waitFor();

  await page.locator(".row", { hasText: "Everything" }).click();
  const seen = new Set();
  for (let i = 0; i < 200 && seen.size < payloads.length; i++) {
    for (const text of await page.locator(".message .text").allTextContents()) seen.add(text);
    await page.evaluate(() => document.querySelector(".message")?.scrollIntoView());
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, -2000);
    await page.waitForTimeout(20);
  }
  const shown = payloads.filter((p) => seen.has(p));
  for (let i = 0; i < 20; i++) await page.locator(".row").nth(i).click();
  assert.deepEqual(ran, []);
  assert.equal(await page.evaluate(() => document.querySelectorAll(".message script, .message iframe, .message svg[onload], .message [onerror], .row [onerror]").length), 0);
  assert.ok(shown.length >= payloads.length * 0.95, `${shown.length} of ${payloads.length} are shown letter by letter`);
  console.log(`ok  ${payloads.length} scripts are shown as text and none runs (${Math.round(performance.now() - started)} ms)`);
} finally {
  await browser.close();
}
