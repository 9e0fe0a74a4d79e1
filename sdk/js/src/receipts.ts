import { Mark } from "./marks.ts";
import type { Positions } from "./positions.ts";
import type { UserId } from "./protocol.ts";
import type { Summary } from "./summary.ts";

const READ_PACE = 250; // ms
const DELIVERED_PACE = 1_000;

/** Says for the person how far they have read a conversation, and what has reached this device; kept until there is a line. */
export class Receipts {
  readonly #me: () => UserId;
  readonly #summary: Summary;
  readonly #positions: Positions;
  readonly #read: Mark;
  readonly #delivered: Mark;

  constructor(
    ask: (what: "mark_read" | "mark_delivered", ordinal: number) => Promise<unknown>, isLive: () => boolean, me: () => UserId, summary: Summary, positions: Positions) {
    this.#me = me;
    this.#summary = summary;
    this.#positions = positions;
    this.#read = new Mark((ordinal) => ask("mark_read", ordinal), READ_PACE, isLive);
    this.#delivered = new Mark((ordinal) => ask("mark_delivered", ordinal), DELIVERED_PACE, isLive);
  }

  /** Tells what is untold. */
  tell = (): Promise<unknown> => Promise.all([this.#read.tell(), this.#delivered.tell()]);

  markRead(ordinal: number): void {
    const { my, lastOrdinal } = this.#summary;
    if (!my || (ordinal <= my.read_ordinal && my.unread_from === undefined)) return;
    this.#summary.setMy({
      ...my, read_ordinal: Math.max(ordinal, my.read_ordinal), unread_mentions: ordinal >= lastOrdinal ? 0 : my.unread_mentions, unread_from: undefined,
    });
    this.tellRead(ordinal);
  }

  tellRead(ordinal: number): void { this.#read.set(ordinal); }

  /** What was read a moment ago and not told is not told any more. */
  forgetRead(): void { this.#read.forget(); }

  /** What the list shows has reached this device. */
  async tellDelivered(): Promise<void> {
    const { last_message: last, unread_count } = this.#summary.view.get();
    if (last && unread_count && last.sender_id !== this.#me()) this.received(last.ordinal);
    await this.#delivered.tell();
  }

  /** A message of somebody else has arrived: told where there are few members, unless another device has told it or it has been read. */
  received(ordinal: number): void {
    if (this.#summary.isSmall && (this.#positions.of(this.#me())?.delivered ?? this.#summary.my?.read_ordinal ?? 0) < ordinal) this.#delivered.set(ordinal);
  }
}
