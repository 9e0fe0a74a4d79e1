// Finding people by name: a search field, the answers, and those chosen so far.
import { call } from "./api.js";
import { h, icon } from "./dom.js";
import { meet, presence, state } from "./store.js";
import { learnPresence } from "./sync.js";
import { avatar } from "./words.js";

const WAIT = 150;

/** With `many`, people are collected in `chosen`; otherwise the first one picked goes to `onPick`. */
export function makePicker({ many = false, onPick = () => {}, except = () => false }) {
  const chosen = new Map();
  const tags = h("div", { class: "tags" });
  const list = h("ul", { class: "people" });
  const field = h("input", {
    type: "search", placeholder: "Name or user name", "aria-label": "Find people",
    oninput: () => { clearTimeout(timer); timer = setTimeout(find, WAIT); },
  });
  const element = h("div", { class: "picker" }, many && tags, field, list);
  let timer = 0;
  let asked = 0;

  async function find() {
    const turn = ++asked;
    const query = field.value.trim();
    try {
      const { items } = await call("GET", `/users?query=${encodeURIComponent(query)}`);
      if (turn !== asked) return; // a later search was quicker
      const found = items.filter((user) => user.id !== state.me.id && !user.disabled && !except(user.id)).slice(0, 30);
      found.forEach(meet);
      await learnPresence(found.map(({ id }) => id));
      if (turn !== asked) return;
      list.replaceChildren(...(found.length ? found.map(rowOf)
        : [h("li", { class: "nothing" }, query ? `Nobody here is called “${query}”.` : "Nobody else has an account here yet.")]));
    } catch (problem) {
      list.replaceChildren(h("li", { class: "nothing", role: "alert" }, problem.message));
    }
  }

  const rowOf = (user) => h("li", {}, h("button", {
    type: "button", "aria-pressed": many ? String(chosen.has(user.id)) : null, onclick: (event) => pick(user, event.currentTarget),
  },
    avatar(user.id, user.display_name, presence.get(user.id)),
    h("span", { class: "name" }, user.display_name), h("span", { class: "muted" }, `@${user.username}`),
    many && h("span", { class: "tick" }, icon("check"))));

  function pick(user, row) {
    if (!many) return onPick(user);
    if (!chosen.delete(user.id)) chosen.set(user.id, user);
    row?.setAttribute("aria-pressed", String(chosen.has(user.id)));
    tags.replaceChildren(...[...chosen.values()].map((one) => h("button", {
      type: "button", title: `Remove ${one.display_name}`, onclick: () => { pick(one, null); find(); },
    }, one.display_name, icon("close"))));
  }

  return { element, chosen, find, focus: () => field.focus() };
}
