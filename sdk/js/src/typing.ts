import { Value, type Cell } from "./cell.ts";
import type { UserId } from "./protocol.ts";

const ENDS = 6_000; // ms after which somebody types no more unless they say so again
const AGAIN = 3_000;

/** Who types in a conversation: the others as they say it, oneself as it is told to them. */
export class Typing {
  readonly #me: () => UserId;
  readonly #tell: (isTyping: boolean) => void;
  readonly #who = new Value<readonly UserId[]>([]);
  readonly #ends = new Map<UserId, ReturnType<typeof setTimeout>>();
  #toldAt = 0;

  constructor(me: () => UserId, tell: (isTyping: boolean) => void) {
    this.#me = me;
    this.#tell = tell;
  }

  /** Without oneself. */
  get who(): Cell<readonly UserId[]> { return this.#who; }

  /** Somebody types, or not any more; silence ends it as well. */
  heard(user: UserId, isTyping: boolean): void {
    if (user === this.#me()) return;
    clearTimeout(this.#ends.get(user));
    if (isTyping) this.#ends.set(user, setTimeout(() => this.heard(user, false), ENDS));
    else this.#ends.delete(user);
    const who = [...this.#ends.keys()];
    if (who.join() !== this.#who.get().join()) this.#who.set(who);
  }

  /** The line is gone: nobody would say when somebody stops. */
  silence(): void {
    for (const user of [...this.#ends.keys()]) this.heard(user, false);
  }

  /** Told now and then, not with every letter. */
  begin(): void {
    if (Date.now() - this.#toldAt < AGAIN) return;
    this.#toldAt = Date.now();
    this.#tell(true);
  }

  stop(): void {
    if (!this.#toldAt) return;
    this.#toldAt = 0;
    this.#tell(false);
  }
}
