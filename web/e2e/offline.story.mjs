// Without a network: conversations open, what is written waits, survives the tab, and goes out once and in order.
import assert from "node:assert/strict";

const until = async (ask, wanted) => {
  for (let tries = 0; ; tries++) {
    const found = await ask();
    if (wanted(found)) return found;
    if (tries > 300) throw new Error(`still ${JSON.stringify(found)}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
};

export const stories = [{
  name: "Offline",
  async run({ person, account, step, server }) {
    const ada = await person("Ada");
    const grace = await account("Grace");
    const rooms = [];
    for (let n = 0; n < 50; n++) {
      const { id } = await ada.call("POST", "/conversations", { type: "group", title: `Room ${n}`, member_ids: [grace.id] });
      await grace.call("POST", `/conversations/${id}/messages`, { content: `The word of room ${n}` });
      rooms.push(id);
    }
    await step("the app is kept by the service worker", async () => {
      await ada.page.reload();
      await ada.page.evaluate(() => navigator.serviceWorker.ready);
      await ada.page.reload(); // controlled from here on
      await until(() => ada.page.evaluate(() => navigator.serviceWorker.controller !== null), Boolean);
      await ada.page.waitForLoadState("networkidle");
      await until(() => ada.page.evaluate(async () => {
        const used = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/assets/"));
        const kept = await Promise.all(used.map((name) => caches.match(name)));
        return used.some((name) => name.includes("/ConversationPage-")) && kept.every(Boolean);
      }), Boolean);
    });
    await step("the latest fifty conversations are kept without being opened", async () => {
      await until(() => ada.page.evaluate(async () => {
        const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith("parley:"));
        const database = await new Promise((resolve) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); });
        const all = await new Promise((resolve) => { const asked = database.transaction("conversations").objectStore("conversations").getAll(); asked.onsuccess = () => resolve(asked.result); });
        database.close();
        return all.filter((one) => one.page).length;
      }), (count) => count >= 50);
    });
    let written;
    await step("fifty conversations open without a network", async () => {
      await ada.context.setOffline(true);
      await ada.page.reload();
      await ada.page.locator(".sidebar-row").first().waitFor();
      for (const [n, id] of rooms.entries()) {
        await ada.page.evaluate((to) => { history.pushState({}, "", to); dispatchEvent(new PopStateEvent("popstate")); }, `/c/${id}`);
        await ada.page.locator("[data-message]", { hasText: `The word of room ${n}` }).first().waitFor();
      }
    });
    await step("fifty messages are written offline, the tab is closed in between, and all go out once, in order", async () => {
      const field = () => ada.page.getByRole("textbox", { name: /^Message/ });
      const say = async (from, to) => { for (let n = from; n <= to; n++) { await field().fill(`offline ${n}`); await field().press("Enter"); } };
      await ada.page.goto(`${server.address}/c/${rooms[0]}`);
      await field().waitFor();
      await say(1, 25);
      await ada.page.locator("[data-message]", { hasText: "offline 25" }).waitFor();
      await ada.page.close();
      ada.page = await ada.context.newPage();
      await ada.page.goto(`${server.address}/c/${rooms[0]}`);
      await ada.page.locator("[data-message]", { hasText: "offline 25" }).waitFor();
      await say(26, 50);
      await ada.page.locator("[data-message]", { hasText: "offline 50" }).waitFor();
      await ada.context.setOffline(false);
      written = Array.from({ length: 50 }, (_, n) => `offline ${n + 1}`);
      const arrived = await until(async () => (await grace.call("GET", `/conversations/${rooms[0]}/messages?limit=200`)).items.map(({ content }) => content).filter((text) => text.startsWith("offline")), (all) => all.length >= 50);
      assert.deepEqual(arrived, written);
      await ada.page.locator("[data-state=live]").waitFor({ state: "attached", timeout: 45_000 });
      await until(() => ada.page.locator("[data-standing=waiting]").count(), (count) => count === 0);
    });
    await step("two tabs send a message once, whichever is closed", async () => {
      const second = await ada.context.newPage();
      await second.goto(`${server.address}/c/${rooms[1]}`);
      await second.locator("[data-state=live]").waitFor({ state: "attached" });
      await ada.context.setOffline(true);
      await second.locator("[data-state=offline], [data-state=connecting]").waitFor({ state: "attached" });
      const field = second.getByRole("textbox", { name: /^Message/ });
      await field.fill("from the second tab");
      await field.press("Enter");
      await second.locator("[data-message]", { hasText: "from the second tab" }).waitFor();
      await ada.page.close(); // it owned the outbox
      await ada.context.setOffline(false);
      await until(async () => (await grace.call("GET", `/conversations/${rooms[1]}/messages`)).items.filter(({ content }) => content === "from the second tab").length, (count) => count === 1);
      ada.page = second;
    });
  },
}];
