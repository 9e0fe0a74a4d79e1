import type { Conversation } from "./conversation.ts";
import type { Conversations } from "./conversations.ts";
import type { Hearing } from "./hearing.ts";
import type { Line } from "./line.ts";
import type { ChatEvent, ConversationId, ConversationView } from "./protocol.ts";
import type { Rest } from "./rest.ts";

const RESUME_AT_ONCE = 1_000; // positions in a frame of 64 KiB
const RESUME_WITHIN = 60_000; // ms
const DELIVERED_TOLD = 50; // conversations, after a start

/** Brings the conversations up to date when there is a line: everything missed, in order; the list; then what shall open without a network. */
export class CatchUp {
  readonly #rest: Rest;
  readonly #conversations: Conversations;
  readonly #hearing: Hearing;
  readonly #aheadCount: number;
  /** While the list is loaded: what was said meanwhile of the person's own, and which conversations they lost. */
  #listing: { readonly said: ChatEvent[]; readonly lost: Set<ConversationId> } | undefined;
  #hasTold = false;

  /** `aheadCount`: how many of the latest are loaded though nobody looks at them. */
  constructor(rest: Rest, conversations: Conversations, hearing: Hearing, aheadCount: number) {
    this.#rest = rest;
    this.#conversations = conversations;
    this.#hearing = hearing;
    this.#aheadCount = aheadCount;
  }

  heard(event: ChatEvent): void { this.#listing?.said.push(event); }
  lost(conversation: Conversation): void { this.#listing?.lost.add(conversation.id); }

  /** Goes on as long as it is this line (`isCurrent`); tells how many of how many conversations are up to date. */
  async run(line: Line, isCurrent: () => boolean, onProgress: (done: number, total: number) => void): Promise<void> {
    const known = [...this.#conversations.list.get()];
    const total = known.length;
    onProgress(0, total);
    for (let i = 0; i < total; i += RESUME_AT_ONCE) {
      const positions = Object.fromEntries(known.slice(i, i + RESUME_AT_ONCE).map(({ id, seq }) => [id, seq]));
      await line.ask("resume", { positions }, RESUME_WITHIN);
      if (!isCurrent()) return;
      onProgress(Math.min(total, i + RESUME_AT_ONCE), total);
    }
    await this.#loadList(isCurrent); // for what is not kept
  }

  async #loadList(isCurrent: () => boolean): Promise<void> {
    const before = this.#conversations.list.get();
    const meanwhile = (this.#listing = { said: [] as ChatEvent[], lost: new Set<ConversationId>() });
    const views = await this.#rest.all<ConversationView>("/conversations");
    if (!isCurrent()) return;
    this.#listing = undefined;
    const mine = new Set<ConversationId>();
    for (const view of views) {
      mine.add(view.id);
      if (!view.my || meanwhile.lost.has(view.id)) continue;
      const known = this.#conversations.find(view.id);
      if (known) known.learn(view);
      else this.#conversations.know(view);
    }
    // Not on the list: lost while there was no line. One that moved while the pages were read is there all the same, so it is asked for.
    await Promise.all(before.filter(({ id }) => !mine.has(id) && this.#conversations.find(id)).map((conversation) => conversation.startOver()));
    if (!isCurrent()) return;
    this.#conversations.listed();
    for (const event of meanwhile.said) this.#hearing.hearOwn(event); // the list may be older than these
  }

  /** One after the other, so that what the person does goes first: what is shown, what is untold, what shall open without a network. */
  async loadAhead(isCurrent: () => boolean): Promise<void> {
    const list = this.#conversations.list.get();
    for (const conversation of this.#conversations.all) void conversation.refresh();
    const isFresh = !this.#hasTold;
    this.#hasTold = true;
    for (const [i, conversation] of list.entries()) {
      if (!isCurrent()) return;
      if (isFresh && i < DELIVERED_TOLD) await conversation.tellDelivered();
      if (i < this.#aheadCount && !conversation.timeline.get().loaded) await conversation.showLatest();
    }
  }

  /** Whoever comes next begins at the beginning. */
  reset(): void {
    this.#listing = undefined;
    this.#hasTold = false;
  }
}
