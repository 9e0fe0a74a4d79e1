// Fails when what a page must load before it can be used has outgrown its limit. Bytes after gzip, which every server and browser can do.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const packed = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** A chunk and everything that it imports at once. */
function closure(key, found = new Set(), among = manifest) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of among[key].imports ?? []) closure(next, found, among);
  return found;
}

// The words of the first view come beside the code, in one language.
const WORDS = ["ui", "errors", "app", "sidebar"];
const first = closure("index.html");
for (const area of WORDS) {
  const key = `src/i18n/locales/en/${area}.json`;
  if (manifest[key]) closure(key, first);
}

// What opening a conversation adds, which is fetched beside the first load or right after it.
const view = closure("src/conversation/ConversationPage.tsx");
for (const key of first) view.delete(key);
const files = (keys) => [...keys].map((key) => manifest[key].file);

const LIMITS = [["The app's first load", files(first), 150_000], ["A conversation's view, on demand", files(view), 75_000]];
const embedded = new URL(".vite/embed.json", dist);
if (existsSync(embedded)) {
  const chunks = JSON.parse(readFileSync(embedded, "utf8"));
  const before = closure("embed/words/en.json", closure("embed/parley-chat.ts", new Set(), chunks), chunks);
  const panel = closure("embed/panel/mount.tsx", new Set(), chunks);
  for (const key of before) panel.delete(key);
  const filesOf = (keys) => [...keys].map((key) => chunks[key].file);
  LIMITS.push(["<parley-chat> before it is opened", filesOf(before), 40_000], ["<parley-chat>'s panel", filesOf(panel), 115_000]);
}

let failed = false;
for (const [what, files, limit] of LIMITS) {
  const size = files.reduce((sum, file) => sum + packed(file), 0);
  console.log(`${what}: ${(size / 1000).toFixed(1)} kB of ${limit / 1000} kB (gzip, ${files.length} files)`);
  if (size <= limit) continue;
  failed = true;
  console.error(`${what} is too large: ${files.map((file) => `${file} ${packed(file)}`).join(", ")}`);
}
process.exit(failed ? 1 : 0);
