import type { ParleyError } from "./errors.ts";
import type { ConversationEvent } from "./protocol.ts";

const FILL_GAP_AFTER = 400; // ms: those that are on their way come by themselves

/** Where numbered events go to, and where missing ones come from. */
export interface Numbered {
  isLive(): boolean;
  /** Everything is being read afresh: what is missing comes with it. */
  isStartingOver(): boolean;
  /** Its turn has come. */
  happen(event: ConversationEvent): void;
  /** All whose turn it is have happened. */
  settled(): void;
  askAfter(seq: number): Promise<{ items: ConversationEvent[]; has_more: boolean }>;
  /** The missing ones are not to be had. */
  refused(error: ParleyError): void | Promise<void>;
}

/** Puts numbered events in order, each once: one that comes too early is held until those before it are here, and they are asked for. */
export class Sequence {
  readonly #owner: Numbered;
  readonly #held = new Map<number, ConversationEvent>();
  #seq: number;
  #isFilling = false;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(seq: number, owner: Numbered) {
    this.#seq = seq;
    this.#owner = owner;
  }

  /** The number up to which everything is known. */
  get seq(): number { return this.#seq; }

  apply(event: ConversationEvent): void {
    if (event.seq > this.#seq) this.#held.set(event.seq, event);
    this.goOn();
  }

  /** Everything up to here has been read afresh; `goOn` when it is taken in. */
  startAt(seq: number): void { this.#seq = seq; }

  /** Makes happen what is next. */
  goOn(): void {
    for (let next; (next = this.#held.get(this.#seq + 1)); ) {
      this.#held.delete(next.seq);
      this.#seq = next.seq;
      this.#owner.happen(next);
    }
    for (const seq of this.#held.keys()) if (seq <= this.#seq) this.#held.delete(seq);
    if (this.#held.size > 0 && this.#owner.isLive()) this.#gapTimer ??= setTimeout(() => { this.#gapTimer = undefined; void this.#fillGap(); }, FILL_GAP_AFTER);
    this.#owner.settled();
  }

  /** Numbers are missing while the line is up: ask for them. */
  async #fillGap(): Promise<void> {
    if (this.#held.size === 0 || this.#isFilling || this.#owner.isStartingOver() || !this.#owner.isLive()) return;
    this.#isFilling = true;
    try {
      for (let more = true; more && this.#held.size > 0; ) {
        const page = await this.#owner.askAfter(this.#seq);
        for (const event of page.items) this.apply(event);
        more = page.has_more;
      }
    } catch (error) {
      await this.#owner.refused(error as ParleyError);
    } finally {
      this.#isFilling = false;
    }
  }

  end(): void { clearTimeout(this.#gapTimer); }
}
