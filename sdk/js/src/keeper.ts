import type { Conversation, KeptConversation } from "./conversation.ts";
import type { Conversations } from "./conversations.ts";
import type { People, Person } from "./people.ts";
import type { UserId } from "./protocol.ts";
import type { Storage } from "./storage.ts";

const KEEP_AFTER = 1_000; // ms
const SENDERS = 50; // messages of a conversation whose senders are kept

/** Keeps the latest conversations, and the people in them, for opening without a network. */
export class Keeper {
  readonly #conversations: Conversations;
  readonly #people: People;
  readonly #count: number;
  readonly #changed = new Set<Conversation>();
  readonly #peopleKept = new Map<UserId, Person>();
  #storage: Storage | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(conversations: Conversations, people: People, count: number) {
    this.#conversations = conversations;
    this.#people = people;
    this.#count = count;
  }

  /** Where things are kept, while somebody is here. */
  get storage(): Storage | undefined { return this.#storage; }

  open(storage: Storage): void {
    this.#storage = storage;
    globalThis.addEventListener?.("pagehide", this.#write);
  }

  /** What was kept. */
  async read(): Promise<{ people: Person[]; conversations: KeptConversation[] }> {
    const people = await this.#storage?.all<Person>("people").catch(() => []) ?? [];
    return { people, conversations: await this.#storage?.all<KeptConversation>("conversations").catch(() => []) ?? [] };
  }

  keep(conversation: Conversation): void {
    this.#changed.add(conversation);
    this.#timer ??= setTimeout(this.#write, KEEP_AFTER);
  }

  drop(conversation: Conversation): void {
    this.#changed.delete(conversation);
    void this.#storage?.delete("conversations", conversation.id).catch(() => {});
  }

  /** Writes at once what is due. */
  hurry(): void { if (this.#timer) this.#write(); }

  #write = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const storage = this.#storage;
    if (!storage || !this.#conversations.isListed) return;
    const latest = this.#conversations.list.get().slice(0, this.#count);
    for (const conversation of this.#changed) {
      if (!latest.includes(conversation)) continue;
      void storage.put("conversations", conversation.id, conversation.keep()).catch(() => {}); // a browser that keeps nothing works all the same
    }
    this.#changed.clear();
    void this.#writePeople(storage, latest);
  };

  async #writePeople(storage: Storage, latest: readonly Conversation[]): Promise<void> {
    const needed = new Set(latest.flatMap(({ view, timeline }) =>
      [...(view.get().direct_with ?? []).map(({ id }) => id), ...timeline.get().items.slice(-SENDERS).map(({ message }) => message.sender_id)]));
    for (const person of this.#people.known) {
      if (!needed.has(person.id) || this.#peopleKept.get(person.id) === person) continue;
      if (storage !== this.#storage) return; // signed out meanwhile: nothing more is kept
      this.#peopleKept.set(person.id, person);
      await storage.put("people", person.id, person).catch(() => {});
    }
  }

  close(): void {
    globalThis.removeEventListener?.("pagehide", this.#write);
    clearTimeout(this.#timer);
    this.#storage = this.#timer = undefined;
    this.#changed.clear();
    this.#peopleKept.clear();
  }
}
