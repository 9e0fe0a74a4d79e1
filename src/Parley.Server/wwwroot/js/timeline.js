// The messages of the open conversation: days, groups, the unread line, and where one stands in it.
import { h, icon, reconcile } from "./dom.js";
import { messageRow } from "./message.js";
import { changed, conversations, onArrival, state } from "./store.js";
import { loadOlder, nameOf } from "./sync.js";
import { markRead, send } from "./talk.js";
import { titleOf } from "./sidebar.js";
import { dayName, dayOf, people } from "./words.js";

const GROUP_WITHIN = 5 * 60_000;
const BOTTOM = 40;
const LOAD_OLDER_AT = 400;

export function makeTimeline(acts) {
  const rows = h("div", { class: "rows" });
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages" }, rows);
  const latest = h("button", { type: "button", class: "latest", hidden: true, onclick: toBottom });
  const element = h("div", { class: "timeline" }, scroller, latest);
  let shown = null; // the conversation that was drawn last
  let first = null; // its first message then
  let pinned = true; // at the bottom, and staying there
  let missed = 0; // messages that came while not at the bottom

  const atBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < BOTTOM;
  function toBottom() { pinned = true; scroller.scrollTop = scroller.scrollHeight; settle(); }

  /** After anything moved: what is read, what is near, what the button says. */
  function settle() {
    const conversation = conversations.get(state.open);
    if (!conversation?.loaded) return;
    if (pinned) missed = 0;
    latest.hidden = pinned;
    latest.replaceChildren(icon("down"), missed > 0 ? `${missed} new` : "Latest");
    if (scroller.scrollTop < LOAD_OLDER_AT) loadOlder(conversation);
    if (pinned && !document.hidden) markRead(conversation);
  }

  scroller.addEventListener("scroll", () => { pinned = atBottom(); settle(); }, { passive: true });
  document.addEventListener("visibilitychange", settle);
  const holding = new ResizeObserver(() => { if (pinned) scroller.scrollTop = scroller.scrollHeight; });
  holding.observe(scroller);
  holding.observe(rows);
  onArrival((conversation, message) => {
    if (conversation.id !== state.open || message.sender_id === state.me.id) return;
    if (!pinned) missed++;
    if (!pinned || document.hidden) conversation.newFrom ??= message.ordinal - 1;
  });

  function draw() {
    const conversation = conversations.get(state.open);
    if (!conversation) return;
    const fresh = shown !== conversation || (conversation.loaded && first === null);
    const older = !fresh && conversation.messages[0]?.id !== first;
    const height = scroller.scrollHeight;

    reconcile(rows, conversation.loaded ? itemsOf(conversation, acts) : skeletons(conversation));

    shown = conversation;
    first = conversation.loaded ? conversation.messages[0]?.id ?? "" : null;
    if (fresh) begin();
    else if (older && first) scroller.scrollTop += scroller.scrollHeight - height;
    else if (pinned) scroller.scrollTop = scroller.scrollHeight;
    settle();
  }

  /** A conversation opens at what is new in it, or at its end. */
  function begin() {
    missed = 0;
    scroller.scrollTop = scroller.scrollHeight;
    const line = rows.querySelector(".unread-line");
    if (line && scroller.scrollHeight - line.offsetTop > scroller.clientHeight) scroller.scrollTop = line.offsetTop - 48;
    pinned = atBottom();
  }

  async function jump(id) {
    const conversation = conversations.get(state.open);
    for (let tries = 0; tries < 5 && conversation.moreBefore && !conversation.messages.some((message) => message.id === id); tries++) {
      await loadOlder(conversation);
    }
    requestAnimationFrame(() => {
      const row = rows.querySelector(`[data-id="${CSS.escape(id)}"]`);
      row?.scrollIntoView({ block: "center" });
      row?.focus({ preventScroll: true });
      row?.classList.add("flash");
    });
  }

  // A tap chooses a message, so that its toolbar shows where nothing can hover.
  rows.addEventListener("click", (event) => {
    const row = event.target.closest(".message");
    if (!row || event.target.closest("button, a, .tools") || getSelection()?.toString()) return;
    for (const chosen of rows.querySelectorAll(".chosen")) if (chosen !== row) chosen.classList.remove("chosen");
    if (row.classList.toggle("chosen")) row.scrollIntoView({ block: "nearest" });
  });

  scroller.addEventListener("keydown", (event) => {
    const messages = [...rows.querySelectorAll(".message")];
    const at = messages.indexOf(document.activeElement);
    const act = { r: "reply", e: "edit", "+": "react", Delete: "delete" }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowUp" && (at > 0 || document.activeElement === scroller)) messages.at(at > 0 ? at - 1 : -1)?.focus();
    else if (event.key === "ArrowDown" && at >= 0) (messages[at + 1] ?? acts).focus();
    else if (act && at >= 0) messages[at].querySelector(`[data-do=${act}]`)?.click();
    else return;
    event.preventDefault();
  });

  return { element, draw, jump, toBottom, leave() { shown = null; first = null; } };
}

function itemsOf(conversation, acts) {
  const messages = [...conversation.messages, ...conversation.pending.values()];
  if (messages.length === 0) {
    return [{ key: "empty", sig: [titleOf(conversation), conversation.view.member_count], make: () => emptiness(conversation) }];
  }
  const lastOwn = messages.findLast((message) =>
    message.sender_id === state.me.id && message.message_type !== "system" && !message.deleted_at);
  const items = conversation.moreBefore
    ? [{ key: "older", sig: [], make: () => h("p", { class: "system" }, "Loading earlier messages…") }]
    : [{ key: "start", sig: [], make: () => h("p", { class: "system start" }, "This is where the conversation begins.") }];
  let before = null;
  let newLine = conversation.newFrom === null;
  for (const message of messages) {
    const day = dayOf(message.created_at);
    const newDay = !before || dayOf(before.created_at) !== day;
    if (newDay) items.push({ key: `day-${day}`, sig: [dayName(day)], make: () => h("h3", { class: "day" }, h("span", {}, dayName(day))) });
    const firstNew = !newLine && message.ordinal > conversation.newFrom && message.sender_id !== state.me.id;
    if (firstNew) {
      newLine = true;
      items.push(unreadLine(conversation));
    }
    const grouped = !newDay && !firstNew && before.message_type !== "system" && before.sender_id === message.sender_id
      && Date.parse(message.created_at) - Date.parse(before.created_at) < GROUP_WITHIN;
    const standing = message === lastOwn ? standingOf(conversation, message) : null;
    items.push({
      key: message.id,
      sig: [
        message, grouped, nameOf(message.sender_id), message.quote && nameOf(message.quote.sender_id),
        standing?.kind, standing?.readers?.join(),
      ],
      make: () => messageRow(conversation, message, { grouped, standing, acts }),
    });
    before = message;
  }
  return items;
}

function standingOf(conversation, message) {
  if (message.failed) return null;
  if (message.pending) return { kind: state.line === "live" ? "sending" : "waiting" };
  const readers = [...(conversation.members?.values() ?? [])]
    .filter((member) => member.user_id !== state.me.id && member.read_ordinal >= message.ordinal).map((member) => member.user_id);
  return readers.length > 0 ? { kind: "read", readers } : { kind: "sent" };
}

function unreadLine(conversation) {
  const isNew = (message) => message.ordinal > conversation.newFrom && message.sender_id !== state.me.id;
  const count = conversation.messages.filter(isNew).length;
  const done = () => { conversation.newFrom = null; markRead(conversation); changed(); };
  return {
    key: "unread", sig: [count],
    make: () => h("p", { class: "unread-line" },
      h("span", {}, `${count} new`), h("button", { type: "button", onclick: done }, "Mark as read")),
  };
}

function emptiness(conversation) {
  const direct = conversation.view.type === "direct";
  const greeting = direct ? `Hello ${titleOf(conversation).split(" ")[0]}!` : "Hello everyone!";
  return h("div", { class: "empty" },
    h("h3", {}, direct ? titleOf(conversation) : `${titleOf(conversation)} · ${people(conversation.view.member_count)}`),
    h("p", {}, "Nobody has written here yet. What you write is kept, and everyone here sees it at once."),
    h("button", { type: "button", onclick: () => send(conversation, `👋 ${greeting}`) }, `Say “👋 ${greeting}”`));
}

const skeletons = ({ id }) => [52, 36, 68, 44, 60].map((width, n) => ({
  key: `wait-${id}-${n}`, sig: [], make: () => h("div", { class: `skeleton wide-${width}`, "aria-hidden": "true" }, h("i"), h("b"), h("b")),
}));
