// What outlives the tab: unsent messages, and what opens without a network. IndexedDB where there is one, memory elsewhere.

/** Named shelves of records, each under a key. */
export interface Storage {
  get<T>(shelf: Shelf, key: string): Promise<T | undefined>;
  all<T>(shelf: Shelf): Promise<T[]>;
  put(shelf: Shelf, key: string, record: unknown): Promise<void>;
  delete(shelf: Shelf, key: string): Promise<void>;
  clear(): Promise<void>;
}

export type Shelf = "outbox" | "conversations" | "people" | "about";
const SHELVES: Shelf[] = ["outbox", "conversations", "people", "about"];

/** Gone with the program. */
export function memoryStorage(): Storage {
  const shelves = new Map(SHELVES.map((shelf) => [shelf, new Map<string, unknown>()]));
  return {
    get: async <T>(shelf: Shelf, key: string) => shelves.get(shelf)!.get(key) as T | undefined,
    all: async <T>(shelf: Shelf) => [...shelves.get(shelf)!.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record as T),
    put: async (shelf, key, record) => { shelves.get(shelf)!.set(key, structuredClone(record)); },
    delete: async (shelf, key) => { shelves.get(shelf)!.delete(key); },
    clear: async () => { for (const shelf of shelves.values()) shelf.clear(); },
  };
}

/** Kept by the browser under this name until it is cleared. Records come back in the order of their keys. */
export function browserStorage(name: string): Storage {
  let opened: Promise<IDBDatabase> | undefined;
  const open = () => (opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => { for (const shelf of SHELVES) request.result.createObjectStore(shelf); };
    request.onsuccess = () => {
      // Another tab clears or upgrades: let go, and open again when asked.
      request.result.onversionchange = () => { request.result.close(); opened = undefined; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  }).catch((error) => { opened = undefined; throw error; }));

  const act = async <T>(mode: IDBTransactionMode, shelves: Shelf[], ask: (transaction: IDBTransaction) => IDBRequest<T> | void): Promise<T> => {
    // "strict": written through to the disk before it counts; a crash must not lose what was typed offline.
    const transaction = (await open()).transaction(shelves, mode, { durability: "strict" });
    return new Promise((resolve, reject) => {
      const request = ask(transaction);
      transaction.oncomplete = () => resolve(request ? request.result : undefined as T);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    get: (shelf, key) => act("readonly", [shelf], (transaction) => transaction.objectStore(shelf).get(key)),
    all: (shelf) => act("readonly", [shelf], (transaction) => transaction.objectStore(shelf).getAll()),
    put: (shelf, key, record) => act<IDBValidKey>("readwrite", [shelf], (transaction) => transaction.objectStore(shelf).put(record, key)).then(() => {}),
    delete: (shelf, key) => act<undefined>("readwrite", [shelf], (transaction) => transaction.objectStore(shelf).delete(key)),
    clear: () => act<void>("readwrite", SHELVES, (transaction) => { for (const shelf of SHELVES) transaction.objectStore(shelf).clear(); }),
  };
}
