import { chromium } from "playwright-core"; import { cast } from "./e2e/cast.mjs"; import { readFileSync } from "node:fs";
const h = JSON.parse(readFileSync("/tmp/wt/tl-tools/hundred.json")), app = "http://127.0.0.1:6132";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const faults = [], people = cast(browser, { address: "http://127.0.0.1:6130" }, faults);
const { page } = await people.person("Ada", { account: h.ada, address: app });
page.on("console", (m) => console.log(m.text().slice(0, 300)));
page.on("request", (r) => { if (/messages/.test(r.url())) console.log("ask", r.url().slice(-60)); });
await page.goto(`${app}/c/${h.id}`); await page.locator("[data-message]").last().waitFor(); await page.waitForTimeout(1500);
for (const o of process.argv.slice(2)) {
  console.log("to", o); await page.goto(`${app}/c/${h.id}/${o}`);
  for (let i = 0; i < 8; i++) { await page.waitForTimeout(400); console.log(await page.evaluate(() => [document.querySelectorAll(".timeline-flash").length, document.querySelector(".timeline-scroller")?.scrollTop, document.querySelectorAll("[data-message]").length, document.querySelector("[data-message]")?.textContent.slice(0, 40)])); }
}
await page.screenshot({ path: "/tmp/wt/tl-tools/perma.png" });
console.log(faults.join("\n")); await browser.close();
