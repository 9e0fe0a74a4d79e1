const GUESS = 56; // px, until something was measured
const SAMPLE = 400;

/**
 * Where rows of unknown heights stand on a long canvas. It is laid out around one row, whose place stays: rows that come before it and heights
 * that turn out differently above it move only what stands above. So nothing that is seen ever moves, and the scroll position is never
 * corrected while somebody scrolls, which browsers count as a layout shift and phones answer with a jerk.
 */
export class Stack {
  readonly #heights = new Map<string, number>();
  #keys: readonly string[] = [];
  #places = new Map<string, number>();
  #tops = new Float64Array(1);
  #sum = 0;
  #measured = 0;

  get keys(): readonly string[] { return this.#keys; }
  get count(): number { return this.#keys.length; }
  /** Where the first row begins, and where the last one ends. */
  get start(): number { return this.#tops[0]!; }
  get end(): number { return this.#tops[this.#keys.length]!; }
  /** The height of a row that was never seen. */
  get guess(): number { return this.#measured > 0 ? this.#sum / this.#measured : GUESS; }

  indexOf = (key: string): number => this.#places.get(key) ?? -1;
  topOf = (at: number): number => this.#tops[at]!;
  heightOf = (at: number): number => this.#tops[at + 1]! - this.#tops[at]!;
  isMeasured = (key: string): boolean => this.#heights.has(key);

  /** Lays these rows out; the row at `at` begins at `top`. */
  place(keys: readonly string[], at: number, top: number): void {
    if (keys !== this.#keys) {
      this.#keys = keys;
      this.#places = new Map(keys.map((key, index) => [key, index]));
      this.#tops = new Float64Array(keys.length + 1);
    }
    const tops = this.#tops, guess = this.guess;
    tops[Math.min(at, keys.length)] = top;
    for (let index = at; index < keys.length; index++) tops[index + 1] = tops[index]! + (this.#heights.get(keys[index]!) ?? guess);
    for (let index = at - 1; index >= 0; index--) tops[index] = tops[index + 1]! - (this.#heights.get(keys[index]!) ?? guess);
  }

  /** Takes in heights as they are; answers whether any is another than was thought. */
  learn(sizes: Iterable<readonly [key: string, height: number]>): boolean {
    let changed = false;
    for (const [key, height] of sizes) {
      const before = this.#heights.get(key);
      if (before !== undefined && Math.abs(before - height) < 0.5) continue;
      if (before === undefined && this.#measured < SAMPLE) { this.#sum += height; this.#measured++; }
      this.#heights.set(key, height);
      changed = true;
    }
    return changed;
  }

  /** The row at this height of the canvas: the first that ends below it. */
  find(y: number): number {
    let low = 0, high = this.#keys.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tops[middle + 1]! > y) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The row that keeps its place when `keys` come instead: the one at `y`, or the nearest that is still there. */
  anchor(keys: readonly string[], y: number): { at: number; top: number } | undefined {
    if (this.count === 0) return undefined;
    const here = this.find(y);
    if (keys === this.#keys) return { at: here, top: this.topOf(here) };
    const next = new Map(keys.map((key, index) => [key, index]));
    for (let off = 0; off < this.count; off++)
      for (const index of [here + off, here - off]) {
        const at = next.get(this.#keys[index] ?? "");
        if (at !== undefined) return { at, top: this.topOf(index) };
      }
    return undefined;
  }
}
