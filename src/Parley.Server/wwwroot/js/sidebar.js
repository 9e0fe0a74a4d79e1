// The list of conversations, newest first, and who one is.
import { h, icon, iconButton, reconcile } from "./dom.js";
import { changed, conversations, presence, state } from "./store.js";
import { nameOf, retryNow } from "./sync.js";
import { avatar, joined, shortTime } from "./words.js";

const LINES = { offline: "Offline", connecting: "Connecting…", catching_up: "Catching up…", live: "Live" };

export const others = (view) => (view.direct_with ?? []).filter(({ id }) => id !== state.me.id);

export function titleOf({ view, members }) {
  if (view.title) return view.title;
  if (view.type === "direct") return others(view).map((user) => nameOf(user.id)).join(", ") || "Yourself";
  const names = [...(members?.keys() ?? [])].filter((id) => id !== state.me.id).map(nameOf);
  return joined(names) || "Untitled group";
}

/** A direct conversation wears the other's face, a group a sign of its own. */
export function faceOf(conversation, size = "") {
  const [other] = others(conversation.view);
  if (conversation.view.type === "direct" && other) return avatar(other.id, nameOf(other.id), presence.get(other.id) ?? "offline", size);
  return h("span", { class: `avatar group ${size}`, "aria-hidden": "true" }, "#");
}

export function makeSidebar({ onOpen, onNew, onSignOut }) {
  const list = h("ul", { class: "conversations" });
  const filter = h("input", { type: "search", placeholder: "Find a conversation", "aria-label": "Find a conversation", oninput: changed });
  const line = h("button", { type: "button", class: "line", onclick: retryNow });
  const me = h("span", { class: "me" });
  const element = h("nav", { class: "sidebar", "aria-label": "Conversations" },
    h("header", { class: "bar" },
      h("span", { class: "brand" }, h("img", { src: "/favicon.svg", alt: "", width: 24, height: 24 }), "Parley"),
      iconButton("plus", "New conversation", onNew)),
    h("div", { class: "filter" }, filter),
    list,
    h("footer", {}, me, line, iconButton("out", "Sign out", onSignOut)));

  function draw() {
    line.textContent = LINES[state.line];
    line.dataset.state = state.line;
    line.title = state.line === "offline" ? "Try again now" : "Connection to the server";
    reconcile(me, [{ key: "me", sig: [state.me], make: whoAmI }]);

    const wanted = filter.value.trim().toLowerCase();
    const rows = [...conversations.values()]
      .map((conversation) => ({ conversation, title: titleOf(conversation), at: lastMoved(conversation) }))
      .filter(({ title, conversation }) => conversation.view.my && !conversation.view.my.archived && title.toLowerCase().includes(wanted))
      .sort((a, b) => b.at.localeCompare(a.at));
    if (!state.listed) return reconcile(list, [1, 2, 3, 4].map((n) => ({ key: `wait-${n}`, sig: [], make: skeleton })));
    if (rows.length === 0) return reconcile(list, [{ key: "none", sig: [wanted], make: () => nothing(wanted, onNew) }]);
    reconcile(list, rows.map((row) => rowOf(row, onOpen)));
  }

  return { element, draw };
}

const lastMoved = ({ view }) => view.last_message_at ?? view.created_at;

const whoAmI = () => h("span", { class: "who" },
  avatar(state.me.id, nameOf(state.me.id), null, "small"), h("span", { class: "name" }, nameOf(state.me.id)));

const skeleton = () => h("li", { class: "skeleton-row", "aria-hidden": "true" }, h("i"), h("i"));

const nothing = (wanted, onNew) => h("li", { class: "nothing" },
  wanted ? `No conversation is called “${wanted}”.` : "No conversations yet.",
  !wanted && h("button", { type: "button", class: "primary", onclick: onNew }, icon("plus"), "Start one"));

function rowOf({ conversation, title, at }, onOpen) {
  const { id, unread, draft } = conversation;
  const open = state.open === id;
  const text = preview(conversation);
  const face = others(conversation.view)[0]?.id;
  return {
    key: id,
    sig: [title, at, unread, text, open, face && presence.get(face), draft !== "" && !open, new Date().toDateString()],
    make: () => h("li", {},
      h("a", {
        class: unread > 0 ? "row unread" : "row", href: `#/c/${id}`, "aria-current": open ? "page" : null, onclick: () => onOpen(id),
      },
        faceOf(conversation),
        h("span", { class: "title" }, h("span", {}, title), h("time", { datetime: at }, shortTime(at))),
        h("span", { class: "preview" }, h("span", {}, draft !== "" && !open ? `Draft: ${draft}` : text),
          unread > 0 && h("span", { class: "badge", "aria-label": `${unread} unread` }, unread > 99 ? "99+" : String(unread))))),
  };
}

function preview({ view, typing }) {
  if (typing.size > 0) return view.type === "direct" ? "typing…" : `${joined([...typing].map(nameOf))} typing…`;
  const last = view.last_message;
  if (!last) return "No messages yet";
  if (last.deleted_at) return "Message deleted";
  const text = last.content || last.attachments?.[0]?.name || "Message";
  if (last.message_type === "system") return text;
  if (last.sender_id === state.me.id) return `You: ${text}`;
  return view.type === "direct" ? text : `${nameOf(last.sender_id)}: ${text}`;
}
