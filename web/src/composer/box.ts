import type { Cell } from "@parley/client";

/** A value of the composer's own that components watch like the client's cells; told at once, so that what is typed and what is seen agree. */
export class Box<T> implements Cell<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) { this.#value = value; }

  get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };
}
