// Puts the page together: signed out or signed in, which conversation is open, and what is drawn when.
import { forget, hasSession, logOut, onSessionEndedElsewhere, refresh } from "./api.js";
import { makeComposer } from "./composer.js";
import { makeDetails } from "./details.js";
import { h, iconButton, reconcile } from "./dom.js";
import { faceOf, makeSidebar, others, titleOf } from "./sidebar.js";
import { showSignIn } from "./signin.js";
import { startConversation } from "./starter.js";
import { changed, conversations, meet, onArrival, onChange, presence, reset, state } from "./store.js";
import { connect, disconnect, fetchOne, nameOf, open, retryNow } from "./sync.js";
import { makeTimeline } from "./timeline.js";
import { people } from "./words.js";

const root = document.getElementById("root");
const LINES = {
  offline: "Offline: messages will be sent when you're back",
  connecting: "Connecting…",
  catching_up: "Catching up…",
  live: "",
};
const HERE = ["online", "busy", "away"];
const ENDINGS = {
  4502: "You were signed out on this device.",
  4503: "This account has been disabled.",
};

async function begin() {
  if (!hasSession()) return signIn();
  root.replaceChildren(h("p", { class: "splash", role: "status" }, "Connecting…"));
  for (let wait = 1_000; ; wait = Math.min(wait * 2, 30_000)) {
    try {
      return start(await refresh());
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) {
        forget();
        return signIn(problem.code === "account_disabled" ? problem.message : null);
      }
      root.replaceChildren(h("p", { class: "splash", role: "status" }, "The server can't be reached. Trying again…"));
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    }
  }
}

function signIn(message = null) {
  document.title = "Parley";
  showSignIn(root, start, message);
}

function end(message) {
  disconnect();
  forget();
  reset();
  signIn(message);
}

function start(me) {
  state.me = me;
  meet(me);

  const acts = {
    reply: (message) => composer.reply(message),
    edit: (message) => composer.edit(message),
    jump: (id) => timeline.jump(id),
    focus: () => composer.focus(),
  };
  const timeline = makeTimeline(acts);
  const composer = makeComposer({ onSent: timeline.toBottom });
  const details = makeDetails({ onClose: toggleDetails });
  const sidebar = makeSidebar({
    onOpen: (id) => { if (state.open === id) composer.focus(); },
    onNew: () => startConversation({ onOpen: go }),
    onSignOut: async () => { disconnect(); await logOut(); location.hash = ""; end(null); },
  });
  const heading = h("div", { class: "heading" });
  const lineText = h("span", {});
  const strip = h("div", { class: "line-strip", role: "status" }, lineText, h("button", { type: "button", onclick: retryNow }, "Try now"));
  const chat = h("main", { class: "chat" },
    h("header", { class: "bar" },
      iconButton("back", "Back to the list", () => { location.hash = ""; }, { class: "icon-button back" }), heading,
      iconButton("people", "People", toggleDetails)),
    strip, timeline.element, composer.element);
  const nothing = h("main", { class: "nothing-open" }, h("p", {}, "Choose a conversation, or start a new one."));
  const notice = h("p", { class: "notice", role: "alert", hidden: true });
  const app = h("div", { class: "app" }, sidebar.element, chat, nothing, details.element, notice);
  root.replaceChildren(app);

  function toggleDetails() { state.details = !state.details; changed(); }
  function go(id) { location.hash = `#/c/${id}`; }

  async function route() {
    const id = /^#\/c\/([\w-]+)$/.exec(location.hash)?.[1] ?? null;
    if (id === state.open && id) return;
    state.open = id;
    timeline.leave();
    if (id && state.listed && !conversations.has(id)) await fetchOne(id);
    const conversation = conversations.get(id);
    if (conversation) conversation.newFrom = conversation.unread > 0 ? conversation.read : null;
    if (id) await open(id);
    changed();
    if (conversation && matchMedia("(hover: hover)").matches) requestAnimationFrame(composer.focus);
  }

  function draw() {
    const conversation = conversations.get(state.open);
    app.dataset.view = state.open ? "chat" : "list";
    chat.hidden = !conversation;
    nothing.hidden = Boolean(conversation);
    nothing.firstChild.textContent = !state.open ? "Choose a conversation, or start a new one."
      : state.listed ? "There is no such conversation, or you are not in it." : "Loading…";
    sidebar.draw();
    if (conversation) {
      reconcile(heading, [headingOf(conversation)]);
      timeline.draw();
    }
    composer.draw();
    details.draw();
    drawLine();
    notice.textContent = state.notice ?? "";
    notice.hidden = !state.notice;
    const unread = [...conversations.values()].reduce((sum, one) => sum + one.unread, 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${conversation ? `${titleOf(conversation)} · ` : ""}Parley`;
  }

  function drawLine() {
    strip.hidden = state.line === "live";
    strip.dataset.state = state.line;
    lineText.textContent = LINES[state.line];
  }

  onChange(draw);
  onArrival((conversation, message) => {
    if (conversation.id !== state.open || message.sender_id === state.me.id) return;
    document.getElementById("announcer").textContent = `${nameOf(message.sender_id)}: ${message.content}`;
  });
  onhashchange = route;
  connect((code) => end(ENDINGS[code] ?? "Your sign-in has run out. Please sign in again."));
  route();
  changed();
}

function headingOf(conversation) {
  const { view, members } = conversation;
  const [other] = others(view);
  const status = view.type === "direct" ? presence.get(other?.id) ?? "offline" : null;
  const online = [...(members?.keys() ?? [])].filter((id) => id !== state.me.id && HERE.includes(presence.get(id))).length;
  const below = status ?? (online > 0 ? `${people(view.member_count)}, ${online} here now` : people(view.member_count));
  const title = titleOf(conversation);
  return {
    key: view.id,
    sig: [title, below],
    make: () => h("div", { class: "what" }, faceOf(conversation), h("h1", {}, title), h("p", {}, below)),
  };
}

// Where the keyboard of a phone covers the page instead of shrinking it, the page shrinks itself.
visualViewport?.addEventListener("resize", () => {
  document.documentElement.style.setProperty("--height", `${Math.round(visualViewport.height)}px`);
});
onSessionEndedElsewhere(() => { if (state.me) end("You signed out in another tab."); });
begin();
