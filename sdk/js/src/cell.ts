// One changing value that anybody may read and watch: what React's useSyncExternalStore, a Vue ref or a plain callback need.

/** A value that changes. `get()` is always the present one; listeners hear of changes soon after, once for many. */
export interface Cell<T> {
  get(): T;
  /** Calls `listener` after changes; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

const BETWEEN_FLUSHES = 16; // ms: a burst of events draws once a frame, not once an event

let due: Set<() => void> | undefined;
let flushedAt = 0;

function flush(): void {
  const listeners = due!;
  due = undefined;
  flushedAt = Date.now();
  for (const listener of listeners) listener();
}

function later(listeners: Iterable<() => void>): void {
  if (!due) {
    due = new Set();
    if (Date.now() - flushedAt >= BETWEEN_FLUSHES) queueMicrotask(flush);
    else setTimeout(flush, BETWEEN_FLUSHES);
  }
  for (const listener of listeners) due.add(listener);
}

/** A cell that its owner sets. */
export class Value<T> implements Cell<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) { this.#value = value; }

  get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    later(this.#listeners);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };
}

/** A cell that is worked out from other things, and only when somebody asks after `stale()` was called. */
export class Derived<T> implements Cell<T> {
  readonly #make: (before: T | undefined) => T;
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;
  #fresh = false;

  constructor(make: (before: T | undefined) => T) { this.#make = make; }

  get = (): T => {
    if (!this.#fresh) {
      this.#value = this.#make(this.#value);
      this.#fresh = true;
    }
    return this.#value!;
  };

  stale = (): void => {
    this.#fresh = false;
    later(this.#listeners);
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };
}
