// Keeps the store equal to the server: opening, catching up after a break, and hearing everything in between.
import { all, call } from "./api.js";
import { Line } from "./socket.js";
import { apply, changed, conversations, learn, load, meet, prepend, presence, read, say, setLine, state, users } from "./store.js";
import { deliver } from "./talk.js";

const FILL_GAP_AFTER = 400;
const RESUME_WITHIN = 60_000;

export let line = null;
const early = []; // events that came before the list they belong to

export function connect(onEnd) {
  line = new Line({ onFrame: hear, onEnd, onState: turn });
  line.open();
}

let turns = 0;

/** Every turn of the line makes what an earlier one began void. */
function turn(to) {
  turns++;
  // The server says when somebody stops typing; without a line nobody would.
  if (to !== "open") for (const { typing } of conversations.values()) typing.clear();
  if (to === "open") catchUp(turns);
  else setLine(to);
}

export function disconnect() {
  line?.close();
  line = null;
}

export const retryNow = () => line?.hurry();

/** The first time: the list. After a break: everything missed, in order, and then the list for what is not kept. */
async function catchUp(mine) {
  setLine("catching_up");
  try {
    if (state.listed) {
      // A frame holds about a thousand; of the rest nothing but the list's row is known here anyway.
      const known = [...conversations.values()].sort((a, b) => b.loaded - a.loaded).slice(0, 1_000);
      const positions = Object.fromEntries(known.map(({ id, seq }) => [id, seq]));
      const resumed = new Promise((resolve) => { onResumed = resolve; });
      await Promise.race([line.ask({ type: "resume", positions }, RESUME_WITHIN), resumed]);
      await resumed;
    }
    await list();
    if (mine !== turns) return;
    setLine("live");
    if (state.open) await open(state.open);
    for (const conversation of conversations.values()) {
      if (conversation.held.size > 0) fillGap(conversation);
      for (const message of conversation.pending.values()) if (!message.failed) deliver(conversation, message);
    }
  } catch (problem) {
    if (mine === turns && problem.code !== "line_lost") line?.drop();
  }
}

let onResumed = () => {};

async function list() {
  const listed = await all("/conversations");
  const mine = listed.filter((view) => view.my);
  for (const view of mine) {
    const known = conversations.get(view.id);
    // Held history moves by events only; an older answer must not undo what they said.
    if (known && known.seq > view.last_seq) continue;
    learn(view);
    if (known && !known.loaded) known.seq = view.last_seq;
  }
  const still = new Set(mine.map(({ id }) => id));
  for (const id of conversations.keys()) if (!still.has(id)) conversations.delete(id);
  state.listed = true;
  for (const event of early.splice(0)) hear(event);
  learnPresence([...conversations.values()].flatMap(({ view }) => (view.direct_with ?? []).map(({ id }) => id)));
  changed();
}

export function hear(frame) {
  const conversation = conversations.get(frame.conversation_id);
  if (frame.type === "resumed") onResumed();
  else if (frame.type === "reset") startOver(frame.conversation_id);
  else if (frame.type === "presence_changed") presence.set(frame.user_id, frame.status);
  else if (frame.seq !== undefined && conversation) {
    if (apply(conversation, frame) && state.line === "live") setTimeout(fillGap, FILL_GAP_AFTER, conversation);
    if (frame.type === "member_joined") learnPresence([frame.user_id]);
  } else if (frame.seq !== undefined) hearOfNew(frame);
  else if (frame.type === "read_receipt" && conversation) read(conversation, frame.user_id, frame.ordinal);
  else if (frame.type === "typing_indicator" && conversation) type(conversation, frame);
  changed();
}

/** Something happens where this page knows nothing yet: one was added, or began it on another device. */
async function hearOfNew(frame) {
  if (!state.listed) early.push(frame);
  else if (!["conversation_deleted", "member_left"].includes(frame.type)) {
    const conversation = await fetchOne(frame.conversation_id);
    // The answer may be older than what was heard while it was under way.
    if (conversation) hear(frame);
  }
}

const fetching = new Map();

export function fetchOne(id) {
  if (!fetching.has(id)) {
    fetching.set(id, call("GET", `/conversations/${id}`)
      .then((view) => {
        const conversation = view.my ? learn(view) : null;
        if (!conversation) conversations.delete(id); // public, but not ours any more
        learnPresence((view.direct_with ?? []).map((user) => user.id));
        changed();
        return conversation;
      })
      .catch(() => { conversations.delete(id); changed(); return null; })
      .finally(() => fetching.delete(id)));
  }
  return fetching.get(id);
}

async function startOver(id) {
  const conversation = conversations.get(id);
  if (conversation) Object.assign(conversation, { loaded: false, messages: [], members: null, held: new Map(), seq: 0 });
  const fresh = await fetchOne(id);
  if (!fresh) return;
  fresh.seq = fresh.view.last_seq;
  if (state.open === id && state.line === "live") open(id);
}

/** Numbers are missing while the line is up: ask for them. */
async function fillGap(conversation) {
  if (conversation.held.size === 0 || conversation.filling) return;
  conversation.filling = true;
  try {
    for (let more = true; more && conversation.held.size > 0; ) {
      const page = await call("GET", `/conversations/${conversation.id}/changes?after=${conversation.seq}`);
      for (const event of page.items) apply(conversation, event);
      more = page.has_more;
    }
  } catch (problem) {
    if (problem.status === 410) startOver(conversation.id);
  } finally {
    conversation.filling = false;
    changed();
  }
}

/** Loads what the screen needs: the newest messages once, and everybody's read position each time. */
export async function open(id) {
  const conversation = conversations.get(id);
  if (!conversation || state.line !== "live") return;
  try {
    if (!conversation.loaded) {
      if (conversation.meanwhile) return;
      conversation.meanwhile = [];
      const { conversation: view, messages, last_seq } = await line.ask({ type: "join_conversation", conversation_id: id, limit: 50 });
      learn(view);
      load(conversation, messages, last_seq);
      changed();
    }
    await learnMembers(conversation);
  } catch (problem) {
    conversation.meanwhile = null;
    if (problem.code !== "line_lost") say(problem.message);
  }
}

export async function learnMembers(conversation) {
  const members = (await all(`/conversations/${conversation.id}/members`)).filter(({ status }) => status === "active");
  for (const member of members) meet(member);
  const known = conversation.members;
  conversation.members = new Map(members.map((member) =>
    [member.user_id, { ...member, read_ordinal: Math.max(member.read_ordinal, known?.get(member.user_id)?.read_ordinal ?? 0) }]));
  changed();
  learnPresence(members.slice(0, 100).map(({ user_id }) => user_id));
}

export async function learnPresence(ids) {
  const asked = [...new Set(ids)].slice(0, 100);
  if (asked.length === 0) return;
  const { items } = await call("GET", `/presence?user_ids=${asked.join(",")}`).catch(() => ({ items: [] }));
  for (const { user_id, status } of items) presence.set(user_id, status);
  changed();
}

const asking = new Set();

/** A person's name; one nobody told us about is asked for once. */
export function nameOf(id) {
  if (id === state.me?.id) return state.me.display_name || state.me.username;
  if (!users.has(id) && !asking.has(id)) {
    asking.add(id);
    call("GET", `/users/${id}`).then((user) => { meet(user); changed(); }).catch(() => {});
  }
  return users.get(id)?.name ?? "Somebody";
}

export async function loadOlder(conversation) {
  if (!conversation.moreBefore || conversation.loadingOlder) return;
  conversation.loadingOlder = true;
  try {
    const before = conversation.messages[0].ordinal;
    prepend(conversation, await call("GET", `/conversations/${conversation.id}/messages?before=${before}&limit=50`));
  } catch (problem) {
    say(problem.message);
  } finally {
    conversation.loadingOlder = false;
    changed();
  }
}

function type(conversation, { user_id, is_typing }) {
  if (is_typing && user_id !== state.me.id) conversation.typing.add(user_id);
  else conversation.typing.delete(user_id);
}
