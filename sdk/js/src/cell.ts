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
  for (const listener of listeners) call(listener, undefined);
}

/** Calls somebody else's function; what it throws is reported as its own, and harms neither the other listeners nor the state. */
export function call<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    setTimeout(() => { throw error; });
  }
}

function later(listeners: Iterable<() => void>): void {
  if (!due) {
    due = new Set();
    if (Date.now() - flushedAt >= BETWEEN_FLUSHES) queueMicrotask(flush);
    else setTimeout(flush, BETWEEN_FLUSHES);
  }
  for (const listener of listeners) due.add(listener);
}

class Watched {
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    const own = () => listener(); // the same function may subscribe twice
    this.#listeners.add(own);
    return () => { this.#listeners.delete(own); };
  };

  protected tell(): void {
    if (this.#listeners.size > 0) later(this.#listeners);
  }
}

/** A cell that its owner sets. */
export class Value<T> extends Watched implements Cell<T> {
  #value: T;

  constructor(value: T) {
    super();
    this.#value = value;
  }

  get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.tell();
  }
}

/** A cell that is worked out from other things, and only when somebody asks after `stale()` was called; the same again stays the same object. */
export class Derived<T extends object> extends Watched implements Cell<T> {
  readonly #make: () => T;
  #value: T | undefined;
  #fresh = false;

  constructor(make: () => T) {
    super();
    this.#make = make;
  }

  get = (): T => {
    if (!this.#fresh) {
      const next = this.#make();
      if (!this.#value || !alike(next, this.#value)) this.#value = next;
      this.#fresh = true;
    }
    return this.#value!;
  };

  stale(): void {
    this.#fresh = false;
    this.tell();
  }
}

/** Whether two objects, or two arrays, hold the same. */
export function alike(one: object, other: object): boolean {
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return keys.length === others.length && keys.every((key) => Object.is(one[key as never], other[key as never]));
}
