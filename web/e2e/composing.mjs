// Where one writes, as the stories see it, and what came of it as the server does.

export const field = ({ page }) => page.getByRole("textbox", { name: /^Message/ });
export const option = ({ page }, name) => page.getByRole("option", { name });
export const button = ({ page }, name) => page.getByRole("button", { name, exact: true });
export const value = (person) => field(person).inputValue();
export const isFocused = (person) => field(person).evaluate((element) => element === document.activeElement);

/** Waits for what the server has to say, which no page announces. */
export async function until(look, what) {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`waited in vain for ${what}`);
}
export const messages = async (person, id) => (await person.call("GET", `/conversations/${id}/messages?limit=50`)).items;
export const said = (person, id, test) => until(async () => (await messages(person, id)).find((message) => test(message)), `a message: ${test}`);
export const draft = (person, id) => person.call("GET", `/conversations/${id}/draft`).catch((error) => { if (/404/.test(error.message)) return undefined; throw error; });
export const group = (person, title, ...others) => person.call("POST", "/conversations", { type: "group", title, member_ids: others.map(({ id }) => id) });
export const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8Dwn4GBgYGJAQoYAB4TAgM+GLDrAAAAAElFTkSuQmCC", "base64");
export const file = (name, content = "hello", mimeType = "text/plain") => ({ name, mimeType, buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) });
