// The list of conversations, the badges, the old addresses.
import assert from "node:assert/strict";

export const stories = [{
  name: "The sidebar",
  async run({ person, account, server, step }) {
    const ada = await person("Ada");
    const grace = await account("Grace Hopper");
    const linus = await account("Linus Torvalds");
    const direct = await ada.call("POST", "/conversations", { type: "direct", member_ids: [grace.id] });
    const lunch = await ada.call("POST", "/conversations", { type: "group", title: "Lunch", member_ids: [grace.id, linus.id] });
    const news = await grace.call("POST", "/conversations", { type: "channel", title: "news", visibility: "public", member_ids: [ada.id] });
    const { page } = ada;
    const row = (name) => page.locator(".sidebar-row", { hasText: name });
    const menu = async (name, item) => {
      await row(name).click({ button: "right" });
      await page.getByRole("menuitem", { name: item, exact: true }).click();
    };
    const section = (name) => page.locator(".sidebar-section", { hasText: name });

    await step("the title and the badge tell how many wait: messages to oneself and mentions, as the server counts them", async () => {
      await grace.call("POST", `/conversations/${direct.id}/messages`, { content: "one" });
      await grace.call("POST", `/conversations/${direct.id}/messages`, { content: "two" });
      await grace.call("POST", `/conversations/${lunch.id}/messages`, { content: `@${ada.username} lunch?` });
      await grace.call("POST", `/conversations/${news.id}/messages`, { content: "nobody is named" });
      await page.waitForFunction(() => document.title.startsWith("(3)"));
      await row("news").getByText("1 unread message").waitFor({ state: "attached" });
      const { items } = await ada.call("GET", "/conversations");
      const waiting = items.reduce((sum, one) => sum + (one.type === "direct" ? one.unread_count : one.my.unread_mentions), 0);
      assert.equal(waiting, 3);
    });
    await step("muting takes a conversation off the badge, and back", async () => {
      await row("Grace Hopper").click({ button: "right" });
      await page.getByRole("menuitem", { name: "Mute", exact: true }).hover();
      await page.keyboard.press("ArrowRight");
      await page.getByRole("menuitem", { name: "For 8 hours" }).click();
      await page.waitForFunction(() => document.title.startsWith("(1)"));
      await menu("Grace Hopper", "Unmute");
      await page.waitForFunction(() => document.title.startsWith("(3)"));
    });
    await step("pinned, archived and taken back, on another device too", async () => {
      const other = await ada.context.newPage();
      await other.goto(server.address);
      await other.locator("[data-state=live]").waitFor({ state: "attached" });
      await page.bringToFront();
      await menu("news", "Mark as read");
      await menu("news", "Pin");
      await section("Pinned").waitFor();
      await other.locator(".sidebar-section", { hasText: "Pinned" }).waitFor();
      await menu("news", "Archive");
      await section("Pinned").waitFor({ state: "detached" });
      await section("Archive").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await section("Pinned").waitFor();
      await other.close();
    });
    await step("only what is unread, and a filter by name", async () => {
      await page.getByRole("button", { name: "What is shown" }).click();
      await page.getByRole("menuitemcheckbox", { name: "Only unread" }).click();
      await page.keyboard.press("Escape");
      await row("news").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "What is shown" }).click();
      await page.getByRole("menuitemcheckbox", { name: "Only unread" }).click();
      await page.keyboard.press("Escape");
      await page.getByRole("searchbox", { name: "Filter conversations" }).fill("lun");
      await row("Grace").waitFor({ state: "detached" });
      await page.getByRole("searchbox", { name: "Filter conversations" }).press("Escape");
      await row("Grace").waitFor();
    });
    await step("the arrow keys walk the list; what was marked unread is unread again", async () => {
      await page.getByRole("searchbox", { name: "Filter conversations" }).press("ArrowDown");
      await page.waitForFunction(() => document.activeElement?.matches(".sidebar-row"));
      await page.keyboard.press("End");
      await page.waitForFunction(() => document.activeElement?.textContent.includes("news"));
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "news" }).waitFor();
      await menu("Lunch", "Mark as read");
      await page.waitForFunction(() => document.title.startsWith("(2)"));
      await menu("Lunch", "Mark as unread");
      await row("Lunch").getByText("1 unread message").waitFor({ state: "attached" });
    });
    await step("the quick switcher finds a conversation by one of its members, and somebody one never wrote to", async () => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("linus");
      await page.getByRole("option", { name: /Linus Torvalds/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: /Linus|Lunch/ }).waitFor();
    });
    await step("a status is set, seen by others at once, and cleared", async () => {
      const other = await person("Margaret");
      await other.call("POST", "/conversations", { type: "direct", member_ids: [ada.id] });
      await page.getByRole("button", { name: "You", exact: true }).click();
      await page.getByRole("menuitem", { name: "Set a status" }).click();
      await page.getByRole("button", { name: "At lunch" }).click();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await other.page.locator(".sidebar-row", { hasText: "Ada" }).getByText("🥪").waitFor();
      await page.getByRole("button", { name: "You", exact: true }).click();
      await page.getByRole("menuitem", { name: /At lunch/ }).click();
      await page.getByRole("button", { name: "Clear status" }).click();
      await other.page.locator(".sidebar-row", { hasText: "Ada" }).getByText("🥪").waitFor({ state: "detached" });
    });
    await step("the addresses at which older systems had a page open the app", async () => {
      for (const [old, wanted] of [["/aristay/api/chat/", /\/$/], ["/api/chat/", /\/$/], ["/mrm-chat/admin/", /\/admin/]]) {
        await page.goto(server.address + old);
        await page.locator("[data-state=live]").waitFor({ state: "attached" });
        await page.waitForURL(wanted);
      }
    });
    await step("no flash: the theme that was chosen is there before anything is drawn", async () => {
      await page.evaluate(() => localStorage.setItem("parley.theme", "dark"));
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          observer.disconnect();
          window.themeAtBody = document.documentElement.dataset.theme;
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(server.address);
      await page.locator("[data-state=live]").waitFor({ state: "attached" });
      assert.equal(await page.evaluate(() => window.themeAtBody), "dark");
    });
    await step("it can be installed: the manifest and its icons are there", async () => {
      const href = await page.locator("link[rel=manifest]").getAttribute("href");
      const manifest = await (await ada.context.request.get(new URL(href, server.address).href)).json();
      assert.equal(manifest.display, "standalone");
      for (const { src } of manifest.icons) assert.equal((await ada.context.request.get(new URL(src, server.address).href)).status(), 200);
    });
  },
}];
