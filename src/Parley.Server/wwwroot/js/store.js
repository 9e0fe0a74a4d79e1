// What this page knows. Events move it forward, one conversation by one number at a time; views only read it.

export const state = {
  me: null,
  line: "connecting", // offline | connecting | catching_up | live
  listed: false, // the list of conversations has been loaded once
  open: null, // the id of the conversation on the screen
  details: false, // whether the panel about it is shown
  notice: null, // one sentence about something that failed
};

export const conversations = new Map();
export const users = new Map();
export const presence = new Map();

const listeners = new Set();
const arrivals = new Set();
let due = false;

export const onChange = (listener) => listeners.add(listener);
export const onArrival = (listener) => arrivals.add(listener);

/** Draws once per frame however much changed. Hidden tabs get no frames, but their title still counts: hence the timer. */
export function changed() {
  if (due) return;
  due = true;
  const draw = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    due = false;
    for (const listener of listeners) listener();
  };
  const frame = requestAnimationFrame(draw);
  const timer = setTimeout(draw, 150);
}

export function setLine(line) {
  state.line = line;
  changed();
}

let noticeTimer = 0;
export function say(notice) {
  state.notice = notice;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { state.notice = null; changed(); }, 6_000);
  changed();
}

export function meet(user) {
  const id = user.user_id ?? user.id;
  users.set(id, { id, username: user.username, name: user.display_name || user.username });
}

/** Takes in a conversation as REST or join tells it; what the page holds itself (messages, drafts) stays. */
export function learn(view) {
  const known = conversations.get(view.id);
  for (const user of view.direct_with ?? []) meet(user);
  const conversation = known ?? {
    id: view.id, messages: [], loaded: false, members: null, pending: new Map(), typing: new Set(), held: new Map(),
    seq: view.last_seq, draft: "", answering: null, editing: null, newFrom: null,
  };
  // Events speak to everybody and leave out what is one member's own.
  conversation.view = { ...view, my: view.my ?? known?.view.my ?? null, direct_with: view.direct_with ?? known?.view.direct_with ?? null };
  if (typeof view.unread_count === "number") conversation.unread = view.unread_count;
  conversation.unread ??= 0;
  conversation.read = Math.max(known?.read ?? 0, view.my?.read_ordinal ?? 0);
  conversations.set(view.id, conversation);
  return conversation;
}

/** Starts a conversation's history afresh from a page of newest messages. */
export function load(conversation, messages, lastSeq) {
  conversation.messages = messages;
  conversation.moreBefore = messages.length > 0 && messages[0].ordinal > 1;
  conversation.loaded = true;
  conversation.seq = lastSeq;
  // What was heard while the answer was under way may be newer than the answer.
  for (const event of conversation.meanwhile ?? []) conversation.held.set(event.seq, event);
  conversation.meanwhile = null;
  for (const message of messages) conversation.pending.delete(message.id);
  release(conversation);
}

export function prepend(conversation, { items, has_more_before }) {
  const first = conversation.messages[0]?.ordinal ?? Infinity;
  conversation.messages = [...items.filter((message) => message.ordinal < first), ...conversation.messages];
  conversation.moreBefore = has_more_before;
}

/**
 * Applies a numbered event once and in order. One that came too early is held until the numbers before it arrive:
 * live events may overtake those that `resume` tells. Answers whether a gap remains.
 */
export function apply(conversation, event) {
  conversation.meanwhile?.push(event);
  if (event.seq > conversation.seq) conversation.held.set(event.seq, event);
  release(conversation);
  return conversation.held.size > 0;
}

function release(conversation) {
  for (const seq of conversation.held.keys()) if (seq <= conversation.seq) conversation.held.delete(seq);
  for (let next; (next = conversation.held.get(conversation.seq + 1)); ) {
    conversation.held.delete(next.seq);
    conversation.seq = next.seq;
    happen[next.type]?.(conversation, next);
  }
}

/** Moves somebody's read position forward, never back. */
export function read(conversation, userId, ordinal) {
  if (userId === state.me.id && ordinal > conversation.read) {
    conversation.read = ordinal;
    conversation.unread = Math.max(0, (lastOrdinal(conversation) ?? ordinal) - ordinal);
  }
  const member = conversation.members?.get(userId);
  if (member && ordinal > member.read_ordinal) conversation.members.set(userId, { ...member, read_ordinal: ordinal });
}

export const lastOrdinal = (conversation) => conversation.messages.at(-1)?.ordinal ?? conversation.view.last_message?.ordinal;

const change = (conversation, id, alter) => {
  conversation.messages = conversation.messages.map((message) => (message.id === id ? alter(message) : message));
  if (conversation.view.last_message?.id === id) conversation.view.last_message = alter(conversation.view.last_message);
};

/** A reply's quote follows what happens to the message it quotes. */
const changeQuotes = (conversation, id, part) => {
  conversation.messages = conversation.messages.map((message) =>
    (message.reply_to === id && message.quote ? { ...message, quote: { ...message.quote, ...part } } : message));
};

/** Counts one person's reaction in or out. */
function react(conversation, { message_id, user_id, emoji }, by) {
  change(conversation, message_id, (message) => {
    const old = message.reactions.find((reaction) => reaction.emoji === emoji) ?? { emoji, count: 0, mine: false };
    const next = { ...old, count: old.count + by, mine: user_id === state.me.id ? by > 0 : old.mine };
    const reactions = message.reactions.includes(old)
      ? message.reactions.map((reaction) => (reaction === old ? next : reaction)) : [...message.reactions, next];
    return { ...message, reactions: reactions.filter((reaction) => reaction.count > 0) };
  });
}

const happen = {
  new_message(conversation, { message }) {
    conversation.pending.delete(message.id);
    conversation.typing.delete(message.sender_id);
    if (conversation.loaded) conversation.messages = [...conversation.messages, message];
    Object.assign(conversation.view, { last_message: message, last_message_at: message.created_at });
    // Whoever writes has read what stands above.
    read(conversation, message.sender_id, message.ordinal);
    conversation.unread = Math.max(0, message.ordinal - conversation.read);
    for (const listener of arrivals) listener(conversation, message);
  },
  message_updated(conversation, { message }) {
    const mine = (emoji, old) => old.reactions.find((reaction) => reaction.emoji === emoji)?.mine ?? false;
    change(conversation, message.id, (old) =>
      ({ ...message, reactions: message.reactions.map((reaction) => ({ ...reaction, mine: mine(reaction.emoji, old) })) }));
    changeQuotes(conversation, message.id, { content: message.content, deleted_at: message.deleted_at });
  },
  message_deleted(conversation, { message_id, deleted_at }) {
    change(conversation, message_id, (message) => ({ ...message, content: "", attachments: [], reactions: [], deleted_at }));
    changeQuotes(conversation, message_id, { content: "", deleted_at });
  },
  reaction_added: (conversation, { reaction }) => react(conversation, reaction, 1),
  reaction_removed: (conversation, { reaction }) => react(conversation, reaction, -1),
  member_joined(conversation, { member, member_count }) {
    meet(member);
    conversation.members?.set(member.user_id, member);
    conversation.view.member_count = member_count;
  },
  member_left(conversation, { user_id, member_count }) {
    conversation.members?.delete(user_id);
    conversation.view.member_count = member_count;
    if (user_id === state.me.id) conversations.delete(conversation.id);
  },
  member_updated(conversation, { user_id, role, status }) {
    const member = conversation.members?.get(user_id);
    if (member) conversation.members.set(user_id, { ...member, role, status });
    if (user_id === state.me.id && conversation.view.my) conversation.view.my = { ...conversation.view.my, role };
  },
  conversation_updated(conversation, event) {
    const { title, description, visibility } = event.conversation;
    Object.assign(conversation.view, { title, description, visibility });
  },
  conversation_deleted: (conversation) => conversations.delete(conversation.id),
};

/** Signing out leaves nothing behind for the next person at this screen. */
export function reset() {
  for (const map of [conversations, users, presence]) map.clear();
  listeners.clear();
  arrivals.clear();
  Object.assign(state, { me: null, line: "connecting", listed: false, open: null, details: false, notice: null });
}
