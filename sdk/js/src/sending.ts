import type { OutboxEntry } from "./outbox.ts";
import type { ConversationId, MessageId, MessageView, UserId } from "./protocol.ts";
import type { TimelineItem } from "./timeline.ts";

/** The person's messages that are on their way into a conversation: waiting in the outbox, or acknowledged and their event not here yet. */
export class Sending {
  readonly #conversation: ConversationId;
  readonly #me: () => UserId;
  readonly #waiting: () => readonly OutboxEntry[];
  readonly #seq: () => number;
  readonly #find: (id: MessageId) => MessageView | undefined;
  readonly #acknowledged = new Map<MessageId, MessageView>();

  /** `seq`: the number up to which events are here; `find`: a message that is shown. */
  constructor(
    conversation: ConversationId, me: () => UserId, waiting: () => readonly OutboxEntry[], seq: () => number, find: (id: MessageId) => MessageView | undefined) {
    this.#conversation = conversation;
    this.#me = me;
    this.#waiting = waiting;
    this.#seq = seq;
    this.#find = find;
  }

  get items(): TimelineItem[] {
    for (const { id, seq } of this.#acknowledged.values()) if (seq <= this.#seq()) this.#acknowledged.delete(id);
    const sent = [...this.#acknowledged.values()].map((message) => ({ message }));
    const waiting = this.#waiting().filter(({ conversation_id: id }) => id === this.#conversation)
      .map((entry) => ({ message: this.#asMessage(entry), sending: entry }));
    return [...sent, ...waiting];
  }

  acknowledged(message: MessageView): void {
    if (message.seq > this.#seq()) this.#acknowledged.set(message.id, message);
  }

  /** What was acknowledged comes with everything else that is read afresh. */
  startOver(): void { this.#acknowledged.clear(); }

  #asMessage(entry: OutboxEntry): MessageView {
    const target = entry.reply_to && this.#find(entry.reply_to);
    return {
      id: entry.id, conversation_id: this.#conversation, seq: 0, ordinal: 0, sender_id: this.#me(), message_type: entry.message_type ?? "text", content: entry.content,
      reply_to: entry.reply_to ?? null, forward_from: entry.forward_from ?? null, attachments: entry.attachments ?? [], mentions: [], reactions: [],
      reply_count: 0, metadata: entry.metadata ?? null, created_at: entry.created_at, edited_at: null, deleted_at: null,
      quote: target ? { message_id: target.id, sender_id: target.sender_id, message_type: target.message_type, content: target.content, deleted_at: target.deleted_at } : null,
      forwarded: null, mentions_all: null,
    };
  }
}
