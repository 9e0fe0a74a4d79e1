// The people of a story: accounts made over REST, each with a browser window that is signed in.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PASSWORD = "correct horse battery staple";
const WITHIN = 20_000;
let run = Date.now() % 1_000_000;
const userName = (name) => `${name.toLowerCase().replaceAll(/[^a-z0-9]/g, "").slice(0, 40) || "someone"}-${(run++).toString(36)}`;

export function cast(browser, server, faults) {
  const contexts = new Set();

  async function call(method, path, body, token) {
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method, body: body === undefined ? undefined : JSON.stringify(body),
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }) },
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  /** A window; its errors and the refusals of its security policy are faults of the story. */
  async function window(name, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 820 }, locale: "en-US", ...options });
    contexts.add(context);
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    const page = await context.newPage();
    page.setDefaultTimeout(WITHIN);
    page.on("pageerror", (error) => faults.push(`${name}: ${error.stack}`));
    page.on("console", (line) => { if (/Content Security Policy|Trusted ?Type/i.test(line.text())) faults.push(`${name}: ${line.text()}`); });
    return { context, page };
  }

  /** Somebody with an account, signed in by cookie, at `at`. */
  async function person(name, { at = "/", options, address = server.address, account } = {}) {
    const username = account?.username ?? userName(name);
    const signedIn = account ? await call("POST", "/auth/login", { username, password: PASSWORD })
      : await call("POST", "/auth/register", { username, email: `${username}@example.org`, password: PASSWORD, display_name: name });
    const { context, page } = await window(name, options);
    await context.request.post(`${address}/api/v1/auth/login`, { data: { username, password: PASSWORD } });
    await page.goto(address + at);
    await page.locator("[data-state=live]").waitFor({ state: "attached" });
    const one = {
      name, username, id: signedIn.user.id, token: signedIn.access_token, context, page, address,
      call: (method, path, body) => call(method, path, body, signedIn.access_token),
      /** Opens a conversation by its address. */
      open: (id, ordinal) => page.goto(`${address}/c/${id}${ordinal ? `/${ordinal}` : ""}`),
      write: async (text) => { await page.getByRole("textbox", { name: /^Message/ }).fill(text); await page.keyboard.press("Enter"); },
    };
    return one;
  }

  /** An account without a window. */
  async function account(name) {
    const username = userName(name);
    const { user, access_token: token } = await call("POST", "/auth/register", { username, email: `${username}@example.org`, password: PASSWORD, display_name: name });
    return { name, username, id: user.id, token, call: (method, path, body) => call(method, path, body, token) };
  }

  return {
    call, window, person, account,
    /** Pictures of every open window, among the build's output. */
    async photograph(name) {
      const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
      mkdirSync(folder, { recursive: true });
      let n = 0;
      for (const context of contexts) for (const page of context.pages()) await page.screenshot({ path: `${folder}${name}-${++n}.png` }).catch(() => {});
    },
    async leave() {
      await Promise.all([...contexts].map((context) => context.close()));
    },
  };
}
