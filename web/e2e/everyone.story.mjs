// Every page as everybody meets it: axe in both themes, and a picture at each size, light, dark and right to left.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { furnish } from "./scene.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
const SIZES = [["phone", 320, 740], ["tablet", 768, 1024], ["desktop", 1440, 900]];

const pages = ({ design, general, empty }) => [
  ["conversations", "/"], ["conversation", `/c/${design}`], ["long-message", `/c/${general}`], ["empty", `/c/${empty}`],
  ["thread", `/c/${design}`, async (page) => { await page.getByRole("button", { name: /3 replies/ }).first().click(); await page.locator(".conversation-panel").waitFor(); }],
  ["info", `/c/${design}?panel=info`], ["members", `/c/${design}?panel=members`], ["files", `/c/${design}?panel=files`], ["pins", `/c/${design}?panel=pins`], ["statistics", `/c/${design}?panel=statistics`],
  ["search-here", `/c/${design}?panel=search`], ["search", "/search?q=sidebar"], ["notifications", "/notifications"], ["people", "/people"], ["saved", "/saved"],
  ["switcher", "/", (page) => page.keyboard.press("Control+k")], ["shortcuts", "/", (page) => page.keyboard.press("?")],
  ["new-conversation", "/", (page) => page.getByRole("button", { name: "New conversation" }).first().click()],
  ...["profile", "devices", "notifications", "appearance", "language", "privacy", "tokens", "storage", "about"].map((part) => [`settings-${part}`, `/settings/${part}`]),
  ...["users", "conversations", "messages", "reports", "audit", "statistics", "settings", "health"].map((part) => [`admin-${part}`, `/admin/${part}`]),
];

const settle = async (page) => {
  await page.locator("[data-state=live]").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  await page.locator(".app-page-skeleton").first().waitFor({ state: "detached" }).catch(() => {});
};

export const stories = [{
  name: "Everyone",
  async run({ person, account, window, server, step }) {
    mkdirSync(folder, { recursive: true });
    const ada = await person("Ada Lovelace", { account: server.owner, options: { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" } });
    await ada.context.addInitScript({ path: axe });
    const scene = await furnish({ ada, account, server });
    const { page } = ada;

    const show = async ([, address, act]) => {
      await page.goto(server.address + address);
      await settle(page);
      if (act) { await act(page); await page.waitForLoadState("networkidle"); }
    };
    const check = async (what) => {
      const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, help, nodes }) => `${what}: ${id} (${help}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    };
    const all = pages(scene);
    for (const theme of ["light", "dark"]) {
      await step(`axe finds nothing serious on ${all.length + 2} pages, ${theme}`, async () => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await page.setViewportSize({ width: 1440, height: 900 });
        const found = [];
        for (const one of all) {
          await show(one);
          found.push(...await check(one[0]));
          await page.screenshot({ path: `${folder}${one[0]}-desktop-${theme}.png` });
        }
        const stranger = await window("somebody", { colorScheme: theme });
        await stranger.context.addInitScript({ path: axe });
        for (const address of ["/sign-in", "/sign-up"]) {
          await stranger.page.goto(server.address + address);
          await stranger.page.getByRole("heading", { level: 1 }).waitFor();
          const { violations } = await stranger.page.evaluate(() => window.axe.run(document));
          found.push(...violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${address}: ${id} ${nodes[0].html}`));
          for (const [size, width, height] of SIZES) {
            await stranger.page.setViewportSize({ width, height });
            await stranger.page.screenshot({ path: `${folder}${address.slice(1)}-${size}-${theme}.png` });
          }
        }
        assert.deepEqual(found, []);
      });
    }
    const wide = [];
    const photograph = async (name, size) => {
      for (const one of all) {
        await show(one).catch((error) => { throw new Error(`${one[0]} at ${size}: ${error.message}`); });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wide.push(`${one[0]} is ${over} px too wide at ${size}${name}`);
        await page.screenshot({ path: `${folder}${one[0]}-${size}${name}.png` });
      }
    };
    await step("nothing is wider than the page at 320, 768 and 1440 px, right to left too; pictures are kept", async () => {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      for (const [size, width, height] of SIZES.slice(0, 2)) {
        await page.setViewportSize({ width, height });
        await photograph("-light", size);
      }
      await page.evaluate(() => localStorage.setItem("parley.language", "ar"));
      for (const [size, width, height] of [SIZES[0], SIZES[2]]) {
        await page.setViewportSize({ width, height });
        await rightToLeft(page, all, server, folder, size, wide);
      }
      await page.evaluate(() => localStorage.removeItem("parley.language"));
      assert.deepEqual(wide, []);
    });
  },
}];

async function rightToLeft(page, all, server, folder, size, wide) {
  for (const [name, address, act] of all) {
    if (act) continue; // its words are looked for in English
    await page.goto(server.address + address);
    await settle(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wide.push(`${name} is ${over} px too wide at ${size}, right to left`);
    await page.screenshot({ path: `${folder}${name}-${size}-rtl.png` });
  }
}
