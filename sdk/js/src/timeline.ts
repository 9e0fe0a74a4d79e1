import { alike, Derived, type Cell } from "./cell.ts";
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
const QUOTED = 200; // letters of a quote

/**
 * A stretch of messages that events keep true: a conversation's timeline, or the replies of a thread. A page says at which number it was
 * read, so an event is applied to exactly the messages whose page does not have it yet, whichever of the two was quicker.
 */
export class Timeline {
  readonly #me: () => UserId;
  readonly #belongs: (message: MessageView) => boolean;
  readonly #view: Derived<TimelineView>;
  #messages: readonly MessageView[] = [];
  /** The number at which each message that came in a page was read; those that came live have been true from the start. */
  #readAt = new Map<MessageId, number>();
  /** The greatest of them. */
  #aheadTo = 0;
  #loaded = false;
  #hasBefore = false;
  #hasAfter = false;
  #load: { readonly which: NonNullable<TimelineView["loading"]>; readonly heard: ConversationEvent[] } | undefined;
  #error: ParleyError | undefined;
  #items = new Map<MessageId, TimelineItem>();
  #list: readonly TimelineItem[] = [];

  constructor(me: () => UserId, belongs: (message: MessageView) => boolean, overlay: Overlay, sending: () => readonly TimelineItem[]) {
    this.#me = me;
    this.#belongs = belongs;
    this.#view = new Derived<TimelineView>(() => {
      const items = new Map<MessageId, TimelineItem>();
      const show = (item: TimelineItem) => {
        const before = this.#items.get(item.message.id);
        items.set(item.message.id, before?.message === item.message && before.sending === item.sending ? before : item);
      };
      for (const held of this.#messages) show({ message: overlay.get(held.id)?.(held) ?? held });
      if (!this.#hasAfter) for (const item of sending()) if (belongs(item.message) && !items.has(item.message.id)) show(item);
      this.#items = items;
      const list = [...items.values()];
      if (!alike(list, this.#list)) this.#list = list;
      return {
        items: this.#list, loaded: this.#loaded, hasBefore: this.#hasBefore, hasAfter: this.#hasAfter, loading: this.#load?.which, error: this.#error,
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
    this.#messages = [];
    this.#readAt = new Map();
    this.#aheadTo = 0;
    this.#loaded = true;
    this.#take("all", page, []);
  }

  /** What is shown stays until there is something better, but counts as unknown. */
  forget(): void {
    this.#loaded = false;
    this.#load = undefined;
    this.changed();
  }

  /**
   * Loads by `ask` and takes the answer in. `all` begins afresh and takes the place of whatever is under way; a further page is dropped while
   * something is under way.
   */
  async load(which: NonNullable<TimelineView["loading"]>, ask: () => Promise<MessagePage>): Promise<void> {
    if (which !== "all" && (this.#load || !this.#loaded || !(which === "before" ? this.#hasBefore : this.#hasAfter))) return;
    const load = (this.#load = { which, heard: [] as ConversationEvent[] });
    this.#error = undefined;
    this.changed();
    try {
      const page = await ask();
      if (this.#load !== load) return;
      if (which === "all") this.fill(page);
      else this.#take(which, page, load.heard);
      if (which === "all") for (const event of load.heard) if (event.seq > page.last_seq) this.#happen(event);
    } catch (error) {
      if (this.#load === load) this.#error = error as ParleyError;
    } finally {
      if (this.#load === load) {
        this.#load = undefined;
        this.changed();
      }
    }
  }

  #take(which: NonNullable<TimelineView["loading"]>, page: MessagePage, heard: readonly ConversationEvent[]): void {
    const [first, last] = [this.#messages[0]?.ordinal ?? Infinity, this.#messages.at(-1)?.ordinal ?? 0];
    const added = page.items.filter(({ ordinal }) => (which === "before" ? ordinal < first : ordinal > last));
    this.#aheadTo = Math.max(this.#aheadTo, page.last_seq);
    for (const { id } of added) this.#readAt.set(id, page.last_seq);
    if (which !== "after") this.#hasBefore = page.has_more_before;
    if (which !== "before") this.#hasAfter = page.has_more_after;
    const all = which === "before" ? [...added, ...this.#messages] : [...this.#messages, ...added];
    this.#messages = all;
    const ids = new Set(added.map(({ id }) => id));
    for (const event of heard) if (event.seq > page.last_seq) this.#happen(event, ids);
    this.#trim(which === "before");
    this.changed();
  }

  #trim(fromEnd: boolean): void {
    const over = this.#messages.length - KEPT;
    if (over <= 0) return;
    const kept = [...this.#messages];
    for (const { id } of fromEnd ? kept.splice(KEPT) : kept.splice(0, over)) this.#readAt.delete(id);
    this.#messages = kept;
    if (fromEnd) this.#hasAfter = true;
    else this.#hasBefore = true;
  }

  /** Makes happen what an event tells. Events come in order, each once. */
  apply(event: ConversationEvent): void {
    this.#load?.heard.push(event);
    this.#happen(event);
  }

  #happen(event: ConversationEvent, only?: ReadonlySet<MessageId>): void {
    const gone = event.type === "message_deleted" ? this.#messages.find(({ id }) => id === event.message_id) : undefined;
    let hit = false;
    const messages = this.#messages.map((message) => {
      if ((only && !only.has(message.id)) || event.seq <= (this.#readAt.get(message.id) ?? 0)) return message;
      const next = after(message, event, this.#me(), gone?.reply_to);
      hit ||= next !== message;
      return next;
    });
    if (event.type === "new_message" && this.isAtEnd && this.#belongs(event.message) && !messages.some(({ id }) => id === event.message.id)) {
      messages.push(event.message);
      hit = true;
    }
    if (!hit) return;
    this.#messages = messages;
    this.#trim(false);
    this.changed();
  }

  /** The newest messages, if they are what they were at the number `seq`. */
  newest(count: number, seq: number): MessagePage | undefined {
    if (!this.isAtEnd || this.#aheadTo > seq) return undefined;
    return { items: this.#messages.slice(-count), has_more_before: this.#hasBefore || this.#messages.length > count, has_more_after: false, last_seq: seq };
  }
}

/** What an event makes of a message: itself, when it is not about it. `answered`: the message that the deleted one was a reply to. */
export function after(message: MessageView, event: ConversationEvent, me: UserId, answered?: MessageId | null): MessageView {
  const { id } = message;
  switch (event.type) {
    case "new_message": return event.message.reply_to === id ? replied(message, 1) : message;
    case "message_updated": {
      const { message: now, restored } = event;
      if (now.id === id) return { ...now, reactions: withMine(now, message) };
      return restored && now.reply_to === id ? replied(message, 1) : quoting(message, now.id, now.content, now.deleted_at);
    }
    case "message_deleted":
      if (event.message_id === id) return deleted(message, event.deleted_at);
      return answered === id ? replied(message, -1) : quoting(message, event.message_id, "", event.deleted_at);
    case "reaction_added": return event.reaction.message_id === id ? react(message, event.reaction, 1, me) : message;
    case "reaction_removed": return event.reaction.message_id === id ? react(message, event.reaction, -1, me) : message;
    case "message_pinned": return event.message_id === id ? { ...message, pinned_at: event.pinned_at } : message;
    case "message_unpinned": return event.message_id === id ? { ...message, pinned_at: undefined } : message;
    default: return message;
  }
}

const replied = (message: MessageView, by: number): MessageView => ({ ...message, reply_count: Math.max(0, message.reply_count + by) });

/** A quote follows the message that it shows. */
const quoting = (message: MessageView, id: MessageId, content: string, deletedAt: string | null): MessageView => (message.quote?.message_id !== id ? message
  : { ...message, quote: { ...message.quote, content: [...content.slice(0, 2 * QUOTED)].slice(0, QUOTED).join(""), deleted_at: deletedAt } });

export const deleted = (message: MessageView, at: string): MessageView => ({
  ...message, content: "", metadata: null, attachments: [], reactions: [], mentions: [], mentions_all: null, link_previews: undefined, pinned_at: undefined, deleted_at: at,
});

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
