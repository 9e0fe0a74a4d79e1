// The page at `/` as two people use it. Usage: node first-page.mjs http://127.0.0.1:5080
// The browser is PARLEY_CHROMIUM or /usr/bin/chromium. Ends with 0 when every promise holds, with 1 at the first that does not.
import assert from "node:assert/strict";
import net from "node:net";
import { chromium } from "playwright-core";

const server = new URL(process.argv[2] ?? "http://127.0.0.1:5080");
const run = Date.now().toString(36);
const PASSWORD = "correct horse battery staple";
const WITHIN = 15_000;

/** A wire that can be cut: Grace's browser reaches the server through it. */
function wire() {
  const ends = new Set();
  let cut = false;
  const listener = net.createServer((near) => {
    if (cut) return near.destroy();
    const far = net.connect(Number(server.port || 80), server.hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.on("error", () => {}).on("close", () => { ends.delete(one); other.destroy(); });
      one.pipe(other);
    }
  });
  return {
    async listen() {
      await new Promise((resolve) => { listener.listen(0, "127.0.0.1", resolve); });
      return `http://127.0.0.1:${listener.address().port}`;
    },
    cut() { cut = true; for (const end of ends) end.destroy(); },
    mend() { cut = false; },
    close() { this.cut(); listener.close(); },
  };
}

const step = async (promise, act) => {
  const started = performance.now();
  await act();
  console.log(`ok  ${promise} (${Math.round(performance.now() - started)} ms)`);
};

async function person(browser, address, name, faults) {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
  page.setDefaultTimeout(WITHIN);
  page.on("pageerror", (error) => faults.push(`${name}: ${error.stack}`));
  page.on("console", (line) => { if (/Content Security Policy/i.test(line.text())) faults.push(`${name}: ${line.text()}`); });
  await page.goto(address);
  return { page, name, username: `${name.toLowerCase()}-${run}` };
}

async function signUp({ page, name, username }) {
  await page.getByRole("tab", { name: "Create account" }).click();
  await page.getByLabel("Your name").fill(`${name} ${run}`);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("E-mail").fill(`${username}@example.org`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.locator(".line[data-state=live]").waitFor();
}

async function write({ page }, text) {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

const sees = ({ page }, text) => page.locator(".message .text", { hasText: text }).last().waitFor();
const message = ({ page }, text) => page.locator(".message", { has: page.locator(".text", { hasText: text }) }).last();
const texts = ({ page }) => page.locator(".message .text").allTextContents();

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const line = wire();
const faults = [];
let failed = false;
try {
  const ada = await person(browser, server.href, "Ada", faults);
  const grace = await person(browser, await line.listen(), "Grace", faults);

  await step("A password that is too short is refused in words, beside its field", async () => {
    await ada.page.getByRole("tab", { name: "Create account" }).click();
    await ada.page.getByLabel("User name").fill(ada.username);
    await ada.page.getByLabel("E-mail").fill(`${ada.username}@example.org`);
    await ada.page.getByLabel("Password").fill("short");
    await ada.page.getByRole("button", { name: "Create account" }).click();
    await ada.page.locator("input[name=password][aria-invalid]").waitFor();
  });

  await step("Two people sign up and are live", () => Promise.all([signUp(ada), signUp(grace)]));

  await step("One finds the other by name and begins a direct conversation", async () => {
    await ada.page.getByRole("button", { name: "New conversation" }).click();
    await ada.page.getByLabel("Find people").fill(grace.username);
    await ada.page.locator(".picker .people button", { hasText: grace.username }).click();
    await ada.page.getByRole("heading", { name: `Grace ${run}`, level: 1 }).waitFor();
  });

  await step("The first message reaches someone who has nothing open, with a badge", async () => {
    await write(ada, "Hello Grace, are you there?");
    await grace.page.locator(".row", { hasText: `Ada ${run}` }).locator(".badge", { hasText: "1" }).waitFor();
  });

  await step("Opening it clears the badge and tells the sender it was read", async () => {
    await message(ada, "are you there").locator(".standing", { hasText: "Sent" }).waitFor();
    await grace.page.locator(".row", { hasText: `Ada ${run}` }).click();
    await sees(grace, "are you there");
    await grace.page.locator(".badge").waitFor({ state: "detached" });
    await message(ada, "are you there").locator(".standing.read").waitFor();
  });

  await step("Typing is seen, and its end", async () => {
    await grace.page.getByLabel("Message", { exact: true }).pressSequentially("I am", { delay: 30 });
    await ada.page.locator(".typing", { hasText: "is typing" }).waitFor();
    await grace.page.getByLabel("Message", { exact: true }).fill("");
    await ada.page.locator(".typing", { hasText: /^$/ }).waitFor();
  });

  await step("An answer with a quote, a reaction, an edit and a deletion are seen by the other", async () => {
    await message(grace, "are you there").hover();
    await message(grace, "are you there").getByRole("button", { name: "Reply" }).click();
    await write(grace, "I am <b>here</b>");
    await message(ada, "I am <b>here</b>").locator(".quote", { hasText: "are you there" }).waitFor();
    await message(ada, "I am <b>here</b>").hover();
    await message(ada, "I am <b>here</b>").getByRole("button", { name: "React", exact: true }).click();
    await ada.page.getByRole("button", { name: "React with 🎉" }).click();
    await message(grace, "I am <b>here</b>").locator(".reactions", { hasText: "🎉1" }).waitFor();
    await write(ada, "A slip of the pen");
    await sees(grace, "A slip of the pen");
    await ada.page.getByLabel("Message", { exact: true }).press("ArrowUp");
    await write(ada, "A slip of the pen, mended");
    await message(grace, "A slip of the pen, mended").locator(".edited").waitFor();
    await message(ada, "mended").hover();
    await message(ada, "mended").getByRole("button", { name: "Delete" }).click();
    await ada.page.getByRole("button", { name: "Delete", exact: true }).click();
    await grace.page.locator(".deleted", { hasText: "was deleted" }).waitFor();
  });

  await step("With the socket cut, each goes on writing; when it is back nothing is lost, doubled or out of order", async () => {
    line.cut();
    await grace.page.locator(".line:not([data-state=live])").waitFor();
    const missed = Array.from({ length: 20 }, (_, n) => `while you were away ${n + 1}`);
    for (const text of missed) await write(ada, text);
    await write(grace, "written without a line");
    await message(grace, "written without a line").locator(".standing", { hasText: "Waiting" }).waitFor();
    line.mend();
    await grace.page.locator(".line[data-state=live]").waitFor({ timeout: 45_000 });
    await sees(grace, "while you were away 20");
    await sees(ada, "written without a line");
    const away = (all) => all.filter((text) => text.startsWith("while you were away"));
    assert.deepEqual(away(await texts(grace)), missed);
    assert.deepEqual(away(await texts(ada)), missed);
    for (const one of [ada, grace]) assert.equal((await texts(one)).filter((text) => text === "written without a line").length, 1);
    const kept = async (one) => (await texts(one)).filter((text) => !text.includes("deleted"));
    assert.deepEqual(await kept(grace), await kept(ada));
  });

  await step("A reload keeps the sign-in, the place and every message", async () => {
    const before = await texts(grace);
    await grace.page.reload();
    await sees(grace, "written without a line");
    assert.deepEqual(await texts(grace), before);
  });

  await step("A group with a title is heard of by those in it", async () => {
    await ada.page.getByRole("button", { name: "New conversation" }).click();
    await ada.page.getByRole("tab", { name: "Group" }).click();
    await ada.page.getByLabel("Title").fill(`Group ${run}`);
    await ada.page.getByLabel("Find people").fill(grace.username);
    await ada.page.locator(".picker .people button", { hasText: grace.username }).click();
    await ada.page.getByRole("button", { name: "Create group" }).click();
    await grace.page.locator(".row", { hasText: `Group ${run}` }).click();
    await write(grace, "Hello group");
    await sees(ada, "Hello group");
  });

  await step("Signing out leaves nothing on the screen", async () => {
    await ada.page.getByRole("button", { name: "Sign out" }).click();
    await ada.page.getByRole("tab", { name: "Sign in" }).waitFor();
    assert.equal(await ada.page.locator(".message").count(), 0);
  });

  assert.deepEqual(faults, [], "the pages broke or met the content security policy");
} catch (error) {
  failed = true;
  console.error(`not ok  ${error.stack}`);
  for (const fault of faults) console.error(fault);
} finally {
  await browser.close();
  line.close();
}
process.exit(failed ? 1 : 0);
