// What is not sent yet: drafts on two devices, files, voice.
import assert from "node:assert/strict";
import { field, button, value, isFocused, until, messages, said, draft, group, PNG, file } from "./composing.mjs";

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

export const stories = [drafts, files, voice];
