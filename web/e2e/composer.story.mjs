// Writing: marks, completion, drafts on two devices, files, voice, rewording, and being told why one cannot write.
import assert from "node:assert/strict";

const field = ({ page }) => page.getByRole("textbox", { name: /^Message/ });
const option = ({ page }, name) => page.getByRole("option", { name });
const button = ({ page }, name) => page.getByRole("button", { name, exact: true });
const value = (person) => field(person).inputValue();
const isFocused = (person) => field(person).evaluate((element) => element === document.activeElement);

/** Waits for what the server has to say, which no page announces. */
async function until(look, what) {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`waited in vain for ${what}`);
}
const messages = async (person, id) => (await person.call("GET", `/conversations/${id}/messages?limit=50`)).items;
const said = (person, id, test) => until(async () => (await messages(person, id)).find((message) => test(message)), `a message: ${test}`);
const draft = (person, id) => person.call("GET", `/conversations/${id}/draft`).catch((error) => { if (/404/.test(error.message)) return undefined; throw error; });
const group = (person, title, ...others) => person.call("POST", "/conversations", { type: "group", title, member_ids: others.map(({ id }) => id) });
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8Dwn4GBgYGJAQoYAB4TAgM+GLDrAAAAAElFTkSuQmCC", "base64");
const file = (name, content = "hello", mimeType = "text/plain") => ({ name, mimeType, buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) });

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

const drafts = {
  name: "Drafts",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace");
    const { id } = await group(ada, "Launch planning", grace);
    const other = await group(ada, "Elsewhere", grace);
    await ada.open(id);
    await field(ada).waitFor();
    const phone = await person("Ada Lovelace", { account: ada, at: `/c/${id}` });

    await step("what is begun here stands on the other device", async () => {
      await field(ada).pressSequentially("Begun at the desk");
      await until(async () => (await value(phone)) === "Begun at the desk", "the draft on the phone");
      assert.equal((await draft(ada, id)).content, "Begun at the desk");
    });
    await step("gone on with there, it stands here", async () => {
      await field(phone).press("End");
      await field(phone).pressSequentially(", ended on the way");
      await until(async () => (await value(ada)) === "Begun at the desk, ended on the way", "the draft at the desk");
    });
    await step("it survives looking elsewhere and a reload", async () => {
      await ada.open(other.id);
      await field(ada).waitFor();
      assert.equal(await value(ada), "");
      await ada.open(id);
      await until(async () => (await value(ada)) === "Begun at the desk, ended on the way", "the draft after a reload");
    });
    await step("two devices that write at once lose nothing: each word is in a field or offered", async () => {
      await phone.context.setOffline(true);
      await phone.page.locator("[data-state=offline], [data-state=connecting]").waitFor({ state: "attached" });
      await field(phone).fill("Words of the phone");
      await field(ada).fill("Words of the desk");
      await until(async () => (await draft(ada, id)).content === "Words of the desk", "the desk's draft");
      await phone.context.setOffline(false);
      await phone.page.getByText("Written on another device").waitFor({ timeout: 60_000 });
      assert.equal(await value(phone), "Words of the phone");
      await phone.page.getByRole("button", { name: "Add it here" }).click();
      assert.equal(await value(phone), "Words of the phone\nWords of the desk");
      await until(async () => (await draft(ada, id)).content === "Words of the phone\nWords of the desk", "both in the draft");
    });
    await step("sending takes the draft away everywhere", async () => {
      await until(async () => (await value(ada)) === "Words of the phone\nWords of the desk", "both at the desk");
      await field(ada).press("Enter");
      await said(grace, id, ({ content }) => content.startsWith("Words of the phone"));
      await until(async () => (await value(phone)) === "", "an empty field on the phone");
      assert.equal(await draft(ada, id), undefined);
    });
    await step("a next message begun at once is not swept away by it", async () => {
      for (const n of [1, 2, 3, 4, 5]) {
        await field(ada).fill(`quick ${n}`);
        await field(ada).press("Enter");
      }
      await field(ada).pressSequentially("and the next");
      await said(grace, id, ({ content }) => content === "quick 5");
      await until(async () => (await draft(ada, id))?.content === "and the next", "the next draft");
      assert.equal(await value(ada), "and the next");
    });
    await step("what is written without a network is kept over a closed tab, and told when it is back", async () => {
      await ada.context.setOffline(true);
      await field(ada).fill("Written in a tunnel");
      await ada.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("Written in a tunnel")));
      await ada.page.close();
      ada.page = await ada.context.newPage();
      await ada.context.setOffline(false);
      await ada.page.goto(`${ada.address}/c/${other.id}`); // not the conversation itself
      await until(async () => (await draft(ada, id))?.content === "Written in a tunnel", "the draft of the tunnel");
      await ada.page.goto(`${ada.address}/c/${id}`);
      await until(async () => (await value(ada)) === "Written in a tunnel", "the words of the tunnel");
    });
  },
};

const files = {
  name: "Files",
  async run({ person, account, step }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace");
    const { id } = await group(ada, "Pictures", grace);
    await ada.open(id);
    await field(ada).waitFor();
    const choose = (...chosen) => ada.page.locator(".composer input[type=file]").setInputFiles(chosen);
    const card = (name) => ada.page.getByRole("group", { name, exact: true });
    const give = (kind, names) => ada.page.evaluate(([type, list]) => {
      const data = new DataTransfer();
      for (const name of list) data.items.add(new File([`content of ${name}`], name, { type: "text/plain" }));
      const target = type === "paste" ? document.querySelector(".composer textarea") : document.querySelector(".conversation-column h1");
      if (type === "paste") target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      else for (const name of type === "over" ? ["dragenter", "dragover"] : ["drop"]) target.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [kind, names]);

    await step("the limits are told before anything is chosen", async () => {
      await button(ada, "Attach files").hover();
      await ada.page.getByRole("button", { name: /Attach up to 20 files of 1\d\d MB each/ }).waitFor();
    });
    await step("several files, with their text, in their order", async () => {
      await choose(file("b.txt"), file("a.png", PNG, "image/png"), file("c.md", "# c"));
      await card("a.png").locator("img").waitFor();
      await give("paste", ["pasted.txt"]);
      await card("pasted.txt").waitFor();
      await give("over", ["dropped.txt"]);
      await ada.page.getByText("Drop files for Pictures").waitFor();
      await give("drop", ["dropped.txt"]);
      await card("dropped.txt").waitFor();
      await ada.page.getByText("Drop files for Pictures").waitFor({ state: "detached" });
      await card("c.md").getByRole("button", { name: /^Remove/ }).click();
      await card("c.md").waitFor({ state: "detached" });
      await field(ada).fill("What we have");
      await field(ada).press("Enter");
      const message = await said(grace, id, ({ content }) => content === "What we have");
      assert.deepEqual(message.attachments.map(({ name }) => name), ["b.txt", "a.png", "pasted.txt", "dropped.txt"]);
    });
    await step("a file that is empty is refused in words, and holds the message until it is removed", async () => {
      await choose(file("nothing.bin", ""));
      await card("nothing.bin").getByRole("alert").waitFor();
      await field(ada).fill("with nothing");
      await field(ada).press("Enter");
      await ada.page.getByText("A file could not be uploaded").waitFor();
      assert.equal(await value(ada), "with nothing");
      await card("nothing.bin").getByRole("button", { name: /^Remove/ }).click();
      await field(ada).fill("");
    });
    await step("sending does not wait for the upload: it goes on from where it stood", async () => {
      let parts = 0, begun = 0;
      await ada.page.route("**/files/tus", (route) => { if (route.request().method() === "POST") begun++; return route.continue(); });
      await ada.page.route("**/files/tus/*", async (route) => {
        if (route.request().method() === "PATCH") { parts++; await new Promise((resolve) => { setTimeout(resolve, 300); }); }
        await route.continue().catch(() => {}); // given up by the page meanwhile
      });
      const large = Buffer.alloc(1_500_000, "parley ");
      await choose(file("large.bin", large, "application/octet-stream"), file("small.txt"));
      await until(() => parts >= 2, "the first parts");
      await field(ada).fill("Here it comes");
      await field(ada).press("Enter");
      assert.equal(await value(ada), "");
      assert.equal(await ada.page.getByRole("list", { name: /to send/ }).count(), 0);
      const message = await said(grace, id, ({ content }) => content === "Here it comes");
      assert.deepEqual(message.attachments.map(({ name, size }) => [name, size]), [["large.bin", large.length], ["small.txt", 5]]);
      assert.equal(begun, 2, "an upload was begun again");
      await ada.page.unrouteAll({ behavior: "ignoreErrors" });
    });
    await step("files belong to the draft: they are there after a reload, and on the other device", async () => {
      await choose(file("kept.txt"), file("kept.png", PNG, "image/png"));
      await until(async () => (await draft(ada, id))?.attachment_ids.length === 2, "the draft's files");
      await ada.page.reload();
      await card("kept.txt").waitFor();
      await card("kept.png").waitFor();
      assert.equal(await ada.page.locator(".composer-files li").count(), 2);
      const phone = await person("Ada Lovelace", { account: ada, at: `/c/${id}` });
      await phone.page.getByRole("group", { name: "kept.png", exact: true }).waitFor();
      await field(phone).press("Enter");
      const message = await said(grace, id, ({ attachments }) => attachments.some(({ name }) => name === "kept.txt"));
      assert.deepEqual(message.attachments.map(({ name }) => name), ["kept.txt", "kept.png"]);
      await card("kept.txt").waitFor({ state: "detached" });
    });
    await step("more than twenty are refused by number", async () => {
      await choose(...Array.from({ length: 22 }, (_, n) => file(`${n}.txt`)));
      await ada.page.getByText("A message carries up to 20 files; 2 did not fit.").waitFor();
      assert.equal(await ada.page.locator(".composer-files li").count(), 20);
    });
  },
};

const voice = {
  name: "Voice messages",
  async run({ person, account, step, browser }) {
    const grace = await account("Grace Hopper");
    const ada = await person("Ada Lovelace", { options: { permissions: ["microphone"] } });
    const { id } = await group(ada, "Talking", grace);
    await ada.open(id);
    await field(ada).waitFor();
    const length = () => ada.page.getByRole("timer", { name: "Length" }).textContent();

    await step("the microphone stands where there is nothing to send, and only there", async () => {
      await button(ada, "Record a voice message").waitFor();
      assert.equal(await button(ada, "Send").count(), 0);
      await field(ada).fill("words");
      await button(ada, "Send").waitFor();
      assert.equal(await button(ada, "Record a voice message").count(), 0);
      await field(ada).fill("");
    });
    await step("is recorded, paused, gone on with, listened to and sent", async () => {
      await button(ada, "Record a voice message").click();
      await until(async () => (await length()) === "0:01", "the first second");
      await button(ada, "Pause").click();
      await ada.page.getByText("Paused").waitFor({ state: "attached" });
      const paused = await length();
      await button(ada, "Go on recording").click();
      await until(async () => (await length()) > paused, "another second");
      await button(ada, "Stop and listen").click();
      await ada.page.getByRole("group", { name: /Voice/ }).last().getByRole("button", { name: /^Play/ }).click();
      await button(ada, "Send voice message").click();
      const message = await said(grace, id, ({ message_type }) => message_type === "audio");
      assert.equal(message.attachments.length, 1);
      assert.match(message.attachments[0].content_type, /^audio\//);
      assert.ok(message.attachments[0].size > 500);
      await until(() => isFocused(ada), "the focus back in the field");
    });
    await step("can be thrown away", async () => {
      await button(ada, "Record a voice message").click();
      await button(ada, "Stop and listen").waitFor();
      await ada.page.keyboard.press("Escape");
      await button(ada, "Record a voice message").waitFor();
      assert.equal((await messages(grace, id)).filter(({ message_type }) => message_type === "audio").length, 1);
    });
    await step("a refused microphone is told in plain words", async () => {
      await ada.page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError")); });
      await button(ada, "Record a voice message").click();
      await ada.page.getByText("The microphone is not allowed for this page").waitFor();
      await button(ada, "Close").click();
      await field(ada).waitFor();
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

export const stories = [writing, drafts, files, voice, closed, phone];
