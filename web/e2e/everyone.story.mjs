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

/** Nothing has been asked for during 150 ms, and no page is a skeleton any more. */
function settler(page) {
  let open = 0;
  let at = 0;
  const change = (by) => () => { open = Math.max(0, open + by); at = performance.now(); };
  page.on("request", change(1));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, change(-1));
  return async () => {
    at = performance.now();
    for (let tries = 0; tries < 400; tries++) {
      await new Promise((resolve) => { setTimeout(resolve, 25); });
      if (open === 0 && performance.now() - at > 150 && await page.locator(".app-page-skeleton").count() === 0) return;
    }
    throw new Error(`${page.url()} never settles: ${open} requests are open`);
  };
}

export const stories = [{
  name: "Everyone",
  async run({ person, account, window, server, step }) {
    mkdirSync(folder, { recursive: true });
    const ada = await person("Ada Lovelace", { account: server.owner, options: { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" } });
    await ada.context.addInitScript({ path: axe });
    const scene = await furnish({ ada, account, server });
    const { page } = ada;
    await page.reload(); // with axe in it
    await page.locator("[data-state=live]").waitFor({ state: "attached" });

    const settle = settler(page);
    /** Goes there as a click does, without loading the page again. */
    const show = async ([, address, act]) => {
      if (await page.locator("[role=dialog]").count() > 0) await page.keyboard.press("Escape");
      await page.evaluate((to) => { history.pushState({}, "", to); dispatchEvent(new PopStateEvent("popstate")); }, address);
      await settle();
      if (act) { await act(page); await settle(); }
    };
    // Themes differ in colours alone: everything is looked at in the light, contrast in both.
    const check = async (what, theme) => {
      const runOnly = theme === "light" ? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] : { type: "rule", values: ["color-contrast"] };
      const { violations } = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), runOnly);
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
          found.push(...await check(one[0], theme));
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
    const look = async ([name], kind, size) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${name} is ${over} px too wide at ${size}${kind}`);
      await page.screenshot({ path: `${folder}${name}-${size}${kind}.png` });
    };
    await step("nothing is wider than the page at 320, 768 and 1440 px, right to left too; pictures are kept", async () => {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      for (const [size, width, height] of SIZES.slice(0, 2)) {
        await page.setViewportSize({ width, height });
        for (const one of all) {
          await show(one);
          await look(one, "-light", size);
        }
      }
      await page.evaluate(() => localStorage.setItem("parley.language", "ar"));
      for (const [size, width, height] of [SIZES[0], SIZES[2]]) {
        await page.setViewportSize({ width, height });
        await page.reload();
        await page.locator("[data-state=live]").waitFor({ state: "attached" });
        for (const one of all) {
          if (one[2]) continue; // its words are looked for in English
          await show(one);
          await look(one, "-rtl", size);
        }
      }
      await page.evaluate(() => localStorage.removeItem("parley.language"));
      assert.deepEqual(wide, []);
    });
  },
}];
