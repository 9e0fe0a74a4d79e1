// Where one writes: grows with the text, keeps a draft per conversation, replies and edits.
import { h, icon, iconButton } from "./dom.js";
import { changed, conversations, state } from "./store.js";
import { titleOf } from "./sidebar.js";
import { nameOf } from "./sync.js";
import { ask, send, tellTyping } from "./talk.js";
import { joined } from "./words.js";

const TELL_TYPING_EVERY = 3_000;
const STOPPED_AFTER = 4_000;
const MOST = 16_000;

export function makeComposer({ onSent }) {
  const strip = h("div", { class: "strip", hidden: true });
  const typing = h("p", { class: "typing", "aria-live": "off" });
  const field = h("textarea", { rows: 1, maxlength: MOST, "aria-label": "Message", dir: "auto", enterkeyhint: "send" });
  const button = h("button", { type: "submit", class: "send", title: "Send", "aria-label": "Send" }, icon("send"));
  const form = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); submit(); } },
    strip, h("div", { class: "box" }, field, button));
  const element = h("div", { class: "foot" }, typing, form);
  let shown = null;
  let toldTyping = 0;
  let stopping = 0;

  const current = () => conversations.get(state.open);

  function fit() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
    button.hidden = field.value.trim() === "";
  }

  function stopTyping(conversation = current()) {
    clearTimeout(stopping);
    if (toldTyping && conversation) tellTyping(conversation, false);
    toldTyping = 0;
  }

  field.addEventListener("input", () => {
    const conversation = current();
    if (!conversation.editing) conversation.draft = field.value;
    fit();
    clearTimeout(stopping);
    if (field.value.trim() === "" || conversation.editing) return stopTyping();
    if (Date.now() - toldTyping > TELL_TYPING_EVERY) {
      toldTyping = Date.now();
      tellTyping(conversation, true);
    }
    stopping = setTimeout(stopTyping, STOPPED_AFTER);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const conversation = current();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && (conversation.editing || conversation.answering)) {
      cancel();
    } else if (event.key === "ArrowUp" && field.value === "") {
      const last = conversation.messages.findLast((message) =>
        message.sender_id === state.me.id && message.message_type !== "system" && !message.deleted_at);
      if (last) { event.preventDefault(); edit(last); }
    }
  });

  async function submit() {
    const conversation = current();
    const content = field.value.trim();
    if (!conversation || content === "") return;
    stopTyping();
    const { editing, answering } = conversation;
    cancel();
    if (editing) {
      if (content === editing.content) return;
      // A refused edit gives the text back instead of losing it.
      if (!await ask({ type: "edit_message", message_id: editing.id, content })) { edit(editing); write(content); }
      return;
    }
    conversation.draft = "";
    write("");
    send(conversation, content, answering);
    onSent();
  }

  function write(text) { field.value = text; fit(); }

  function turnTo(part, text) { Object.assign(current(), part); write(text); field.focus(); changed(); }

  const reply = (message) => turnTo({ answering: message, editing: null }, current().draft);
  const edit = (message) => turnTo({ editing: message, answering: null }, message.content);

  function cancel() {
    const conversation = current();
    const wasEditing = conversation.editing;
    Object.assign(conversation, { editing: null, answering: null });
    if (wasEditing) write(conversation.draft);
    field.focus();
    changed();
  }

  function draw() {
    const conversation = current();
    if (shown !== conversation) {
      if (shown) stopTyping(shown);
      shown = conversation;
      if (conversation) write(conversation.editing?.content ?? conversation.draft);
    }
    if (!conversation) return;
    field.placeholder = `Message ${titleOf(conversation)}`;
    const about = conversation.editing ?? conversation.answering;
    strip.hidden = !about;
    strip.replaceChildren(...(about ? [
      h("span", {}, h("strong", {}, conversation.editing ? "Editing" : `Replying to ${nameOf(about.sender_id)}`), " ", about.content),
      iconButton("close", "Cancel", cancel)] : []));
    const names = [...conversation.typing].map(nameOf);
    typing.textContent = names.length === 0 ? "" : `${joined(names)} ${names.length === 1 ? "is" : "are"} typing…`;
  }

  return { element, draw, reply, edit, focus: () => field.focus() };
}
