import { Value, type Cell } from "./cell.ts";
import type { UserId } from "./protocol.ts";
import type { TimelineItem } from "./timeline.ts";

/** How far a member has come: the ordinal they have read, and the one that has reached a device of theirs. */
export interface Reached { readonly read: number; readonly delivered: number }

/** How far a message of one's own has come. */
export type Standing = "waiting" | "sent" | "delivered" | "read" | "failed";

/** How far each member has come; nobody ever goes back. */
export class Positions {
  readonly #reached = new Value<ReadonlyMap<UserId, Reached>>(new Map());

  get reached(): Cell<ReadonlyMap<UserId, Reached>> { return this.#reached; }
  of(user: UserId): Reached | undefined { return this.#reached.get().get(user); }

  /** Who has read something has received it as well. */
  advance(user: UserId, to: Partial<Reached>): void {
    const { read = 0, delivered = 0 } = this.of(user) ?? {};
    const next = { read: Math.max(read, to.read ?? 0), delivered: Math.max(delivered, to.delivered ?? 0, to.read ?? 0) };
    if (next.read !== read || next.delivered !== delivered) this.#reached.set(new Map(this.#reached.get()).set(user, next));
  }

  /** How far the message of `me` has come. */
  standing({ message, sending }: TimelineItem, me: UserId): Standing {
    if (sending) return sending.failure ? "failed" : "waiting";
    let standing: Standing = "sent";
    for (const [user, { read, delivered }] of this.#reached.get()) {
      if (user === me) continue;
      if (read >= message.ordinal) return "read";
      if (delivered >= message.ordinal) standing = "delivered";
    }
    return standing;
  }
}
