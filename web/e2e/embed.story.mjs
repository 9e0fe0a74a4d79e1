// <parley-chat> on another site's page: a strict policy, tokens of the site's own, a customer and somebody of the staff in the web app.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cast } from "./cast.mjs";
import { hostSite, SHOP_CSS, SHOP_JS, shopPage, tokenFor, trusting } from "./hostPage.mjs";
import { picture } from "./scene.mjs";
import { startServer } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const stories = [{
  name: "Embedded chat",
  async run({ browser, step, server: { address: _ } }) {
    const site = await hostSite();
    const server = await startServer(trusting(site.origin));
    const faults = [];
    const people = cast(browser, server, faults);
    try {
      site.allow(server.address);
      site.pages.set("/shop.css", SHOP_CSS);
      site.pages.set("/shop.js", SHOP_JS);
      const show = async (page, elements, options) => {
        site.pages.set("/", shopPage(server.address, elements, options));
        await page.goto(site.origin);
      };
      const told = (page, type) => page.evaluate((name) => window.told.filter(([one]) => one === name).map(([, detail]) => detail), type);

      const grace = await people.person("Grace Hopper");
      const { page } = await people.window("a customer", { viewport: { width: 1200, height: 820 } });
      const customer = { token: tokenFor("customer-42", "Ada Lovelace"), call: (method, path, body) => people.call(method, path, body, customer.token) };
      const me = await customer.call("GET", "/me");
      const chat = page.locator("parley-chat");
      const launcher = chat.getByRole("button", { name: /^Open chat/ });
      const panel = chat.getByRole("dialog", { name: "Chat", exact: true });
      const field = chat.getByRole("textbox", { name: /^Message/ });
      const bubble = `<parley-chat token="${customer.token}" with="${grace.id}"></parley-chat>`;
      let direct;

      await step("one script tag and a token of the shop's server show a launcher; the panel is not loaded yet", async () => {
        const loaded = [];
        page.on("request", (request) => { if (/\.js$/.test(request.url())) loaded.push(request.url()); });
        await show(page, bubble);
        await launcher.waitFor();
        assert.ok(!loaded.some((url) => /chat-mount/.test(url)), loaded.join("\n"));
        await launcher.click();
        await panel.waitFor();
        await field.waitFor();
        assert.ok(loaded.some((url) => /chat-mount/.test(url)));
      });

      await step("the keyboard is in the field; what is written reaches the web app, and the answer comes back", async () => {
        await page.waitForFunction(() => document.querySelector("parley-chat").shadowRoot.activeElement?.localName === "textarea");
        await field.pressSequentially("Does the can **drip**?");
        await page.keyboard.press("Enter");
        await chat.locator("[data-message] strong", { hasText: "drip" }).waitFor();
        direct = (await grace.call("POST", "/conversations", { type: "direct", member_ids: [me.id] })).id;
        await grace.open(direct);
        await grace.page.getByText("Does the can").first().waitFor();
        await chat.getByText(/^(Delivered|Read)$/).first().waitFor({ state: "attached" });
        await grace.call("POST", `/conversations/${direct}/messages`, { content: "Never. `We tried.`" });
        await chat.locator("[data-message] code", { hasText: "We tried." }).waitFor();
        assert.ok((await told(page, "parley-message")).some(({ message }) => message.content.includes("We tried")));
      });

      await step("reactions, replies, edits and deletions are shown", async () => {
        const last = (await grace.call("GET", `/conversations/${direct}/messages`)).items.at(-1);
        const row = chat.locator(`[data-message="${last.id}"]`);
        await row.hover();
        await row.getByRole("button", { name: "React", exact: true }).click();
        await row.getByRole("button", { name: "React with 👍" }).click();
        await row.getByRole("button", { name: "👍, 1 person", pressed: true }).waitFor();
        await row.focus();
        await page.keyboard.press("r");
        await chat.getByText("Replying to Grace Hopper").waitFor();
        await field.fill("Good to know");
        await page.keyboard.press("Enter");
        await chat.getByRole("blockquote", { name: "Reply to Grace Hopper" }).waitFor();
        await grace.call("PATCH", `/messages/${last.id}`, { content: "Never. `We tried twice.`" });
        await row.getByText("(edited)").waitFor();
        const gone = await grace.call("POST", `/conversations/${direct}/messages`, { content: "Oops" });
        await chat.getByText("Oops", { exact: true }).waitFor();
        await grace.call("DELETE", `/messages/${gone.id}`);
        await chat.getByText("This message was deleted.").waitFor();
      });

      await step("a picture and a file go up and are shown, though the page may load nothing from elsewhere", async () => {
        const choosing = page.waitForEvent("filechooser");
        await chat.getByRole("button", { name: "Attach files" }).click();
        await (await choosing).setFiles([
          { name: "can.png", mimeType: "image/png", buffer: picture(640, 400, [20, 120, 90], [220, 230, 180]) },
          { name: "invoice.txt", mimeType: "text/plain", buffer: Buffer.from("One watering can\n".repeat(40_000)) },
        ]);
        await chat.getByRole("button", { name: "Send" }).click();
        const image = chat.getByRole("button", { name: "Open image can.png" });
        await image.locator("img").waitFor();
        assert.ok(await image.locator("img").evaluate((img) => img.decode().then(() => img.naturalWidth > 0)));
        await chat.getByRole("button", { name: "Download invoice.txt" }).waitFor();
        await image.click();
        await chat.getByRole("dialog", { name: "can.png" }).locator("img").waitFor();
        await page.keyboard.press("Escape");
        await chat.getByRole("dialog", { name: "can.png" }).waitFor({ state: "detached" });
        assert.ok(await panel.isVisible(), "Escape closed the picture only");
      });

      await step("Escape closes it and gives the keyboard back; what comes then is on the badge and told to the page", async () => {
        await field.focus();
        await page.keyboard.press("Escape");
        await panel.waitFor({ state: "hidden" });
        assert.equal(await page.evaluate(() => document.querySelector("parley-chat").shadowRoot.activeElement?.className), "launcher");
        await grace.call("POST", `/conversations/${direct}/messages`, { content: "One more thing" });
        await grace.call("POST", `/conversations/${direct}/messages`, { content: "It is green." });
        await chat.getByRole("button", { name: "Open chat, 2 unread messages" }).waitFor();
        assert.equal((await told(page, "parley-unread")).at(-1).count, 2);
        await launcher.click();
        await chat.getByText("It is green.").waitFor();
        await page.waitForFunction(() => window.told.filter(([type]) => type === "parley-unread").at(-1)[1].count === 0);
        await grace.page.getByText("It is green.").first().waitFor();
      });

      await step("offline it says so; what is written then goes out once when the network is back", async () => {
        await page.context().setOffline(true);
        await chat.getByText(/^Offline:/).waitFor();
        await field.fill("Written without a network");
        await page.keyboard.press("Enter");
        await chat.getByText("Sending", { exact: true }).waitFor({ state: "attached" });
        await page.context().setOffline(false);
        await chat.locator("[data-message]", { hasText: "Written without a network" }).getByText(/^(Sent|Delivered|Read)$/).waitFor({ state: "attached" });
        const { items } = await grace.call("GET", `/conversations/${direct}/messages`);
        assert.equal(items.filter(({ content }) => content === "Written without a network").length, 1);
      });

      await step("the page's styles stay out, the chat's stay in, and its variables reach both", async () => {
        const looks = () => page.evaluate(() => {
          const { shadowRoot: root } = document.querySelector("parley-chat");
          const [own, shop] = [getComputedStyle(root.querySelector("textarea")), getComputedStyle(document.querySelector("main button"))];
          const title = getComputedStyle(root.querySelector("h2"));
          return {
            border: own.borderTopWidth, style: title.fontStyle, transform: title.textTransform, size: title.fontSize, spacing: title.letterSpacing, shop: [shop.backgroundColor, shop.paddingTop],
            font: title.fontFamily, styleTags: root.querySelectorAll("style, link").length + document.querySelectorAll("style").length,
          };
        });
        const plain = await looks();
        assert.deepEqual(
          [plain.border, plain.style, plain.transform, plain.size, plain.spacing, plain.shop, plain.styleTags],
          ["0px", "normal", "none", "16px", "normal", ["rgb(194, 65, 12)", "20px"], 0]);
        await page.evaluate(() => document.querySelector("parley-chat").classList.add("brand"));
        await page.mouse.move(5, 5); // its colour under the pointer is another
        await page.waitForFunction(() => getComputedStyle(document.querySelector("parley-chat").shadowRoot.querySelector(".launcher")).backgroundColor === "rgb(190, 24, 93)");
        assert.match((await looks()).font, /DejaVu Serif/);
        await page.evaluate(() => document.querySelector("parley-chat").classList.remove("brand"));
      });

      await step("axe finds nothing, closed and open, light and dark, in a bubble and inline", async () => {
        const check = async (what) => {
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() => window.axe.run({ include: ["parley-chat"] }, { resultTypes: ["violations"] }));
          assert.deepEqual(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
        };
        await check("open");
        await page.evaluate(() => document.querySelector("parley-chat").setAttribute("theme", "dark"));
        await check("open, dark");
        await page.evaluate(() => document.querySelector("parley-chat").close());
        await check("closed");
        await page.evaluate(() => { const chat = document.querySelector("parley-chat"); chat.removeAttribute("theme"); chat.mode = "inline"; chat.conversation = null; chat.with = null; });
        await chat.getByRole("heading", { name: "Conversations" }).waitFor();
        await check("inline list");
        await chat.getByRole("button", { name: /Grace Hopper/ }).click();
        await field.waitFor();
        await check("inline conversation");
        await chat.getByRole("button", { name: "All conversations" }).click();
        await chat.getByRole("heading", { name: "Conversations" }).waitFor();
      });

      await step("a wrong token is said in plain words, and a good one of the page's mends it", async () => {
        await show(page, `<parley-chat token="${tokenFor("customer-42", "Ada Lovelace", { secret: "not the secret that the two of them share, at all" })}" with="${grace.id}" open></parley-chat>`);
        await chat.getByRole("heading", { name: "The chat could not sign you in" }).waitFor();
        assert.ok((await told(page, "parley-error")).some(({ code }) => code === "not_signed_in"));
        await page.evaluate((token) => { document.querySelector("parley-chat").token = token; }, tokenFor("customer-42", "Ada Lovelace"));
        await chat.getByText("It is green.").waitFor();
      });

      await step("a token that runs out is asked for again, by the page's function", async () => {
        await page.evaluate(() => { document.querySelector("parley-chat").remove(); });
        await page.exposeFunction("shopToken", () => tokenFor("customer-42", "Ada Lovelace"));
        await page.evaluate(([token, person]) => {
          const chat = document.createElement("parley-chat");
          window.asked = 0;
          chat.gettoken = async () => { window.asked++; return window.asked === 1 ? token : window.shopToken(); };
          chat.setAttribute("with", person);
          chat.setAttribute("open", "");
          document.querySelector("#place").append(chat);
        }, [tokenFor("customer-42", "Ada Lovelace", { seconds: -600 }), grace.id]);
        await chat.getByText("It is green.").waitFor();
        assert.equal(await page.evaluate(() => window.asked), 2);
      });

      await step("two elements share one line; moved it stays, removed it is gone, and it can come again", async () => {
        const sockets = [];
        page.on("websocket", (socket) => { sockets.push(socket); });
        await show(page, `<parley-chat token="${customer.token}"></parley-chat><parley-chat mode="inline" token="${customer.token}" with="${grace.id}"></parley-chat>`);
        await chat.nth(1).getByText("It is green.").waitFor();
        assert.equal(sockets.length, 1);
        await page.evaluate(() => { document.body.append(document.querySelectorAll("parley-chat")[1]); });
        await chat.nth(1).getByText("It is green.").waitFor();
        assert.equal(sockets.length, 1);
        const closed = sockets[0].waitForEvent("close");
        await page.evaluate(() => { window.kept = [...document.querySelectorAll("parley-chat")]; for (const one of window.kept) one.remove(); });
        await closed;
        await page.evaluate(() => { document.body.append(window.kept[1]); });
        await chat.getByText("It is green.").waitFor();
        assert.equal(sockets.length, 2);
      });

      await step("a room of a thing of the shop's is found or made; whoever may not in is told so", async () => {
        const room = (token, more = "") => `<parley-chat mode="inline" token="${token}" context-type="order" context-id="7" title="Order 7" ${more}></parley-chat>`;
        await show(page, room(customer.token));
        await chat.getByRole("heading", { name: "Order 7" }).waitFor();
        await show(page, room(tokenFor("customer-43", "Eve")));
        await chat.getByRole("heading", { name: "This conversation cannot be opened" }).waitFor();
        await show(page, room(customer.token));
        await chat.getByRole("heading", { name: "Order 7" }).waitFor();
      });

      await step("older messages come while one scrolls, without a jump; what comes below moves nothing that is read", async () => {
        const room = await customer.call("POST", "/conversations", { type: "group", title: "Long", member_ids: [grace.id] });
        for (let n = 0; n < 160; n += 20) await Promise.all(Array.from({ length: 20 }, () => customer.call("POST", `/conversations/${room.id}/messages`, { content: "A line\nand another" })));
        await show(page, `<parley-chat mode="inline" token="${customer.token}" conversation="${room.id}"></parley-chat>`);
        const rows = chat.locator("[data-message]");
        await rows.nth(20).waitFor();
        const before = await rows.count();
        const place = (id) => page.evaluate((wanted) => {
          const list = document.querySelector("parley-chat").shadowRoot.querySelector(".messages");
          const top = list.getBoundingClientRect().top;
          const row = [...list.querySelectorAll("[data-message]")].find((one) => (wanted ? one.dataset.message === wanted : one.getBoundingClientRect().bottom > top + 100));
          return { id: row.dataset.message, y: row.getBoundingClientRect().top };
        }, id);
        await page.evaluate(() => { const list = document.querySelector("parley-chat").shadowRoot.querySelector(".messages"); list.scrollTop = list.clientHeight - list.scrollHeight + 500; });
        const mark = await place();
        await page.waitForFunction((count) => document.querySelector("parley-chat").shadowRoot.querySelectorAll("[data-message]").length > count, before);
        assert.ok(Math.abs((await place(mark.id)).y - mark.y) < 1.5, `moved from ${mark.y} to ${(await place(mark.id)).y}`);
        await grace.call("POST", `/conversations/${room.id}/messages`, { content: "At the end" });
        await chat.getByRole("button", { name: "1 new message" }).waitFor();
        assert.ok(Math.abs((await place(mark.id)).y - mark.y) < 1.5, `moved from ${mark.y} to ${(await place(mark.id)).y}`);
        await chat.getByRole("button", { name: "1 new message" }).click();
        await page.waitForFunction(() => document.querySelector("parley-chat").shadowRoot.querySelector(".messages").scrollTop === 0);
      });

      await step("on a phone it fills the screen, and in Arabic it reads from the right", async () => {
        await page.setViewportSize({ width: 360, height: 740 });
        await show(page, `<parley-chat token="${customer.token}" with="${grace.id}" lang="ar" open></parley-chat>`);
        await chat.getByText("It is green.").waitFor();
        await page.waitForFunction(() => {
          const box = document.querySelector("parley-chat").shadowRoot.querySelector("dialog").getBoundingClientRect();
          return box.x === 0 && box.y === 0 && box.width === 360 && Math.abs(box.height - 740) < 1;
        });
        const [face, close] = await Promise.all([chat.locator("header .face").boundingBox(), chat.locator("header button").boundingBox()]);
        assert.ok(face.x > close.x, "the picture stands at the right");
        assert.equal(await chat.getByRole("textbox").getAttribute("placeholder"), "رسالة");
      });

      await step("signed out, nothing of the person is left", async () => {
        await page.evaluate(() => document.querySelector("parley-chat").signOut());
        await page.evaluate(() => document.querySelector("parley-chat").open());
        await chat.getByRole("heading", { name: "سجّل الدخول للدردشة" }).waitFor();
      });
      assert.deepEqual(faults, [], "the pages broke or met their security policy");
      assert.deepEqual(server.errors(), []);
    } catch (error) {
      await people.photograph("failed-embedded");
      throw error;
    } finally {
      await people.leave();
      await site.stop();
      await server.stop();
    }
  },
}];
