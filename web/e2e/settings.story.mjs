// Settings: what is stored as it is changed, refusals beside their field, languages, devices, tokens.
import assert from "node:assert/strict";
import { PASSWORD } from "./cast.mjs";

const saved = (page) => page.getByRole("status").filter({ hasText: "Saved" }).waitFor();

export const stories = [{
  name: "Settings",
  run: async ({ person, call, step }) => {
    const asProgram = async (token) => {
      const answer = await fetch(`${ada.address}/api/v1/me`, { headers: { authorization: `Token ${token}` } });
      return answer.ok ? (await answer.json()).id : answer.status;
    };
    const ada = await person("Ada", { at: "/settings" });
    const { page } = ada;
    const to = (section) => page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: section }).click();

    await step("a new name is stored when its field is left, and a refused address is said beside its field", async () => {
      await page.getByLabel("Display name").fill("Ada Byron");
      await page.getByLabel("Display name").press("Enter");
      await saved(page);
      assert.equal((await ada.call("GET", "/me")).display_name, "Ada Byron");
      await page.getByLabel("E-mail").fill("nonsense");
      await page.getByLabel("E-mail").press("Enter");
      await page.getByRole("alert").filter({ hasText: "This is not an e-mail address." }).waitFor();
      await page.getByLabel("E-mail").press("Escape");
    });

    await step("a picture is cut to a square with the keyboard and uploaded", async () => {
      const image = await page.evaluate(async () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [400, 200];
        const paint = canvas.getContext("2d");
        paint.fillStyle = "teal";
        paint.fillRect(0, 0, 400, 200);
        return canvas.toDataURL("image/png").split(",")[1];
      });
      await page.locator("input[type=file]").setInputFiles({ name: "wide.png", mimeType: "image/png", buffer: Buffer.from(image, "base64") });
      await page.getByRole("img", { name: "The arrow keys move it" }).press("ArrowRight");
      await page.getByRole("button", { name: "Use picture" }).click();
      await page.getByRole("button", { name: "Change picture" }).waitFor();
      assert.match((await ada.call("GET", "/me")).avatar_url, /thumbnail/);
    });

    await step("a wrong current password is said beside its field; the right one ends other log-ins", async () => {
      await call("POST", "/auth/login", { username: ada.username, password: PASSWORD });
      await page.getByLabel("Current password").fill("something else");
      await page.getByLabel("New password", { exact: true }).fill("a new long password");
      await page.getByRole("button", { name: "Change password" }).click();
      await page.getByRole("alert").filter({ hasText: "This is not your current password." }).waitFor();
      await page.getByLabel("Current password").fill(PASSWORD);
      await page.getByRole("button", { name: "Change password" }).click();
      await page.getByText("Password changed.").waitFor();
    });

    await step("another device is seen and signed out", async () => {
      await call("POST", "/auth/login", { username: ada.username, password: "a new long password" });
      await to("Devices");
      await page.getByText("This device").waitFor();
      await page.getByRole("button", { name: "Sign out all other devices" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Sign out", exact: true }).click();
      await page.getByRole("button", { name: "Sign out all other devices" }).waitFor({ state: "detached" });
    });

    await step("notification rules are stored one by one, and are there after a reload", async () => {
      await to("Notifications");
      await page.getByLabel("Groups").selectOption("all");
      await page.getByRole("switch", { name: "Reactions to my messages" }).uncheck();
      await page.getByLabel("Word or phrase").fill("deploy, on call");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("switch", { name: "Quiet hours every week" }).check();
      await page.getByRole("checkbox", { name: "Sunday" }).uncheck();
      await saved(page);
      await page.getByRole("button", { name: "Until tomorrow" }).click();
      await page.getByText("Paused until").waitFor();
      await saved(page);
      await page.reload();
      await page.getByText("Paused until").waitFor();
      await page.getByRole("button", { name: "Remove on call" }).waitFor();
      const rules = await page.evaluate(() => fetch("/api/v1/me/notification-settings").then((answer) => answer.json()));
      assert.deepEqual([rules.group, rules.reactions, rules.keywords, rules.quiet_hours.days.length], ["all", false, ["deploy", "on call"], 6]);
      assert.ok(Date.parse(rules.do_not_disturb_until) > Date.now());
    });

    await step("the theme and the language change at once and outlive a reload, from right to left in Arabic", async () => {
      await to("Appearance");
      await page.getByRole("radio", { name: "Dark" }).check({ force: true });
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
      await to("Language");
      await page.getByRole("radio", { name: "العربية" }).check();
      await page.getByRole("heading", { name: "اللغة", level: 1 }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "اللغة", level: 1 }).waitFor();
      assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, document.documentElement.dataset.theme]), ["rtl", "dark"]);
      await page.getByRole("radio", { name: "English" }).check();
      await page.getByRole("heading", { name: "Language", level: 1 }).waitFor();
    });

    await step("a token is shown once, works, and is refused after it was revoked", async () => {
      await to("API tokens");
      await page.getByRole("button", { name: "New token" }).click();
      await page.getByLabel("Name", { exact: true }).fill("build server");
      await page.getByRole("button", { name: "Make token" }).click();
      const token = await page.getByLabel("Token", { exact: true }).inputValue();
      await page.getByRole("button", { name: "Done" }).click();
      assert.equal(await asProgram(token), ada.id);
      await page.getByRole("button", { name: "Revoke build server" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
      await page.getByText("No tokens yet").waitFor();
      assert.equal(await asProgram(token), 401);
    });

    await step("somebody blocked is listed, and can be let be again", async () => {
      const eve = await person("Eve");
      await page.evaluate((id) => fetch(`/api/v1/me/blocks/${id}`, { method: "PUT", headers: { "content-type": "application/json" }, body: "{}" }), eve.id);
      await to("Privacy");
      await page.getByRole("button", { name: "Unblock Eve" }).click();
      await page.getByText("You have not blocked anybody.").waitFor();
    });

    await step("own files are listed with their size, and one is deleted", async () => {
      await to("Storage");
      await page.getByRole("button", { name: "Delete picture.png" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByText("You have not uploaded anything.").waitFor();
    });

    await step("on a phone the list leads to the section and back", async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${ada.address}/settings`);
      await to("About");
      await page.getByText("Versions").waitFor();
      await page.getByRole("link", { name: "Back to the settings" }).click();
      await page.getByRole("navigation", { name: "Settings" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    });
  },
}];
