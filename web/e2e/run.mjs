// Runs the stories of web/e2e against a server of its own, in real Chromium. Usage: node web/e2e/run.mjs [story …]
// PARLEY_DLL: the built server; PARLEY_CHROMIUM: the browser. Prints a line a step; the last line is "N passed, N failed".
import { readdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";
import { cast } from "./cast.mjs";

const WITHIN = 240_000;
const here = new URL("./", import.meta.url);
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith(".story.mjs") && (wanted.length === 0 || wanted.some((part) => name.includes(part)))).sort();

let passed = 0;
let failed = 0;
const within = (promise, ms, what) => {
  let timer;
  return Promise.race([promise, new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms / 1000} s`)), ms); })]).finally(() => clearTimeout(timer));
};

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
  ],
});
const server = await startServer();
try {
  // Whoever comes first owns the install; stories that need an administrator sign in as them.
  server.owner = await cast(browser, server, []).account("Ada Lovelace");
  for (const file of files) {
    const { stories } = await import(new URL(file, here));
    for (const { name, run } of stories) {
      const faults = [];
      const people = cast(browser, server, faults);
      const step = async (sentence, act) => {
        const began = performance.now();
        await act();
        passed++;
        console.log(`ok  ${name}: ${sentence} (${Math.round(performance.now() - began)} ms)`);
      };
      try {
        await within(run({ browser, server, step, ...people }), WITHIN, name);
        if (faults.length > 0) throw new Error(`the pages broke or met their security policy:\n${faults.join("\n")}`);
      } catch (error) {
        failed++;
        console.error(`not ok  ${name}: ${error.stack}`);
        for (const fault of faults) console.error(fault);
        await people.photograph(`failed-${name.replaceAll(/[^a-z0-9]+/gi, "-")}`);
      } finally {
        await people.leave();
      }
    }
  }
  if (server.errors().length > 0) {
    failed++;
    console.error(`not ok  the server noted errors:\n${server.errors().join("\n")}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
