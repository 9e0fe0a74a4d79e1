import { Derived, type Cell } from "./cell.ts";
import type { ParleyError } from "./errors.ts";
import type { OutboxEntry } from "./outbox.ts";
import type { ConversationEvent, MessageId, MessagePage, MessageView, ReactionView, UserId } from "./protocol.ts";

/** A message as it is shown; `sending` while the server has not acknowledged it. */
export interface TimelineItem { readonly message: MessageView; readonly sending?: OutboxEntry }

/** A stretch of a conversation without holes, in order. */
export interface TimelineView {
  readonly items: readonly TimelineItem[];
  /** Whether anything is known yet. */
  readonly loaded: boolean;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly loading: "before" | "after" | "all" | undefined;
  readonly error: ParleyError | undefined;
}

/** What the person changed a moment ago and the server has not confirmed. */
export type Overlay = Map<MessageId, (message: MessageView) => MessageView>;

const KEPT = 2_000; // messages in one stretch; far ones are let go and loaded again

/** A stretch of messages that events keep true: a conversation's timeline, or the replies of a thread. */
export class Timeline {
  readonly #me: () => UserId;
  readonly #belongs: (message: MessageView) => boolean;
  #messages: MessageView[] = [];
  #loaded = false;
  #hasBefore = false;
  #hasAfter = false;
  #loading: TimelineView["loading"];
  #error: ParleyError | undefined;
  /** Messages that events changed while a page was under way: nobody knows whether the page has the change. */
  #touched: Set<MessageId> | undefined;
  readonly #view: Derived<TimelineView>;
  #items = new Map<MessageId, TimelineItem>();

  constructor(me: () => UserId, belongs: (message: MessageView) => boolean, overlay: Overlay, sending: () => readonly TimelineItem[]) {
    this.#me = me;
    this.#belongs = belongs;
    this.#view = new Derived<TimelineView>(() => {
      const items = new Map<MessageId, TimelineItem>();
      for (const held of this.#messages) {
        const message = overlay.get(held.id)?.(held) ?? held;
        const before = this.#items.get(held.id);
        items.set(held.id, before?.message === message && !before.sending ? before : { message });
      }
      if (!this.#hasAfter) for (const item of sending()) if (belongs(item.message) && !items.has(item.message.id)) items.set(item.message.id, item);
      this.#items = items;
      return {
        items: [...items.values()], loaded: this.#loaded, hasBefore: this.#hasBefore, hasAfter: this.#hasAfter, loading: this.#loading, error: this.#error,
      };
    });
  }

  get view(): Cell<TimelineView> { return this.#view; }
  get messages(): readonly MessageView[] { return this.#messages; }
  get isLoaded(): boolean { return this.#loaded; }
  get isAtEnd(): boolean { return this.#loaded && !this.#hasAfter; }
  changed(): void { this.#view.stale(); }

  /** Starts afresh with these. */
  fill(page: MessagePage): void {
    this.#messages = page.items;
    this.#hasBefore = page.has_more_before;
    this.#hasAfter = page.has_more_after;
    this.#loaded = true;
    this.changed();
  }

  forget(): void {
    this.#loaded = false;
    this.changed();
  }

  /** Loads by `ask` and takes the answer in; answers the ids that must be read again. One load at a time; a second is dropped. */
  async load(which: NonNullable<TimelineView["loading"]>, ask: () => Promise<MessagePage>, last: () => number): Promise<MessageId[]> {
    if (this.#loading || (which === "before" && !this.#hasBefore) || (which === "after" && !this.#hasAfter)) return [];
    this.#loading = which;
    this.#error = undefined;
    this.#touched = new Set();
    this.changed();
    try {
      const page = await ask();
      if (which === "all") this.fill(page);
      else if (which === "before") {
        const first = this.#messages[0]?.ordinal ?? Infinity;
        this.#messages = [...page.items.filter(({ ordinal }) => ordinal < first), ...this.#messages];
        this.#hasBefore = page.has_more_before;
        if (this.#messages.length > KEPT) [this.#messages, this.#hasAfter] = [this.#messages.slice(0, KEPT), true];
      } else {
        const end = this.#messages.at(-1)?.ordinal ?? 0;
        this.#messages = [...this.#messages, ...page.items.filter(({ ordinal }) => ordinal > end)];
        this.#hasAfter = page.has_more_after;
        if (this.#messages.length > KEPT) [this.#messages, this.#hasBefore] = [this.#messages.slice(-KEPT), true];
      }
      // Something was said while the page was under way: the end is further on.
      if (!this.#hasAfter && (this.#messages.at(-1)?.ordinal ?? 0) < last()) this.#hasAfter = true;
      const known = new Set(page.items.map(({ id }) => id));
      return [...this.#touched].filter((id) => known.has(id));
    } catch (error) {
      this.#error = error as ParleyError;
      return [];
    } finally {
      this.#loading = undefined;
      this.#touched = undefined;
      this.changed();
    }
  }

  /** Puts a message in the place of the one with its id. */
  replace(message: MessageView): void {
    this.#change(message.id, () => message);
  }

  #change(id: MessageId, alter: (message: MessageView) => MessageView, quote?: Partial<MessageView["quote"] & object>): void {
    this.#touched?.add(id);
    let hit = false;
    const messages = this.#messages.map((message) => {
      if (message.id === id) { hit = true; return alter(message); }
      if (quote && message.reply_to === id && message.quote) { hit = true; return { ...message, quote: { ...message.quote, ...quote } }; }
      return message;
    });
    if (!hit) return;
    this.#messages = messages;
    this.changed();
  }

  /** Makes happen what an event tells. Events come in order, each once. */
  apply(event: ConversationEvent): void {
    switch (event.type) {
      case "new_message": {
        const { message } = event;
        if (message.reply_to) this.#change(message.reply_to, (one) => ({ ...one, reply_count: one.reply_count + 1 }));
        if (!this.isAtEnd || !this.#belongs(message) || this.#messages.some(({ id }) => id === message.id)) return;
        this.#messages = [...this.#messages.slice(-KEPT), message];
        if (this.#messages.length > KEPT) this.#hasBefore = true;
        return this.changed();
      }
      case "message_updated": {
        const { message } = event;
        this.#change(message.id, (old) => ({ ...message, reactions: withMine(message, old) }), { content: message.content, deleted_at: message.deleted_at });
        if (event.restored && message.reply_to) this.#change(message.reply_to, (one) => ({ ...one, reply_count: one.reply_count + 1 }));
        return;
      }
      case "message_deleted": {
        const gone = this.#messages.find(({ id }) => id === event.message_id);
        this.#change(event.message_id, (message) => deleted(message, event.deleted_at), { content: "", deleted_at: event.deleted_at });
        if (gone?.reply_to && !gone.deleted_at) this.#change(gone.reply_to, (one) => ({ ...one, reply_count: Math.max(0, one.reply_count - 1) }));
        return;
      }
      case "reaction_added": return this.#change(event.reaction.message_id, (message) => react(message, event.reaction, 1, this.#me()));
      case "reaction_removed": return this.#change(event.reaction.message_id, (message) => react(message, event.reaction, -1, this.#me()));
      case "message_pinned": return this.#change(event.message_id, (message) => ({ ...message, pinned_at: event.pinned_at }));
      case "message_unpinned": return this.#change(event.message_id, ({ pinned_at: _, ...message }) => message);
    }
  }
}

export const deleted = (message: MessageView, at: string): MessageView =>
  ({ ...message, content: "", attachments: [], reactions: [], link_previews: undefined, pinned_at: undefined, deleted_at: at });

/** An event speaks to everybody and cannot say which reactions are one's own. */
const withMine = (message: MessageView, old: MessageView) =>
  message.reactions.map((reaction) => ({ ...reaction, mine: old.reactions.find(({ emoji }) => emoji === reaction.emoji)?.mine ?? false }));

/** Counts one person's reaction in or out. */
export function react(message: MessageView, { user_id, emoji }: Pick<ReactionView, "user_id" | "emoji">, by: 1 | -1, me: UserId): MessageView {
  const old = message.reactions.find((reaction) => reaction.emoji === emoji);
  if (!old && by < 0) return message;
  const next = { emoji, count: (old?.count ?? 0) + by, mine: user_id === me ? by > 0 : old?.mine ?? false };
  const reactions = old ? message.reactions.map((reaction) => (reaction === old ? next : reaction)) : [...message.reactions, next];
  return { ...message, reactions: reactions.filter(({ count }) => count > 0) };
}
