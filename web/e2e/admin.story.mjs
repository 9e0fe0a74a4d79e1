// Administration: many accounts at once with a result for each, conversations, messages, reports, the audit log, settings.
import assert from "node:assert/strict";
import { cast, PASSWORD } from "./cast.mjs";
import { startServer } from "./server.mjs";

/** A server of its own: the first account there owns the install. */
async function onOwnServer(browser, tell) {
  const faults = [];
  const server = await startServer();
  const people = cast(browser, server, faults);
  try {
    await tell({ ...people, server });
    assert.deepEqual(faults, []);
  } catch (error) {
    await people.photograph("failed-administration");
    throw error;
  } finally {
    await people.leave();
    await server.stop();
  }
}

const row = (page, text) => page.locator("tr[data-key]", { hasText: text });
const confirm = (page, name) => page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
const toast = (page, text) => page.getByText(text, { exact: true }).first().waitFor();

export const stories = [{
  name: "Administration",
  run: ({ browser, step }) => onOwnServer(browser, async ({ person, account, call }) => {
    const ada = await person("Ada", { at: "/admin" });
    const { page } = ada;
    const [grace, alan, eve] = [await account("Grace"), await account("Alan"), await account("Eve")];
    const room = await ada.call("POST", "/conversations", { type: "group", title: "Engines", member_ids: [grace.id, alan.id] });
    const message = await grace.call("POST", `/conversations/${room.id}/messages`, { content: "Buy my engines" });

    await step("the list finds by name, and its address reproduces the view", async () => {
      await page.goto(`${ada.address}/admin/users?sort=name`);
      await page.getByRole("textbox", { name: "Name, user name, e-mail" }).fill("gra");
      await row(page, "Grace").waitFor();
      await row(page, "Alan").waitFor({ state: "detached" });
      await page.waitForURL(/query=gra/);
      await page.reload();
      await row(page, "Grace").waitFor();
      assert.equal(await row(page, "Alan").count(), 0);
      await page.getByRole("button", { name: "Clear filters" }).click();
      await row(page, "Alan").waitFor();
    });
    await step("Enter opens somebody beside the list, Escape goes back to their row", async () => {
      await row(page, "Grace").focus();
      await page.keyboard.press("Enter");
      const details = page.getByRole("complementary", { name: "User details" });
      await details.getByRole("heading", { name: "Grace" }).waitFor();
      await details.getByText("1 open session").waitFor();
      await page.keyboard.press("Escape");
      await details.waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement.matches("tr[data-key]") && document.activeElement.textContent.includes("Grace"));
    });
    await step("people are selected by the keyboard and disabled together; whom it touches stands in the question", async () => {
      await row(page, "Alan").focus();
      await page.keyboard.press("Space");
      await row(page, "Eve").focus();
      await page.keyboard.press("Space");
      await page.getByText("2 selected").waitFor();
      await page.getByRole("toolbar").getByRole("button", { name: "Disable" }).click();
      const question = page.getByRole("alertdialog", { name: "Disable 2 people?" });
      await question.getByText(/2 open sessions end now/).waitFor();
      await question.getByText(new RegExp(`Alan \\(@${alan.username}\\)`)).waitFor();
      await confirm(page, "Disable");
      await toast(page, "2 people disabled");
      await row(page, "Alan").getByText("Disabled").waitFor();
      await assert.rejects(alan.call("GET", "/me"), /40[13]/);
    });
    await step("and it is taken back", async () => {
      await page.getByRole("button", { name: "Undo" }).click();
      await row(page, "Alan").getByText("Active").waitFor();
      assert.equal((await ada.call("GET", `/admin/users/${eve.id}`)).account.user.disabled, false);
    });
    await step("what is refused to one stops none of the others, and says why", async () => {
      await row(page, "Ada").getByRole("checkbox").click();
      await row(page, "Eve").getByRole("checkbox").click();
      await page.getByRole("toolbar").getByRole("button", { name: "Sign out" }).click();
      await confirm(page, "Sign out");
      const results = page.getByRole("dialog", { name: "Not everything was done" });
      await results.getByText("1 of 2 done.").waitFor();
      await results.getByRole("listitem").filter({ hasText: "Ada" }).getByText("Refused").waitFor();
      await results.getByRole("listitem").filter({ hasText: "Eve" }).getByText("Done").waitFor();
      await results.getByRole("button", { name: "OK" }).click();
    });
    await step("a new account gets an invitation that is shown once and works", async () => {
      await page.getByRole("button", { name: "New user" }).click();
      const dialog = page.getByRole("dialog", { name: "New user" });
      await dialog.getByLabel("User name").fill("babbage");
      await dialog.getByLabel("Name shown to others").fill("Charles Babbage");
      await dialog.getByRole("button", { name: "Create and invite" }).click();
      const link = await page.getByLabel("Invitation link").inputValue();
      assert.match(link, /\/invite\/.+/);
      await page.getByRole("button", { name: "Done" }).click();
      await row(page, "Charles Babbage").getByText("Never signed in").waitFor();
      const invite = decodeURIComponent(link.split("/invite/")[1]);
      const { user } = await call("POST", "/auth/accept-invite", { invite, password: "difference engine" });
      assert.equal(user.username, "babbage");
    });
    await step("a member of a conversation is removed and back again", async () => {
      await page.goto(`${ada.address}/admin/conversations/${room.id}`);
      const members = page.getByRole("region", { name: "Members" }).first();
      await row(members, "Alan").getByRole("checkbox").click();
      await members.getByRole("button", { name: "Remove" }).click();
      await confirm(page, "Remove");
      await toast(page, "1 person removed");
      await row(members, "Alan").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Undo" }).click();
      await row(members, "Alan").waitFor();
    });
    await step("a report comes by itself, with the message as it was; the decision deletes it", async () => {
      await page.goto(`${ada.address}/admin/reports`);
      await page.getByText("Nothing to decide").waitFor();
      const { access_token } = await call("POST", "/auth/login", { username: alan.username, password: PASSWORD });
      await call("POST", `/messages/${message.id}/reports`, { reason: "spam" }, access_token);
      await row(page, "Spam").click();
      await page.getByRole("complementary", { name: "Report" }).getByText("Buy my engines").waitFor();
      await page.getByRole("radio", { name: /Delete the message/ }).check();
      await page.getByRole("button", { name: "Delete the message" }).click();
      await confirm(page, "Delete the message");
      await toast(page, "Report decided");
      await page.getByText("Nothing to decide").waitFor();
      assert.notEqual((await ada.call("GET", `/messages/${message.id}`)).deleted_at, null);
    });
    await step("messages are deleted and restored together", async () => {
      await page.goto(`${ada.address}/admin/messages?conversation_id=${room.id}&deleted=true`);
      await row(page, "This message was deleted.").getByRole("checkbox").click();
      await page.getByRole("toolbar").getByRole("button", { name: "Restore" }).click();
      await confirm(page, "Restore");
      await toast(page, "1 message restored");
      assert.equal((await ada.call("GET", `/messages/${message.id}`)).content, "Buy my engines");
    });
    await step("the audit log has all of it, and its chain is intact", async () => {
      await page.goto(`${ada.address}/admin/audit?action=message.`);
      await row(page, "message.restore").waitFor();
      await page.getByRole("button", { name: "Verify the chain" }).click();
      await page.getByRole("dialog", { name: "The chain is intact" }).getByRole("button", { name: "OK" }).click();
    });
    await step("settings save what was changed; a workspace that leaves messages to their members shows none", async () => {
      await page.goto(`${ada.address}/admin/settings`);
      await page.getByRole("radio", { name: /By invitation code/ }).check();
      await page.getByLabel("Administrators may read messages").uncheck();
      await page.getByText("2 changes not saved").waitFor();
      await page.getByRole("button", { name: "Save" }).click();
      await toast(page, "Settings saved");
      assert.match(await page.getByLabel("Link to join").inputValue(), /\/sign-up\?workspace=main&code=.{16}/);
      await page.getByRole("link", { name: "Messages", exact: true }).click();
      await page.getByText("This workspace leaves its messages to their members").waitFor();
    });
    await step("statistics are drawn, with a table behind each chart", async () => {
      await page.goto(`${ada.address}/admin/statistics`);
      await page.getByRole("button", { name: "Show as table" }).first().click();
      await page.getByRole("table", { name: "Messages a day, as a table" }).waitFor();
    });
    await step("somebody who administers nothing is told so in a sentence", async () => {
      const bob = await person("Bob", { at: "/admin/users", account: grace });
      await bob.page.getByText("This part is for administrators").waitFor();
    });
  }),
}];
