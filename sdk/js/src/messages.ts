import { limits, type ConversationEvent, type ConversationId, type Listing, type MessageId, type MessagePage, type MessageView } from "./protocol.ts";
import type { Rest } from "./rest.ts";
import type { Timeline } from "./timeline.ts";

const PAGE = 50;

/** The messages of a conversation, read page by page: its timeline, and the replies of each thread that was asked for. */
export class Messages {
  readonly timeline: Timeline;
  readonly #conversation: ConversationId;
  readonly #rest: Rest;
  readonly #newTimeline: (belongs: (message: MessageView) => boolean) => Timeline;
  readonly #onPage: () => void;
  readonly #threads = new Map<MessageId, Timeline>();

  constructor(conversation: ConversationId, rest: Rest, newTimeline: (belongs: (message: MessageView) => boolean) => Timeline, onPage: () => void) {
    this.#conversation = conversation;
    this.#rest = rest;
    this.#newTimeline = newTimeline;
    this.#onPage = onPage;
    this.timeline = newTimeline(() => true);
  }

  get #all(): Timeline[] { return [this.timeline, ...this.#threads.values()]; }

  apply(event: ConversationEvent): void { for (const timeline of this.#all) timeline.apply(event); }
  changed(): void { for (const timeline of this.#all) timeline.changed(); }
  forget(): void { for (const timeline of this.#all) timeline.forget(); }
  find(id: MessageId): MessageView | undefined { return this.timeline.messages.find((message) => message.id === id); }
  /** The ordinal of the newest that is known. */
  get lastOrdinal(): number { return this.timeline.messages.at(-1)?.ordinal ?? 0; }
  /** What opens it without a network, if it is what it was at the number `seq`. */
  newest(seq: number): MessagePage | undefined { return this.timeline.newest(PAGE, seq); }

  /** Whatever was asked for and is not known. */
  async loadMissing(): Promise<void> {
    for (const [root, thread] of this.#threads) if (!thread.isLoaded) void this.#loadThread(root, thread);
    if (!this.timeline.isLoaded && !this.timeline.view.get().loading) await this.showLatest();
  }

  async showLatest(): Promise<void> {
    if (!this.timeline.isAtEnd) await this.#loadPage("all", {});
  }

  loadBefore = (): Promise<void> => this.#loadPage("before", { before: this.timeline.messages[0]?.ordinal, limit: PAGE });
  loadAfter = (): Promise<void> => this.#loadPage("after", { after: this.timeline.messages.at(-1)?.ordinal, limit: PAGE });
  showAround = (ordinal: number): Promise<void> => this.#loadPage("all", { around: ordinal, limit: PAGE });

  async #loadPage(which: "before" | "after" | "all", query: Record<string, number | undefined>): Promise<void> {
    await this.timeline.load(which, () => this.#rest.get<MessagePage>(`/conversations/${this.#conversation}/messages`, query));
    this.#onPage();
  }

  thread(root: MessageId): Timeline {
    let thread = this.#threads.get(root);
    if (!thread) {
      thread = this.#newTimeline((message) => message.reply_to === root);
      this.#threads.set(root, thread);
    }
    if (!thread.isLoaded && !thread.view.get().loading) void this.#loadThread(root, thread);
    return thread;
  }

  async #loadThread(root: MessageId, thread: Timeline): Promise<void> {
    let cursor: string | null | undefined;
    for (let asked: typeof cursor = null; cursor !== asked && cursor !== null; ) {
      asked = cursor;
      await thread.load(cursor ? "after" : "all", async () => {
        const page = await this.#rest.get<Listing<MessageView>>(`/messages/${root}/replies`, { cursor, limit: limits.pageItems });
        cursor = page.next_cursor;
        return { items: page.items, has_more_before: false, has_more_after: cursor !== null, last_seq: page.last_seq! };
      });
    }
  }
}
