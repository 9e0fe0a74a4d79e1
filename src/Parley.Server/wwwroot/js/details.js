// The panel about the open conversation: who is in it, in which role, and the way out.
import { call } from "./api.js";
import { h, iconButton, reconcile } from "./dom.js";
import { makePicker } from "./picker.js";
import { changed, conversations, presence, say, state } from "./store.js";
import { learnMembers } from "./sync.js";
import { avatar, people } from "./words.js";

const RANK = { owner: 0, admin: 1, moderator: 2, member: 3 };
const MAY_ADD = ["owner", "admin", "moderator"];

export function makeDetails({ onClose }) {
  const title = h("h2", {});
  const about = h("p", { class: "about" });
  const list = h("ul", { class: "people" });
  const actions = h("div", { class: "actions" });
  const element = h("aside", { class: "details", "aria-label": "About this conversation", hidden: true },
    h("header", { class: "bar" }, title, iconButton("close", "Close", onClose)), about, list, actions);
  let leaving = null;

  function draw() {
    const conversation = conversations.get(state.open);
    element.hidden = !state.details || !conversation;
    if (element.hidden) return;
    const { view, members } = conversation;
    title.textContent = people(view.member_count);
    about.textContent = view.description ?? "";
    about.hidden = !view.description;
    const rows = [...(members?.values() ?? [])]
      .sort((a, b) => RANK[a.role] - RANK[b.role] || a.display_name.localeCompare(b.display_name));
    reconcile(list, rows.map((member) => ({
      key: member.user_id,
      sig: [member.display_name, member.role, presence.get(member.user_id)],
      make: () => h("li", { class: "person" },
        avatar(member.user_id, member.display_name, presence.get(member.user_id) ?? "offline"),
        h("span", { class: "name" }, member.display_name, member.user_id === state.me.id && h("span", { class: "muted" }, " (you)")),
        h("span", { class: "muted" }, `@${member.username}`),
        member.role !== "member" && h("span", { class: "role" }, member.role)),
    })));
    reconcile(actions, view.type === "direct" ? [] : [
      ...(MAY_ADD.includes(view.my?.role) ? [{ key: "add", sig: [], make: () => addButton(conversation) }] : []),
      { key: "leave", sig: [leaving === view.id], make: () => leaveButton(view) },
    ]);
  }

  const addButton = (conversation) => h("button", { type: "button", onclick: () => add(conversation) }, "Add people");

  const leaveButton = (view) => (leaving === view.id
    ? h("button", { type: "button", class: "danger", onclick: () => leave(view) }, "Leave for good?")
    : h("button", { type: "button", class: "quiet-danger", onclick: () => { leaving = view.id; changed(); } }, "Leave"));

  async function leave(view) {
    leaving = null;
    try {
      await call("POST", `/conversations/${view.id}/leave`);
      conversations.delete(view.id);
      location.hash = "";
    } catch (problem) {
      say(problem.message);
    }
    changed();
  }

  function add(conversation) {
    const picker = makePicker({ many: true, except: (id) => conversation.members?.has(id) });
    const dialog = h("dialog", { class: "dialog", "aria-label": "Add people", onclose: () => dialog.remove() },
      h("header", {}, h("h2", {}, "Add people"), iconButton("close", "Close", () => dialog.close())),
      h("form", { class: "dialog-body", onsubmit: async (event) => {
        event.preventDefault();
        try {
          const user_ids = [...picker.chosen.keys()];
          if (user_ids.length > 0) await call("POST", `/conversations/${conversation.id}/members`, { user_ids });
          await learnMembers(conversation);
        } catch (problem) {
          say(problem.message);
        }
        dialog.close();
      } }, picker.element, h("button", { class: "primary", type: "submit" }, "Add")));
    document.body.append(dialog);
    dialog.showModal();
    picker.find();
  }

  return { element, draw };
}
