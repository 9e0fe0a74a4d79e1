// One message on the screen, and the small toolbar that acts on it.
import { h, icon, iconButton } from "./dom.js";
import { changed, state } from "./store.js";
import { nameOf } from "./sync.js";
import { ask, deliver, discard } from "./talk.js";
import { textOf } from "./text.js";
import { avatar, clockTime, joined, wholeTime } from "./words.js";

export const EMOJI = ["👍", "❤️", "😂", "🎉", "👀", "🙏"];

/** `acts` has `reply(message)`, `edit(message)`, `jump(id)`; `state` is what stands under one's own last message. */
export function messageRow(conversation, message, { grouped, standing, acts }) {
  if (message.message_type === "system") {
    return h("p", { class: "system", "data-id": message.id, title: wholeTime(message.created_at) }, message.content);
  }
  const mine = message.sender_id === state.me.id;
  const name = nameOf(message.sender_id);
  const live = !message.deleted_at && !message.pending;
  const when = () => h("time", { datetime: message.created_at, title: wholeTime(message.created_at) }, clockTime(message.created_at));

  return h("article", {
    class: `message${mine ? " own" : ""}${grouped ? " grouped" : ""}${message.pending ? " pending" : ""}${message.failed ? " failed" : ""}`,
    "data-id": message.id, tabindex: "-1", "aria-label": `${name}, ${clockTime(message.created_at)}`,
  },
    grouped ? h("span", { class: "gutter" }, when()) : avatar(message.sender_id, name),
    h("div", { class: "body" },
      !grouped && h("header", {}, h("strong", {}, name), when()),
      message.deleted_at
        ? h("div", { class: "text deleted" }, mine ? "You deleted this message" : "This message was deleted")
        : h("div", { class: "bubble" }, quoteOf(message, acts), contentOf(message)),
      live && message.reactions.length > 0 && reactionsOf(message),
      message.failed && failureOf(conversation, message),
      standing && standingOf(standing)),
    live && toolsOf(message, mine, acts));
}

function contentOf(message) {
  const text = textOf(message.content);
  if (message.edited_at) text.append(" ", h("span", { class: "edited", title: wholeTime(message.edited_at) }, "(edited)"));
  const files = (message.attachments ?? []).map((file) =>
    h("a", { class: "file", href: file.url, target: "_blank", rel: "noopener" }, file.name));
  return [text, files];
}

function quoteOf({ quote }, acts) {
  if (!quote) return null;
  return h("button", { type: "button", class: "quote", onclick: () => acts.jump(quote.message_id) },
    h("strong", {}, nameOf(quote.sender_id)),
    h("span", {}, quote.deleted_at ? "This message was deleted" : quote.content || "Attachment"));
}

const reactionsOf = (message) => h("div", { class: "reactions" }, message.reactions.map(({ emoji, count, mine }) =>
  h("button", {
    type: "button", "aria-pressed": String(mine === true), "aria-label": `${emoji}, ${count}. ${mine ? "Take back" : "React too"}`,
    onclick: () => react(message, emoji),
  }, emoji, h("span", {}, String(count)))));

const react = (message, emoji) => {
  const mine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
  ask({ type: mine ? "remove_reaction" : "add_reaction", message_id: message.id, emoji });
};

const failureOf = (conversation, message) => h("p", { class: "failure", role: "alert" }, `Not sent. ${message.failed} `,
  h("button", { type: "button", onclick: () => deliver(conversation, message) }, "Try again"),
  h("button", { type: "button", onclick: () => discard(conversation, message) }, "Discard"));

function standingOf({ kind, readers = [] }) {
  if (kind === "waiting") return h("p", { class: "standing" }, icon("clock"), "Waiting for the connection");
  if (kind === "sending") return h("p", { class: "standing late" }, icon("clock"), "Sending");
  if (kind === "sent") return h("p", { class: "standing" }, icon("check"), "Sent");
  const names = readers.map(nameOf);
  return h("p", { class: "standing read", title: `Read by ${joined(names)}` },
    readers.slice(0, 3).map((id) => avatar(id, nameOf(id), null, "tiny")),
    h("span", {}, readers.length > 1 ? `Read by ${readers.length}` : "Read"), h("span", { class: "unseen" }, `: ${joined(names)}`));
}

/** The toolbar: first what one can do; choosing a reaction or deleting swaps it for a second row. */
function toolsOf(message, mine, acts) {
  const bar = h("div", { class: "tools", role: "toolbar", "aria-label": "Actions" });
  const close = () => { first(); bar.closest(".message").classList.remove("chosen"); };
  const first = () => bar.replaceChildren(...[
    iconButton("smile", "React", choose, { "data-do": "react" }),
    iconButton("reply", "Reply", () => { close(); acts.reply(message); }, { "data-do": "reply" }),
    mine && iconButton("pencil", "Edit", () => { close(); acts.edit(message); }, { "data-do": "edit" }),
    mine && iconButton("trash", "Delete", sure, { "data-do": "delete" }),
  ].filter(Boolean));
  const second = (...buttons) => { bar.replaceChildren(...buttons); buttons.find((button) => button.matches("button"))?.focus(); };
  const choose = () => second(...EMOJI.map((emoji) => h("button", {
    type: "button", class: "icon-button emoji", "aria-label": `React with ${emoji}`, onclick: () => { react(message, emoji); close(); },
  }, emoji)));
  const remove = () => { close(); ask({ type: "delete_message", message_id: message.id }); };
  const sure = () => second(
    h("span", { class: "sure" }, "Delete for everyone?"),
    h("button", { type: "button", class: "danger", onclick: remove }, "Delete"),
    h("button", { type: "button", onclick: close }, "Keep"));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    bar.closest(".message").focus();
    changed();
  });
  // Leaving the message leaves the second row.
  bar.addEventListener("pointerleave", () => { if (!bar.contains(document.activeElement)) first(); });
  first();
  return bar;
}
