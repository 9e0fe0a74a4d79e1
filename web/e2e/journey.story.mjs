// Two people, from making an account to reading each other's messages, by the page alone.
import assert from "node:assert/strict";
import { PASSWORD } from "./cast.mjs";
import { wire } from "./wire.mjs";

const run = Date.now().toString(36);

async function signUp(page, address, name) {
  await page.goto(address);
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Your name").fill(`${name} ${run}`);
  await page.getByLabel("User name").fill(`${name.toLowerCase()}-${run}`);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase()}-${run}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.locator("[data-state=live]").waitFor({ state: "attached" });
}

const write = async (page, text) => {
  await page.getByRole("textbox", { name: /^Message/ }).fill(text);
  await page.keyboard.press("Enter");
};
const message = (page, text) => page.locator("[data-message]", { hasText: text }).last();
const away = (page) => page.locator("[data-message]").evaluateAll((all) => all.map((one) => one.textContent.match(/while you were away \d+/)?.[0]).filter(Boolean));

export const stories = [{
  name: "Two people",
  async run({ window, server, step }) {
    const line = await wire(server.address);
    const { page: ada } = await window("Ada");
    const { page: grace } = await window("Grace");

    await step("a password that is too short is refused in words, beside its field", async () => {
      await ada.goto(`${server.address}/sign-up`);
      await ada.getByLabel("User name").fill(`ada-${run}`);
      await ada.getByLabel("E-mail").fill(`ada-${run}@example.org`);
      await ada.getByLabel("Password", { exact: true }).fill("short");
      await ada.getByRole("button", { name: "Create account" }).click();
      await ada.locator("input[name=password][aria-invalid=true]").waitFor();
    });
    await step("sign up and are live", () => Promise.all([signUp(ada, server.address, "Ada"), signUp(grace, line.address, "Grace")]));

    await step("one finds the other with the quick switcher and begins a direct conversation", async () => {
      await ada.keyboard.press("Control+k");
      await ada.getByRole("combobox", { name: "Jump to…" }).fill(`grace-${run}`);
      await ada.getByRole("option", { name: new RegExp(`Grace ${run}`) }).click();
      await ada.getByRole("heading", { name: `Grace ${run}`, level: 1 }).waitFor();
    });
    await step("the first message reaches someone who has nothing open, with a badge and in the title", async () => {
      await write(ada, "Hello Grace, are you there?");
      await grace.locator(".sidebar-row", { hasText: `Ada ${run}` }).getByText("1 unread message").waitFor({ state: "attached" });
      await grace.waitForFunction(() => document.title.startsWith("(1)"));
    });
    await step("opening it clears the badge and tells the sender that it was read", async () => {
      await grace.locator(".sidebar-row", { hasText: `Ada ${run}` }).click();
      await message(grace, "are you there").waitFor();
      await grace.waitForFunction(() => !document.title.startsWith("("));
      await ada.locator("[data-standing=read]").waitFor();
    });
    await step("typing is seen, and its end", async () => {
      await grace.getByRole("textbox", { name: /^Message/ }).pressSequentially("I am", { delay: 30 });
      await ada.getByText(/Grace .* is typing/).waitFor();
      await grace.getByRole("textbox", { name: /^Message/ }).fill("");
      await ada.getByText(/Grace .* is typing/).waitFor({ state: "detached" });
    });
    await step("with the line cut for a minute each goes on writing; when it is back nothing is missing, doubled or out of order, without a reload", async () => {
      await grace.evaluate(() => { window.notReloaded = true; });
      line.cut();
      await grace.locator("[data-state=offline], [data-state=connecting]").waitFor({ state: "attached" });
      const missed = Array.from({ length: 20 }, (_, n) => `while you were away ${n + 1}`);
      for (const text of missed) await write(ada, text);
      await write(grace, "written without a line");
      await grace.waitForTimeout(Number(process.env.PARLEY_CUT_MS ?? 60_000)); // the minute itself is what is promised
      line.mend();
      await grace.locator("[data-state=live]").waitFor({ state: "attached", timeout: 45_000 });
      await message(grace, "while you were away 20").waitFor();
      await message(ada, "written without a line").waitFor();
      for (const page of [grace, ada]) assert.deepEqual(await away(page), missed);
      for (const page of [grace, ada]) assert.equal(await page.locator("[data-message]", { hasText: "written without a line" }).count(), 1);
      assert.equal(await grace.evaluate(() => window.notReloaded), true);
    });
    await step("a reload keeps the sign-in, the place and every message", async () => {
      await grace.reload();
      await message(grace, "written without a line").waitFor();
      assert.equal((await away(grace)).length, 20);
    });
    await step("signing out leaves nothing on the screen or in the browser", async () => {
      await ada.getByRole("button", { name: "You", exact: true }).click();
      await ada.getByRole("menuitem", { name: "Sign out" }).click();
      await ada.getByRole("heading", { name: "Sign in" }).waitFor();
      assert.equal(await ada.locator("[data-message]").count(), 0);
      const left = await ada.evaluate(async () => {
        const kept = [];
        for (const { name } of await indexedDB.databases()) {
          const database = await new Promise((resolve) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); });
          for (const shelf of database.objectStoreNames)
            kept.push(...await new Promise((resolve) => { const all = database.transaction(shelf).objectStore(shelf).getAll(); all.onsuccess = () => resolve(all.result); }));
          database.close();
        }
        return kept;
      });
      assert.deepEqual(left, []);
    });
    line.close();
  },
}];
