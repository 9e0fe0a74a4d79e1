import { chromium } from "playwright-core";
import { cast } from "./e2e/cast.mjs";
import { furnish } from "./e2e/scene.tmp.mjs";
import { writeFileSync, existsSync, readFileSync } from "node:fs";
const api = { address: "http://127.0.0.1:6130" };
const app = "http://127.0.0.1:6131";
export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
export const faults = [];
export const people = cast(browser, api, faults);
const FILE = "/tmp/wt/tl-tools/scene.json";
let scene;
if (existsSync(FILE)) scene = JSON.parse(readFileSync(FILE));
else {
  const ada = await people.account("Ada Lovelace");
  const made = await furnish({ ada, account: people.account, server: api });
  scene = { ada: { username: ada.username, id: ada.id }, ...made, people: made.people.map(({ username, id, name }) => ({ username, id, name })) };
  writeFileSync(FILE, JSON.stringify(scene));
}
export { scene, app, api };
export const ada = (options) => people.person("Ada", { account: scene.ada, options, address: app });
export const other = (n, options) => people.person("Other", { account: scene.people[n], options, address: app });
