// What one says: sending until it is known to be there, and everything else that is asked over the socket.
import { changed, lastOrdinal, read, say, state } from "./store.js";
import { hear, line } from "./sync.js";

/** Shows a message at once and sends it until the server has it. The id is ours, so a second try can't double it. */
export function send(conversation, content, answered) {
  const message = {
    id: uuid7(), conversation_id: conversation.id, sender_id: state.me.id, message_type: "text", content,
    created_at: new Date().toISOString(),
    reply_to: answered?.id ?? null, reactions: [], attachments: [], pending: true,
    quote: answered && { message_id: answered.id, sender_id: answered.sender_id, content: answered.content },
  };
  conversation.newFrom = null;
  deliver(conversation, message);
}

export async function deliver(conversation, message) {
  conversation.pending.set(message.id, { ...message, failed: null });
  changed();
  if (state.line !== "live") return; // catchUp sends it
  const { id, content, reply_to } = message;
  try {
    const { message: sent } = await line.ask({
      type: "send_message", conversation_id: conversation.id, id, content, ...(reply_to && { reply_to }),
    });
    // Our own event may come before or after this answer; both go through the same numbered door.
    hear({ type: "new_message", conversation_id: conversation.id, seq: sent.seq, message: sent });
  } catch (problem) {
    if (problem.code === "line_lost" || !conversation.pending.has(id)) return;
    conversation.pending.set(id, { ...message, failed: problem.message });
    changed();
  }
}

export function discard(conversation, message) {
  conversation.pending.delete(message.id);
  changed();
}

/** Anything else that is asked over the socket; a refusal becomes a notice. */
export const ask = (frame) => line.ask(frame).then(() => true, (problem) => { say(problem.message); return false; });

export const tellTyping = (conversation, typing) =>
  line?.tell({ type: typing ? "start_typing" : "stop_typing", conversation_id: conversation.id });

export function markRead(conversation) {
  const ordinal = lastOrdinal(conversation);
  if (state.line !== "live" || !ordinal || ordinal <= conversation.read) return;
  read(conversation, state.me.id, ordinal);
  line.ask({ type: "mark_read", conversation_id: conversation.id, ordinal }).catch(() => {});
  changed();
}

/** Time first, then chance: ids that sort by when they were made. */
function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let i = 5; i >= 0; i--, time = Math.floor(time / 256)) bytes[i] = time % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
