// A phone: fingers that swipe and rest.
import assert from "node:assert/strict";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A finger that goes from one place to another, or rests. */
async function finger(page) {
  const line = await page.context().newCDPSession(page);
  const touch = (type, points) => line.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  return {
    async swipe([x, y], [toX, toY]) {
      await touch("touchStart", [[x, y]]);
      for (let part = 1; part <= 10; part++) { await touch("touchMove", [[x + ((toX - x) * part) / 10, y + ((toY - y) * part) / 10]]); await pause(16); }
      await pause(150); // it stands still before it is lifted, or the browser takes it for a fling, which swallows the next tap
      await touch("touchEnd", []);
    },
    async rest([x, y], ms = 700) {
      await touch("touchStart", [[x, y]]);
      await pause(ms);
      await touch("touchEnd", []);
    },
  };
}

const middle = async (locator) => {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
};

export const stories = [{
  name: "A phone",
  async run({ person, account, step }) {
    const ada = await person("Ada", { options: PHONE });
    const grace = await account("Grace");
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "Walk", member_ids: [grace.id] });
    for (const content of ["Shall we walk?", "It has stopped raining."]) await grace.call("POST", `/conversations/${id}/messages`, { content });
    const { page } = ada;
    const hand = await finger(page);
    const message = (text) => page.locator("[data-message]", { hasText: text }).last();

    await step("a tap opens the conversation, and only it is seen", async () => {
      await page.locator(".sidebar-row", { hasText: "Walk" }).tap();
      await message("stopped raining").waitFor();
      assert.equal(await page.locator(".sidebar").isVisible(), false);
    });
    await step("a swipe over a message answers it", async () => {
      const [x, y] = await middle(message("stopped raining").getByText("It has stopped raining."));
      await hand.swipe([x + 40, y], [x - 90, y]);
      const strip = page.getByText(/Reply(ing)? to/i).first();
      if (await strip.count() === 0) await hand.swipe([x - 40, y], [x + 110, y]); // the other hand's way
      await strip.waitFor();
      await page.getByRole("textbox", { name: /^Message/ }).fill("Then let us go");
      await page.getByRole("button", { name: "Send" }).tap();
      await message("Then let us go").locator(".timeline-quote", { hasText: "stopped raining" }).waitFor();
    });
    await step("a long press opens what can be done with a message", async () => {
      await page.locator("[data-standing=sent], [data-standing=delivered]").waitFor();
      await page.locator("[data-scrolling]").waitFor({ state: "detached" }); // a list that is moving is held by a finger, not pressed
      await hand.rest(await middle(message("Shall we walk?").getByText("Shall we walk?")));
      await page.getByRole("dialog").getByRole("button", { name: /Forward/ }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    });
    await step("a finger drawn in from the side goes back to the list", async () => {
      await hand.swipe([6, 380], [220, 384]);
      await page.locator(".sidebar-row", { hasText: "Walk" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/");
    });
    await step("a long press on a conversation opens its menu, and lifting the finger opens nothing", async () => {
      await hand.rest(await middle(page.locator(".sidebar-row", { hasText: "Walk" })));
      await page.getByRole("menuitem", { name: "Pin", exact: true }).tap();
      await page.locator(".sidebar-section", { hasText: "Pinned" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/");
    });
  },
}];
