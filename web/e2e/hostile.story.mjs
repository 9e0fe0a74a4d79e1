// Three hundred scripts as messages, titles, descriptions and names, opened in the page: none runs, none calls out, the security policy is never met.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const payloads = readFileSync(new URL("../../tests/Parley.Tests/Hostile/xss.txt", import.meta.url), "utf8").split("\n").filter(Boolean);
const RAN = "script, iframe, object, embed, svg[onload], [onerror], [onclick], [onload], [href^='javascript:' i], [src^='javascript:' i]";

export const stories = [{
  name: "Scripts",
  async run({ person, server, step }) {
    const eve = await person("Eve", { options: { viewport: { width: 1200, height: 2400 } } });
    const room = await eve.call("POST", "/conversations", { type: "group", title: "Everything" });
    for (const content of payloads) await eve.call("POST", `/conversations/${room.id}/messages`, { content });
    for (const title of payloads.slice(0, 60)) {
      const other = await eve.call("POST", "/conversations", { type: "group", title, description: title });
      await eve.call("POST", `/conversations/${other.id}/messages`, { content: title });
    }
    await eve.call("PATCH", "/me", { display_name: payloads.find((payload) => payload.startsWith("<img src=x onerror")) });

    const ran = [];
    eve.page.on("dialog", (dialog) => { ran.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
    eve.page.on("request", (request) => { const { host, protocol } = new URL(request.url()); if (protocol.startsWith("http") && host !== new URL(server.address).host) ran.push(`called ${request.url()}`); });
    const dangerous = () => eve.page.evaluate((selector) => [...document.body.querySelectorAll(selector)].filter((one) => !one.src?.startsWith(location.origin)).map((one) => one.outerHTML), RAN);

    await step(`${payloads.length} messages are shown as text`, async () => {
      await eve.open(room.id);
      await eve.page.locator("[data-message]").last().waitFor();
      await eve.page.mouse.move(800, 400);
      const seen = new Set();
      for (let tries = 0; tries < 1_500 && seen.size < payloads.length + 1; tries++) {
        for (const id of await eve.page.locator("[data-message]").evaluateAll((all) => all.map((one) => one.dataset.message))) seen.add(id);
        assert.deepEqual(await dangerous(), []);
        await eve.page.mouse.wheel(0, -1600);
        await eve.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      }
      assert.ok(seen.size >= payloads.length, `${seen.size} of ${payloads.length} were drawn`);
    });
    await step("titles, descriptions and names are text in the sidebar, in headers and panels, in search, in the lists of people", async () => {
      for (const row of (await eve.page.locator(".sidebar-row").all()).slice(0, 15)) {
        await row.click();
        assert.deepEqual(await dangerous(), []);
      }
      for (const address of [`/c/${room.id}?panel=info`, "/people", "/search?q=script", "/notifications", "/settings/profile", "/admin/users", "/admin/messages"]) {
        await eve.page.goto(server.address + address);
        await eve.page.locator("[data-state=live]").waitFor({ state: "attached" });
        await eve.page.waitForLoadState("networkidle");
        assert.deepEqual(await dangerous(), []);
      }
    });
    await step("none ran and none called out", () => { assert.deepEqual(ran, []); });
  },
}];
