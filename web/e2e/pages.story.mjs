// Search, notifications, people, saved messages and a conversation's own pages, by what people do there.
import assert from "node:assert/strict";
import { picture, upload } from "./scene.mjs";

const dialog = (page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));
const panel = (page) => page.locator(".conversation-panel");

export const stories = [{
  name: "Searching",
  async run({ person, account, step }) {
    const ada = await person("Ada");
    const grace = await account("Grace");
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "Engine room", member_ids: [grace.id] });
    const post = (who, content) => who.call("POST", `/conversations/${id}/messages`, { content });
    await post(grace, "The difference engine needs oil on Thursday");
    const mine = await post(ada, "I shall oil the engine myself, see https://example.org/oil");
    for (let n = 0; n < 40; n++) await post(grace, `engine report ${n}`);
    const { page } = ada;
    const field = page.getByRole("combobox", { name: "Search messages, conversations and people" });

    await step("words find messages, with their letters marked, and conversations", async () => {
      await page.goto(`${ada.address}/search`);
      await field.fill("engine oil");
      await page.locator(".search-hit mark", { hasText: "oil" }).first().waitFor();
      await field.fill("engine room");
      await page.getByRole("region", { name: "Conversations" }).getByRole("link", { name: /Engine room/ }).waitFor();
    });
    await step("an operator that is typed becomes a chip, and a chip can be taken away", async () => {
      await field.fill("");
      await field.pressSequentially("oil from:me ");
      await page.getByText("From: Me", { exact: true }).waitFor();
      await page.locator(".search-hit").first().waitFor();
      await page.waitForFunction(() => document.querySelectorAll(".search-hit").length === 1);
      assert.match(decodeURIComponent(page.url()), /q=oil[+ ]from:me/);
      await page.getByRole("button", { name: "Remove filter “From: Me”" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".search-hit").length === 2);
    });
    await step("filters are chosen from lists: a person, what it has, a date", async () => {
      await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "From" }).click();
      await page.getByRole("textbox", { name: "Find a person" }).or(page.getByLabel("Find a person")).fill("ada");
      await page.getByRole("list", { name: "From" }).getByRole("button", { name: new RegExp(ada.username) }).click();
      await page.getByRole("button", { name: "With", exact: true }).click();
      await page.getByRole("menuitemcheckbox", { name: "a link" }).click();
      await page.getByRole("button", { name: "Date", exact: true }).click();
      await page.getByRole("button", { name: "Last 7 days" }).click();
      await page.getByText("With: a link").waitFor();
      await page.getByText(/^After /).waitFor();
      await page.waitForFunction(() => document.querySelectorAll(".search-hit").length === 1);
    });
    await step("the arrows lead from the field to the results, and Enter opens the message at its place", async () => {
      await field.focus();
      await page.keyboard.press("Escape");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/c/${id}/${mine.ordinal}`));
    });
    await step("more results than one page holds are loaded, and it says how far it looked", async () => {
      await page.goto(`${ada.address}/c/${id}?panel=search`);
      await panel(page).getByRole("combobox").fill("engine");
      await panel(page).locator(".search-hit").nth(29).scrollIntoViewIfNeeded();
      await panel(page).locator(".search-hit").nth(35).waitFor({ state: "attached" });
      await panel(page).getByText("42 messages found; everything was looked through.").waitFor();
    });
    await step("nothing found says what to try; a search is remembered", async () => {
      await page.goto(`${ada.address}/search`);
      await field.fill("zxqvw");
      await page.getByText("Nothing found").waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Clear the search" }).click();
      await page.getByRole("option", { name: "zxqvw" }).waitFor();
    });
  },
}, {
  name: "Notifications and saved messages",
  async run({ person, account, step }) {
    const ada = await person("Ada", { at: "/notifications" });
    const grace = await account("Grace");
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "Lunch", member_ids: [grace.id] });
    const { page } = ada;
    let mention;
    await step("a mention appears while the page is open", async () => {
      await page.getByText("You have seen everything").waitFor();
      mention = await grace.call("POST", `/conversations/${id}/messages`, { content: `@${ada.username} are you coming?` });
      await page.getByRole("button", { name: /Grace mentioned you in Lunch/ }).waitFor();
      await page.getByRole("tab", { name: /Unread 1/ }).waitFor();
    });
    await step("it says why", async () => {
      await page.getByRole("button", { name: "More about the notification from Grace" }).click({ force: true });
      await page.getByRole("menuitem", { name: "Why did I get this?" }).click();
      await dialog(page).getByText("It names you.").waitFor();
      await dialog(page).getByRole("button", { name: "Close" }).last().click();
    });
    await step("opening it leads to the message and reads it", async () => {
      await page.getByRole("button", { name: /Grace mentioned you/ }).click();
      await page.waitForURL(new RegExp(`/c/${id}/${mention.ordinal}`));
      await page.goto(`${ada.address}/notifications`);
      await page.getByText("You have seen everything").waitFor();
      await page.getByRole("tab", { name: "All" }).click();
      await page.getByRole("button", { name: /Grace mentioned you/ }).waitFor();
    });
    await step("a saved message has a note, can go, and come back", async () => {
      await ada.call("PUT", `/messages/${mention.id}/saved`, {});
      await page.goto(`${ada.address}/saved`);
      await page.getByRole("button", { name: "Add a note" }).click();
      await page.getByLabel("Note to yourself").fill("Answer before noon");
      await page.getByRole("button", { name: "Save note" }).click();
      await page.locator(".saved-note", { hasText: "Answer before noon" }).waitFor();
      await page.getByRole("button", { name: "Remove the message from Grace" }).click();
      await page.getByText("Nothing saved yet").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.locator(".saved-note", { hasText: "Answer before noon" }).waitFor();
      const { items } = await ada.call("GET", "/me/saved");
      assert.deepEqual(items.map(({ note }) => note), ["Answer before noon"]);
    });
  },
}, {
  name: "People",
  async run({ person, account, step }) {
    const ada = await person("Ada", { at: "/people" });
    const grace = await person("Grace");
    const linus = await account("Linus");
    const { page } = ada;
    await step("somebody is found, blocked from their profile, and freed again", async () => {
      await page.getByLabel("Find by name").fill(linus.username);
      await page.getByRole("button", { name: new RegExp(`@${linus.username}`) }).click();
      await dialog(page).getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Block" }).click();
      await dialog(page).getByRole("button", { name: "Block" }).click();
      await page.getByText("Linus is blocked.").waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await page.getByRole("tab", { name: /Blocked 1/ }).click();
      await page.getByRole("button", { name: "Unblock Linus" }).click();
      await page.getByText("You have blocked nobody").waitFor();
    });
    await step("a group is begun with chosen people", async () => {
      await page.getByRole("main").getByRole("button", { name: "New conversation" }).click();
      await dialog(page).getByRole("radio", { name: "Group" }).click();
      for (const one of [grace, linus]) {
        await dialog(page).getByLabel("Members").last().fill(one.username);
        await dialog(page).getByRole("button", { name: new RegExp(`@${one.username}`) }).click();
      }
      await dialog(page).getByRole("list", { name: "Chosen" }).getByText("Linus").waitFor();
      await dialog(page).getByRole("button", { name: "Create group" }).click();
      await page.getByRole("heading", { level: 1, name: /Grace, Linus, and Ada/ }).waitFor();
    });
    await step("a public channel is made by one and joined by another, who sees how many are in it", async () => {
      const title = `harbour-${ada.username}`;
      await page.goto(`${ada.address}/people`);
      await page.getByRole("main").getByRole("button", { name: "New conversation" }).click();
      await dialog(page).getByRole("radio", { name: "Channel" }).click();
      await dialog(page).getByLabel("Name of the channel").fill(title);
      await dialog(page).getByRole("button", { name: "Create channel" }).click();
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await grace.page.goto(`${grace.address}/people`);
      await grace.page.getByRole("main").getByRole("button", { name: "New conversation" }).click();
      await dialog(grace.page).getByRole("radio", { name: "Browse" }).click();
      await dialog(grace.page).getByLabel("Find by title").fill(title);
      await dialog(grace.page).getByRole("listitem").filter({ hasText: title }).getByText("1 member").waitFor();
      await dialog(grace.page).getByRole("button", { name: `Join ${title}` }).click();
      await grace.page.getByRole("heading", { level: 1, name: title }).waitFor();
    });
  },
}, {
  name: "A conversation's own pages",
  async run({ person, account, server, step }) {
    const ada = await person("Ada");
    const grace = await person("Grace");
    const linus = await account("Linus");
    const { id } = await ada.call("POST", "/conversations", { type: "group", title: "Workshop", member_ids: [grace.id, linus.id] });
    const photo = await upload(linus, server, "bench.png", picture(300, 200, [200, 90, 40], [20, 60, 120]), "image/png");
    await linus.call("POST", `/conversations/${id}/messages`, { content: "The bench", attachment_ids: [photo.id] });
    const pinned = await linus.call("POST", `/conversations/${id}/messages`, { content: "Keys are in the **blue** box" });
    await ada.call("PUT", `/messages/${pinned.id}/pin`);
    const { page } = ada;
    const show = (who, kind) => who.page.goto(`${who.address}/c/${id}?panel=${kind}`);

    await step("an owner changes the title and slow mode, and a member sees it at once and may not", async () => {
      await show(grace, "info");
      await panel(grace.page).getByRole("heading", { name: "Workshop" }).waitFor();
      assert.equal(await panel(grace.page).getByRole("button", { name: "Edit" }).count(), 0);
      await show(ada, "info");
      await panel(page).getByRole("button", { name: "Edit" }).click();
      await dialog(page).getByLabel("Title").fill("Boat yard");
      await dialog(page).getByLabel("Slow mode").selectOption("10");
      await dialog(page).getByRole("button", { name: "Save" }).click();
      await panel(grace.page).getByRole("heading", { name: "Boat yard" }).waitFor();
      await panel(grace.page).getByText("slow mode: 10 seconds").waitFor();
    });
    await step("mute and the level of notifications are one's own", async () => {
      await panel(page).getByRole("button", { name: "Mute for…" }).click();
      await page.getByRole("menuitem", { name: "1 hour" }).click();
      await panel(page).getByText(/^Muted until/).waitFor();
      await panel(page).getByLabel("Notify me of").selectOption("nothing");
      await panel(page).getByLabel("Notify me of").and(page.locator(":enabled")).waitFor();
      const { my } = await grace.call("GET", `/conversations/${id}`);
      assert.equal(my.muted_until, null);
    });
    await step("a role is given, somebody is silenced, and both show to the others", async () => {
      await show(ada, "members");
      await show(grace, "members");
      await panel(page).getByRole("button", { name: "What can be done about Grace" }).click();
      await page.getByRole("menuitem", { name: "Role" }).press("ArrowRight");
      await page.getByRole("menuitemradio", { name: "Moderator" }).click();
      await panel(grace.page).getByRole("listitem").filter({ hasText: "Grace" }).getByText("Moderator").waitFor();
      await panel(page).getByRole("button", { name: "What can be done about Linus" }).click();
      await page.getByRole("menuitem", { name: "Silence for" }).press("ArrowRight");
      await page.getByRole("menuitem", { name: "1 hour" }).click();
      await panel(grace.page).getByText(/^silenced until/).waitFor();
    });
    await step("banning names whom it touches, and can be lifted", async () => {
      await panel(page).getByRole("button", { name: "What can be done about Linus" }).click();
      await page.getByRole("menuitem", { name: "Ban" }).click();
      await dialog(page).getByText("Linus leaves Boat yard at once").waitFor();
      await dialog(page).getByRole("button", { name: "Ban" }).click();
      await panel(grace.page).getByText(`@${linus.username}`).waitFor({ state: "detached" });
      await panel(page).getByRole("radio", { name: "Banned" }).click();
      await panel(page).getByRole("button", { name: "What can be done about Linus" }).click();
      await page.getByRole("menuitem", { name: "Lift the ban" }).click();
      await panel(page).getByText("Nobody is banned").waitFor();
    });
    await step("files, pins and figures are there; a pin is taken away for everybody and put back", async () => {
      await show(ada, "files");
      await panel(page).getByRole("button", { name: /^Open bench.png/ }).waitFor();
      await show(grace, "pins");
      await panel(grace.page).locator("strong", { hasText: "blue" }).waitFor();
      await show(ada, "pins");
      await panel(page).getByRole("button", { name: "Unpin the message from Linus" }).click();
      await panel(grace.page).getByText("Nothing is pinned").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await panel(grace.page).locator("strong", { hasText: "blue" }).waitFor();
      await show(ada, "statistics");
      await panel(page).getByText("Messages by person", { exact: true }).waitFor();
    });
    await step("it is closed for everybody and opened again; deleting it says how many it ends for", async () => {
      await show(ada, "info");
      await panel(page).getByRole("button", { name: "Close for everybody" }).click();
      await dialog(page).getByRole("button", { name: "Close for everybody" }).click();
      await panel(page).getByText(/^Closed for everybody since/).waitFor();
      await panel(page).getByRole("button", { name: "Open again" }).click();
      await panel(page).getByRole("button", { name: "Delete" }).click();
      await dialog(page).getByText(/It ends for 2 members/).waitFor();
      await dialog(page).getByRole("button", { name: "Delete" }).click();
      await page.waitForURL(`${ada.address}/`);
      await grace.page.locator(".sidebar-row", { hasText: "Boat yard" }).waitFor({ state: "detached" });
    });
  },
}];
