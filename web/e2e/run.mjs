// Runs the stories of web/e2e in real Chromium, each file against a server of its own. Usage: node web/e2e/run.mjs [story …]
// PARLEY_DLL: the built server; PARLEY_CHROMIUM: the browser. Prints a line a step; the last line is "N passed, N failed".
import { readdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";
import { cast } from "./cast.mjs";

const WITHIN = 400_000;
const AT_ONCE = Number(process.env.PARLEY_STORIES_AT_ONCE ?? 3);
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

/** The stories of one file, on a server of their own. */
async function play(file) {
  const server = await startServer();
  try {
    // Whoever comes first owns the install; stories that need an administrator sign in as them.
    server.owner = await cast(browser, server, []).account("Ada Lovelace");
    const { stories } = await import(new URL(file, here));
    for (const story of stories) await tell(story, server);
    if (server.errors().length > 0) {
      failed++;
      console.error(`not ok  ${file}: the server noted errors:\n${server.errors().join("\n")}`);
    }
  } finally {
    await server.stop();
  }
}

async function tell({ name, run }, server) {
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

try {
  // Stories wait more than they work: a few at once, the longest first.
  const LONGEST = ["everyone", "scale", "journey", "composer", "hostile"];
  const rank = (file) => (LONGEST.indexOf(file.split(".")[0]) + LONGEST.length + 1) % (LONGEST.length + 1);
  const left = files.toSorted((a, b) => rank(a) - rank(b));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let file; (file = left.shift()); ) await play(file);
  }));
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
