// The timeline as two people use it: opening at what is new, jumping, reacting, answering in threads, editing, deleting, forwarding, by pointer and by keys.
import assert from "node:assert/strict";

const message = (page, text) => page.locator("[data-message]", { hasText: text }).last();
const post = (who, where, content, more = {}) => who.call("POST", `/conversations/${where}/messages`, { content, ...more });

/** Opens a message's toolbar by pointing at it, and its menu. */
async function choose(page, text, item) {
  await message(page, text).hover();
  await message(page, text).getByRole("toolbar").getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const watchShifts = (page) => page.evaluate(() => {
  window.moved = [];
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved.push(`${entry.value} ${(entry.sources ?? []).map(({ node }) => node?.className).join(", ")}`); }).observe({ type: "layout-shift" });
});

export const stories = [{
  name: "Timeline",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const linus = await account("Linus Torvalds");
    const ada = await person("Ada Lovelace");
    const { page } = ada;
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "Engine room", member_ids: [grace.id] });
    for (let n = 1; n <= 90; n++) await post(grace, id, `Line ${n} of the story, which is long enough to need\n\ntwo paragraphs`);
    await ada.call("POST", `/conversations/${id}/read`, { ordinal: 60 });

    await step("opens at what is new, says how much that is, and marks it read on demand", async () => {
      await ada.open(id);
      await page.getByText(/^\d+ new$/).first().waitFor();
      const line = await page.locator(".timeline-unread").boundingBox();
      assert.ok(line.y > 56 && line.y < 300, `the line of what is new stands at ${line.y}`);
      await page.getByRole("button", { name: "mark as read" }).click();
      await page.locator(".timeline-unread").waitFor({ state: "detached" });
      assert.equal((await ada.call("GET", `/conversations/${id}`)).unread_count, 0);
    });

    await step("stays at the end when something comes, and says how many came when it is not there", async () => {
      await page.getByRole("button", { name: /^Latest/ }).click();
      await message(page, "Line 90 of").waitFor();
      await post(grace, id, "Seen at once");
      await message(page, "Seen at once").waitFor();
      await page.getByRole("log").hover();
      await page.mouse.wheel(0, -1_500);
      await page.getByRole("button", { name: "Latest", exact: true }).waitFor();
      await post(grace, id, "Not seen at once");
      await page.getByRole("button", { name: "Latest, 1 new message" }).click();
      await message(page, "Not seen at once").waitFor();
      await page.getByRole("button", { name: /^Latest/ }).waitFor({ state: "detached" });
    });

    await step("loads the past without moving what is seen, to the beginning", async () => {
      await watchShifts(page);
      await page.getByRole("log").hover();
      for (let turn = 0; turn < 60 && !await page.getByText("This group began on").isVisible(); turn++) { await page.mouse.wheel(0, -400); await page.evaluate(() => new Promise(requestAnimationFrame)); }
      await page.getByText("This group began on").waitFor();
      assert.deepEqual(await page.evaluate(() => window.moved), []);
    });

    await step("a permalink opens at its message and points it out; a date leads to its first message", async () => {
      await ada.open(id, 20);
      await page.locator("[data-flash]", { hasText: "Line" }).waitFor();
      await page.getByRole("button", { name: /jump to another date/ }).click();
      await page.getByRole("button", { name: "Today", exact: true }).click();
      await message(page, "Line 1 of").waitFor();
      await ada.open(id);
      await message(page, "Not seen at once").waitFor();
    });

    await step("reactions are put and taken at once, and say by whom", async () => {
      await message(page, "Seen at once").hover();
      await message(page, "Seen at once").getByRole("toolbar").getByRole("button", { name: /👍/ }).click();
      const mine = message(page, "Seen at once").getByRole("button", { name: "👍, 1 person" });
      await mine.waitFor();
      await grace.call("PUT", `/messages/${await message(page, "Seen at once").getAttribute("data-message")}/reactions/${encodeURIComponent("👍")}`);
      const both = message(page, "Seen at once").getByRole("button", { name: "👍, 2 people" });
      await both.hover();
      await page.getByRole("tooltip", { name: /Grace Hopper/ }).or(page.getByText(/Grace Hopper.*reacted with/)).first().waitFor();
      await both.click();
      await message(page, "Seen at once").getByRole("button", { name: "👍, 1 person" }).waitFor();
    });

    await step("a quote leads to what it answers; a thread shows the replies as they come", async () => {
      const root = await post(grace, id, "Who takes the minutes?");
      await post(ada, id, "I do", { reply_to: root.id });
      await message(page, "I do").getByRole("button", { name: /In reply to Grace Hopper/ }).click();
      await page.locator("[data-flash]", { hasText: "Who takes the minutes?" }).waitFor();
      await page.getByRole("button", { name: "1 reply" }).click();
      const thread = page.getByRole("region", { name: "Thread" });
      await thread.locator("[data-message]", { hasText: "I do" }).waitFor();
      await post(grace, id, "Thank you", { reply_to: root.id });
      await thread.locator("[data-message]", { hasText: "Thank you" }).waitFor();
      await thread.getByText("2 replies").waitFor();
      await thread.getByRole("button", { name: "Close thread" }).click();
      await thread.waitFor({ state: "detached" });
    });

    await step("an edit shows, with what was said before", async () => {
      const slip = await post(ada, id, "A slip of the pne");
      await ada.call("PATCH", `/messages/${slip.id}`, { content: "A slip of the pen" });
      await message(page, "A slip of the pen").getByRole("button", { name: "(edited)" }).click();
      await page.getByRole("dialog").getByText("A slip of the pne").waitFor();
      await page.keyboard.press("Escape");
    });

    await step("pinning, saving and marking unread answer, and can be taken back", async () => {
      await choose(page, "Seen at once", "Pin");
      await message(page, "Seen at once").getByText("Pinned").waitFor();
      await page.getByRole("button", { name: "Undo" }).first().click();
      await message(page, "Seen at once").getByText("Pinned").waitFor({ state: "detached" });
      await choose(page, "Seen at once", "Save for later");
      await page.getByText("Saved for later").waitFor();
      assert.equal((await ada.call("GET", "/me/saved")).items.length, 1);
      await choose(page, "Not seen at once", "Mark unread from here");
      await page.locator(".timeline-unread").waitFor();
      await page.getByText("Unread from here on").waitFor();
      assert.ok((await ada.call("GET", `/conversations/${id}`)).unread_count > 0);
    });

    await step("a message is forwarded to several conversations, with who wrote it", async () => {
      const { id: other } = await ada.call("POST", "/conversations", { type: "group", title: "Archive", member_ids: [linus.id] });
      const { id: third } = await ada.call("POST", "/conversations", { type: "direct", member_ids: [linus.id] });
      await choose(page, "Seen at once", "Forward…");
      const dialog = page.getByRole("dialog", { name: "Forward message" });
      await dialog.getByRole("searchbox").fill("arch");
      await dialog.getByRole("checkbox", { name: "Archive" }).check();
      await dialog.getByRole("searchbox").fill("linus");
      await dialog.getByRole("checkbox", { name: "Linus Torvalds" }).check();
      await dialog.getByRole("button", { name: "Forward to 2" }).click();
      await dialog.waitFor({ state: "detached" });
      await ada.open(other);
      await message(page, "Seen at once").getByText("Forwarded from Grace Hopper").waitFor();
      await ada.open(third);
      await message(page, "Seen at once").getByText("Forwarded from Grace Hopper").waitFor();
    });

    await step("a moderator deletes with a reason; one line stays", async () => {
      await ada.open(id);
      await choose(page, "Not seen at once", "Delete");
      const dialog = page.getByRole("alertdialog");
      await dialog.getByLabel("Reason").fill("Off topic");
      await dialog.getByRole("button", { name: "Delete" }).click();
      await page.getByText("This message was deleted.").first().waitFor();
    });

    await step("everything by keys: arrows, R, T, +, Delete, Escape", async () => {
      await post(ada, id, "Mine, for the keys");
      await message(page, "Mine, for the keys").waitFor();
      await page.getByRole("log").locator("article").last().focus();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("End");
      await page.locator("article:focus", { hasText: "Mine, for the keys" }).waitFor();
      await page.keyboard.press("+");
      await page.getByRole("dialog", { name: "React" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.locator("article:focus").waitFor();
      await page.keyboard.press("Delete");
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
      await page.locator("article", { hasText: "Mine, for the keys" }).waitFor({ state: "detached" });
      await page.getByRole("log").locator("article").last().focus();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Home");
      await page.locator("article:focus").waitFor();
      await page.keyboard.press("t");
      await page.getByRole("region", { name: "Thread" }).waitFor();
    });

    await step("what was read is told with faces, who has read it with names", async () => {
      const { id: room } = await ada.call("POST", "/conversations", { type: "group", title: "Readers", member_ids: [grace.id, linus.id] });
      await post(ada, room, "Who reads this?");
      await ada.open(room);
      await page.locator("[data-standing=sent]").waitFor();
      await grace.call("POST", `/conversations/${room}/read`, {});
      await page.getByRole("button", { name: "Read by 1 person" }).click();
      const dialog = page.getByRole("dialog", { name: "Who has read it" });
      await dialog.getByRole("button", { name: "Grace Hopper" }).waitFor();
      await dialog.getByText("Not yet read by 1").waitFor();
      await page.keyboard.press("Escape");
    });

    await step("an empty conversation suggests a first message; one that is refused says why and can be let go", async () => {
      const { id: empty } = await ada.call("POST", "/conversations", { type: "direct", member_ids: [linus.id] });
      const { id: room } = await ada.call("POST", "/conversations", { type: "direct", member_ids: [grace.id] });
      assert.ok(empty);
      await ada.open(room);
      await page.getByText("Nothing has been said yet between you and Grace Hopper.").waitFor();
      await grace.call("PUT", `/me/blocks/${ada.id}`);
      await page.getByRole("button", { name: /^Send “Hi Grace Hopper/ }).click();
      await page.getByText(/^Not sent\./).waitFor();
      await page.getByRole("button", { name: "Discard" }).click();
      await page.getByText("Nothing has been said yet").waitFor();
    });
  },
}];
