import type { ParleyError } from "./errors.ts";

const LATER = 2_000; // ms after a refusal that will pass

/** Tells the server how far somebody has come: only the furthest, one at a time and not too often, and again until it has been heard. */
export class Mark {
  readonly #ask: (ordinal: number) => Promise<unknown>;
  readonly #pace: number;
  readonly #isLive: () => boolean;
  #untold: number | undefined;
  #resting: ReturnType<typeof setTimeout> | true | undefined;

  constructor(ask: (ordinal: number) => Promise<unknown>, pace: number, isLive: () => boolean) {
    this.#ask = ask;
    this.#pace = pace;
    this.#isLive = isLive;
  }

  set(ordinal: number): void {
    this.#untold = Math.max(ordinal, this.#untold ?? 0);
    void this.tell();
  }

  /** What is untold is not told any more. */
  forget(): void { this.#untold = undefined; }

  /** Tells what is untold, as soon as there is a line. */
  async tell(): Promise<void> {
    const ordinal = this.#untold;
    if (ordinal === undefined || this.#resting || !this.#isLive()) return;
    this.#resting = true;
    this.#untold = undefined;
    let rest = this.#pace;
    try {
      await this.#ask(ordinal);
    } catch (error) {
      const { isPassing, retryAfter } = error as ParleyError;
      if (isPassing) {
        this.#untold = Math.max(ordinal, this.#untold ?? 0);
        rest = retryAfter ? retryAfter * 1000 : LATER;
      }
    }
    // A broken line ends the rest: whoever opens the next one calls `tell` again.
    this.#resting = this.#isLive() ? setTimeout(() => { this.#resting = undefined; void this.tell(); }, rest) : undefined;
  }
}
