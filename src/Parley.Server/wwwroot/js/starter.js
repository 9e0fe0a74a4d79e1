// The window in which a conversation begins: with a person, with a group, or by joining a public one.
import { all, call } from "./api.js";
import { h, iconButton } from "./dom.js";
import { learn } from "./store.js";
import { makePicker } from "./picker.js";
import { people } from "./words.js";

const TABS = { person: "Person", group: "Group", join: "Join" };

export function startConversation({ onOpen }) {
  const body = h("div", { class: "dialog-body" });
  const tabs = h("div", { class: "tabs", role: "tablist" });
  const alert = h("p", { class: "alert", role: "alert", hidden: true });
  const dialog = h("dialog", { class: "dialog", "aria-label": "New conversation", onclose: () => dialog.remove() },
    h("header", {}, h("h2", {}, "New conversation"), iconButton("close", "Close", () => dialog.close())),
    tabs, alert, body);

  const complain = (problem) => { alert.textContent = problem.message; alert.hidden = false; };

  async function make(fields) {
    try {
      const view = await call("POST", "/conversations", fields);
      learn(view);
      dialog.close();
      onOpen(view.id);
    } catch (problem) {
      complain(problem);
    }
  }

  const show = {
    person() {
      const picker = makePicker({ onPick: (user) => make({ type: "direct", member_ids: [user.id] }) });
      body.replaceChildren(picker.element);
      picker.find();
      picker.focus();
    },
    group() {
      const picker = makePicker({ many: true });
      const title = h("input", { name: "title", maxlength: 200, required: true, placeholder: "Weekend plans" });
      const open = h("input", { type: "checkbox" });
      body.replaceChildren(h("form", { onsubmit: (event) => {
        event.preventDefault();
        const visibility = open.checked ? "public" : "private";
        make({ type: "group", title: title.value.trim(), visibility, member_ids: [...picker.chosen.keys()] });
      } },
        h("label", { class: "field" }, h("span", { class: "label" }, "Title"), title),
        h("label", { class: "check" }, open, "Anyone in the workspace may find and join it"),
        h("span", { class: "label" }, "People"), picker.element,
        h("button", { class: "primary", type: "submit" }, "Create group")));
      picker.find();
      title.focus();
    },
    async join() {
      body.replaceChildren(h("p", { class: "nothing" }, "Looking for public conversations…"));
      try {
        const found = (await all("/conversations?visibility=public")).filter((view) => view.visibility === "public" && !view.my);
        body.replaceChildren(found.length === 0
          ? h("p", { class: "nothing" }, "There is no public conversation that you are not in already.")
          : h("ul", { class: "people" }, found.map((view) => h("li", {}, h("button", { type: "button", onclick: () => join(view) },
            h("span", { class: "avatar group" }, "#"),
            h("span", { class: "name" }, view.title ?? "Untitled"), h("span", { class: "muted" }, people(view.member_count)))))));
      } catch (problem) {
        body.replaceChildren();
        complain(problem);
      }
    },
  };

  async function join(view) {
    try {
      await call("POST", `/conversations/${view.id}/join`);
      learn(await call("GET", `/conversations/${view.id}`));
      dialog.close();
      onOpen(view.id);
    } catch (problem) {
      complain(problem);
    }
  }

  function choose(name) {
    alert.hidden = true;
    tabs.replaceChildren(...Object.entries(TABS).map(([tab, label]) =>
      h("button", { type: "button", role: "tab", "aria-selected": String(tab === name), onclick: () => choose(tab) }, label)));
    show[name]();
  }

  document.body.append(dialog);
  dialog.showModal();
  choose("person");
}
