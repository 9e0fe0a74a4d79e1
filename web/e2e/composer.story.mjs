// Writing: marks, completion, commands, rewording, on a phone too, and being told why one cannot write.
import assert from "node:assert/strict";
import { field, option, button, value, isFocused, until, said, group } from "./composing.mjs";

const writing = {
  name: "Writing",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace");
    const { id } = await group(ada, "Launch planning", grace);
    await ada.open(id);
    await field(ada).waitFor();

    await step("who begins to type anywhere writes in the field", async () => {
      await ada.page.mouse.click(700, 400);
      assert.equal(await isFocused(ada), false);
      await ada.page.keyboard.press("h");
      await ada.page.keyboard.type("ello");
      assert.equal(await value(ada), "hello");
    });
    await step("Shift+Enter breaks the line, Enter sends, and the focus stays", async () => {
      await field(ada).press("Shift+Enter");
      await field(ada).pressSequentially("world");
      await field(ada).press("Enter");
      await said(grace, id, ({ content }) => content === "hello\nworld");
      assert.equal(await value(ada), "");
      assert.ok(await isFocused(ada));
    });
    await step("what an input method composes is not sent by its Enter", async () => {
      await field(ada).fill("にほん");
      await field(ada).dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
      assert.equal(await value(ada), "にほん");
      await field(ada).fill("");
    });
    await step("marks are put by keyboard, and taken off again by undo", async () => {
      await field(ada).fill("a bold word");
      await field(ada).evaluate((element) => element.setSelectionRange(2, 6));
      await field(ada).press("Control+b");
      assert.equal(await value(ada), "a **bold** word");
      await field(ada).press("Control+i");
      assert.equal(await value(ada), "a **_bold_** word");
      await field(ada).press("Control+z");
      assert.equal(await value(ada), "a **bold** word");
      await field(ada).evaluate((element) => element.setSelectionRange(11, 15));
      await field(ada).press("Control+k");
      assert.equal(await value(ada), "a **bold** [word](https://)");
      await field(ada).fill("");
    });
    await step("an open mark says what ends it; the line can be hidden and shown", async () => {
      await field(ada).pressSequentially("so **bold");
      await ada.page.getByText("Ends with").waitFor();
      await button(ada, "Hide formatting").click();
      await ada.page.getByRole("toolbar", { name: "Formatting" }).waitFor({ state: "detached" });
      await button(ada, "Show formatting").click();
      await field(ada).fill("");
    });
    await step("@ completes a name by keyboard, and says so to those who listen", async () => {
      await field(ada).pressSequentially("Hi @hop");
      await option(ada, /Grace Hopper/).waitFor();
      await ada.page.getByText("1 suggestion. Arrows choose, Enter takes it.").waitFor({ state: "attached" });
      const active = await field(ada).getAttribute("aria-activedescendant");
      assert.equal(await ada.page.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
      const [list, box] = await Promise.all([ada.page.getByRole("listbox").boundingBox(), field(ada).boundingBox()]);
      assert.ok(list.y + list.height <= box.y, "the list covers what is typed");
      await field(ada).press("Enter");
      assert.equal(await value(ada), `Hi @${grace.username} `);
    });
    await step("@all is offered where one may name everybody; Escape closes the list and leaves the word", async () => {
      await field(ada).pressSequentially("@al");
      await option(ada, /@all/).waitFor();
      await field(ada).press("Escape");
      await ada.page.getByRole("listbox").waitFor({ state: "detached" });
      assert.ok((await value(ada)).endsWith("@al"));
      await field(ada).fill("");
    });
    await step(": completes an emoji, # a conversation, by mouse too", async () => {
      await field(ada).pressSequentially(":tada");
      await option(ada, /:tada:/).click();
      assert.equal(await value(ada), "🎉 ");
      await field(ada).pressSequentially("#laun");
      await option(ada, /Launch planning/).click();
      assert.ok((await value(ada)).includes(`[#Launch planning](`) && (await value(ada)).includes(`/c/${id}`));
      assert.ok(await isFocused(ada));
      await field(ada).fill("");
    });
    await step("nothing is completed in code", async () => {
      await field(ada).pressSequentially("`@gra");
      assert.equal(await ada.page.getByRole("listbox").count(), 0);
      await field(ada).fill("");
    });
    await step("the emoji button puts one at the caret", async () => {
      await field(ada).fill("ab");
      await field(ada).evaluate((element) => element.setSelectionRange(1, 1));
      await button(ada, "Emoji").click();
      await ada.page.getByLabel("Search emoji").fill("party popper");
      await ada.page.locator(".emoji-list").getByText("🎉").click();
      await until(async () => (await value(ada)) === "a🎉b", "the emoji");
      await until(() => isFocused(ada), "the focus");
      await field(ada).fill("");
    });
    await step("commands do what they say", async () => {
      await field(ada).pressSequentially("/shrug who knows");
      await field(ada).press("Enter");
      await said(grace, id, ({ content }) => content === String.raw`who knows ¯\\\_(ツ)_/¯` || content.includes("(ツ)"));
      await field(ada).pressSequentially("/mute 8h");
      await field(ada).press("Enter");
      await ada.page.getByText(/This conversation is muted until/).waitFor();
      assert.ok((await ada.call("GET", `/conversations/${id}`)).my.muted_until);
      await button(ada, "Undo").click();
      await until(async () => !(await ada.call("GET", `/conversations/${id}`)).my.muted_until, "the end of the mute");
      await field(ada).pressSequentially("/mute soon");
      await field(ada).press("Enter");
      await ada.page.getByText("Say for how long").waitFor();
      assert.equal(await value(ada), "/mute soon");
      await field(ada).fill("");
      const carol = await account("Carol Shaw");
      await field(ada).pressSequentially(`/invite @${carol.username}`);
      await option(ada, /Carol Shaw/).click();
      await field(ada).press("Enter");
      await ada.page.getByText("Carol Shaw was added.").waitFor();
      await field(ada).fill("/etc/passwd is no command");
      await field(ada).press("Enter");
      await said(grace, id, ({ content }) => content === "/etc/passwd is no command");
    });
    await step("the up-arrow rewords one's last message, Escape leaves it as it was", async () => {
      await field(ada).press("ArrowUp");
      await ada.page.getByText("Editing your message").waitFor();
      assert.equal(await value(ada), "/etc/passwd is no command");
      await field(ada).press("Escape");
      assert.equal(await value(ada), "");
      await field(ada).press("ArrowUp");
      await field(ada).fill("reworded");
      await field(ada).press("Enter");
      await said(grace, id, ({ content, edited_at }) => content === "reworded" && edited_at);
      assert.ok(await isFocused(ada));
    });
    await step("a message that is too long says by how much, and stays", async () => {
      await field(ada).fill("x".repeat(15_500));
      await ada.page.getByText("500 characters left").waitFor();
      await field(ada).fill("x".repeat(16_003));
      await ada.page.getByText("3 characters too many").waitFor();
      await field(ada).press("Enter");
      await ada.page.getByText("The message is 3 characters too long").waitFor();
      assert.equal((await value(ada)).length, 16_003);
      await field(ada).fill("");
    });
    await step("Enter can break the line instead, by setting", async () => {
      await ada.page.evaluate(() => { localStorage.setItem("parley.enter", "break"); dispatchEvent(new StorageEvent("storage")); });
      await field(ada).fill("one");
      await field(ada).press("Enter");
      await field(ada).pressSequentially("two");
      assert.equal(await value(ada), "one\ntwo");
      await field(ada).press("Control+Enter");
      await said(grace, id, ({ content }) => content === "one\ntwo");
      await ada.page.evaluate(() => { localStorage.removeItem("parley.enter"); dispatchEvent(new StorageEvent("storage")); });
    });
    await step("the field grows to 40 % of the height and no further", async () => {
      await field(ada).fill(Array.from({ length: 80 }, (_, n) => `line ${n}`).join("\n"));
      const { height } = await field(ada).boundingBox();
      assert.ok(height > 300 && height <= 0.4 * 820 + 1, `${height} px`);
      await field(ada).fill("");
    });
    await step("a letter costs so little that a four times slower processor does not lag", async () => {
      const cdp = await ada.context.newCDPSession(ada.page);
      await cdp.send("Performance.enable", { timeDomain: "threadTicks" }); // the thread's own time: other programs on the machine do not count
      const spent = async () => (await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
      await field(ada).fill(`${"A long message with **marks** and `code`. ".repeat(200)}\n`);
      const text = "typing with @gra and :smi goes on";
      const before = await spent();
      await field(ada).pressSequentially(text, { delay: 30 });
      const each = (await spent() - before) / text.length;
      console.log(`    ${each.toFixed(1)} ms of the page's thread for a letter in 8,400`);
      assert.ok(each < 25, `${each} ms a letter`); // 100 ms on a processor of a quarter
      await field(ada).fill("");
    });
  },
};

const closed = {
  name: "Where one cannot write",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace");
    const id = (await grace.call("POST", "/conversations", { type: "group", title: "The committee", member_ids: [ada.id] })).id;
    await ada.open(id);
    await field(ada).waitFor();
    const gone = () => field(ada).waitFor({ state: "detached" });

    await step("archived: said, and the field is back when it is brought back", async () => {
      await field(ada).fill("half a thought");
      await grace.call("PATCH", `/conversations/${id}`, { archived: true });
      await ada.page.getByText("This conversation is archived").waitFor();
      await gone();
      await grace.call("PATCH", `/conversations/${id}`, { archived: false });
      await field(ada).waitFor();
      assert.equal(await value(ada), "half a thought");
      await field(ada).fill("");
    });
    await step("silenced: until when, and free by itself when that has come", async () => {
      await grace.call("PATCH", `/conversations/${id}/members/${ada.id}`, { muted_until: new Date(Date.now() + 3_000).toISOString() });
      await ada.page.getByText("A moderator has silenced you here").waitFor();
      await field(ada).waitFor();
    });
    await step("slow mode: how long it takes, and the words stay meanwhile", async () => {
      await grace.call("PATCH", `/conversations/${id}`, { slow_mode_seconds: 4 });
      await field(ada).fill("first");
      await field(ada).press("Enter");
      await ada.page.getByText(/Slow mode: one message every 0:04/).waitFor();
      await field(ada).fill("second");
      await field(ada).press("Enter");
      assert.equal(await value(ada), "second");
      await ada.page.getByText(/Slow mode/).waitFor({ state: "detached" });
      await field(ada).press("Enter");
      await said(grace, id, ({ content }) => content === "second");
      await grace.call("PATCH", `/conversations/${id}`, { slow_mode_seconds: 0 });
    });
    await step("a channel: only moderators write, and one who becomes one does", async () => {
      const channel = await grace.call("POST", "/conversations", { type: "channel", title: "News", visibility: "public", member_ids: [ada.id] });
      await ada.open(channel.id);
      await ada.page.getByText("Only moderators write in this channel").waitFor();
      await grace.call("PATCH", `/conversations/${channel.id}/members/${ada.id}`, { role: "moderator" });
      await field(ada).waitFor();
    });
    await step("blocked by oneself: said, and undone in place", async () => {
      const direct = await ada.call("POST", "/conversations", { type: "direct", member_ids: [grace.id] });
      await ada.open(direct.id);
      await field(ada).waitFor();
      await ada.call("PUT", `/me/blocks/${grace.id}`);
      await ada.page.getByText("You blocked Grace Hopper").waitFor();
      await button(ada, "Unblock Grace Hopper").click();
      await field(ada).waitFor();
    });
    await step("blocked by the other: told when a message is refused, and tried again when one likes", async () => {
      await grace.call("PUT", `/me/blocks/${ada.id}`);
      await field(ada).fill("Are you there?");
      await field(ada).press("Enter");
      await ada.page.getByText("Grace Hopper can’t be reached").waitFor();
      await grace.call("DELETE", `/me/blocks/${ada.id}`);
      await ada.page.locator(".composer-closed").getByRole("button", { name: "Try again" }).click();
      await field(ada).waitFor();
      const direct = await ada.call("POST", "/conversations", { type: "direct", member_ids: [grace.id] });
      await said(grace, direct.id, ({ content }) => content === "Are you there?");
    });
  },
};

const phone = {
  name: "Writing on a phone",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace", { options: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } });
    const { id } = await group(ada, "A conversation with a title that is far too long for a phone", grace);
    await ada.open(id);
    await field(ada).waitFor();

    await step("Enter breaks the line, the button sends, and the keyboard stays", async () => {
      await field(ada).tap();
      await field(ada).pressSequentially("one");
      await field(ada).press("Enter");
      await field(ada).pressSequentially("two");
      await button(ada, "Send").tap();
      await said(grace, id, ({ content }) => content === "one\ntwo");
      assert.ok(await isFocused(ada));
    });
    await step("a name is completed by finger", async () => {
      await field(ada).pressSequentially("@gra");
      await option(ada, /Grace Hopper/).tap();
      assert.equal(await value(ada), `@${grace.username} `);
      assert.ok(await isFocused(ada));
    });
    await step("everything to touch is 44 px high, and nothing runs over the edge", async () => {
      const small = await ada.page.locator(".composer button:visible").evaluateAll((all) => all.map((one) => [one.ariaLabel, one.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.right > innerWidth || box.left < 0).map(([name]) => name));
      assert.deepEqual(small, []);
      assert.equal(await ada.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    });
  },
};

export const stories = [writing, closed, phone];
