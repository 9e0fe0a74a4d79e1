import { alike, Value, type Cell } from "./cell.ts";
import type { MemberView, PresenceView, UserId, UserView } from "./protocol.ts";
import type { Rest } from "./rest.ts";

/** What is known of a person; of somebody met as a member only, the rest is asked for when it is needed. */
export type Person = Pick<UserView, "id" | "username" | "display_name"> & Partial<UserView>;

const AT_ONCE = 100;

/** The people one has met, and how reachable they are. */
export class People {
  readonly #rest: Rest;
  readonly #people = new Map<UserId, Value<Person | undefined>>();
  readonly #presence = new Map<UserId, Value<PresenceView | undefined>>();
  readonly #asked = new Set<UserId>();
  readonly #wondered = new Set<UserId>();
  #wanted: Set<UserId> | undefined;

  constructor(rest: Rest) { this.#rest = rest; }

  /** A person by id; asked for once when nobody told. */
  person(id: UserId): Cell<Person | undefined> {
    const cell = this.#cell(this.#people, id);
    if (!cell.get() && !this.#asked.has(id)) {
      this.#asked.add(id);
      this.#rest.get<UserView>(`/users/${id}`).then((user) => this.meet(user), () => { this.#asked.delete(id); });
    }
    return cell;
  }

  /** Everybody met so far. */
  get known(): Person[] {
    return [...this.#people.values()].flatMap((cell) => cell.get() ?? []);
  }

  meet(...people: (UserView | MemberView | Person)[]): void {
    for (const person of people) {
      const id = "user_id" in person ? person.user_id : person.id;
      const cell = this.#cell(this.#people, id);
      const known = cell.get();
      if ("user_id" in person) {
        const { username, display_name } = person;
        if (known?.display_name !== display_name || known.username !== username) cell.set({ ...known, id, username, display_name });
      } else {
        const next = "account_type" in person ? person : { ...known, ...person }; // a status that is not there has ended
        if (!known || !alike(known, next)) cell.set(next);
      }
    }
  }

  /** How reachable a person is; asked for together with others. */
  presence(id: UserId): Cell<PresenceView | undefined> {
    const cell = this.#cell(this.#presence, id);
    if (!cell.get() && !this.#wondered.has(id)) {
      this.#wondered.add(id); // nothing is said of some: asked once a line
      this.#want(id);
    }
    return cell;
  }

  heard(presence: PresenceView): void {
    const { user_id, status, last_seen, current_conversation_id } = presence;
    this.#cell(this.#presence, user_id).set({ user_id, status, last_seen, current_conversation_id });
  }

  /** After a break nobody knows who came and went. */
  refresh(): void {
    for (const id of this.#presence.keys()) this.#want(id);
  }

  #want(id: UserId): void {
    if (!this.#wanted) {
      this.#wanted = new Set();
      setTimeout(() => { void this.#askPresence(); }, 20);
    }
    this.#wanted.add(id);
  }

  async #askPresence(): Promise<void> {
    const ids = [...this.#wanted!];
    this.#wanted = undefined;
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const answer = await this.#rest.get<{ items: PresenceView[] }>("/presence", { user_ids: ids.slice(i, i + AT_ONCE).join(",") }).catch(() => undefined);
      for (const presence of answer?.items ?? []) this.heard(presence); // unanswered: asked again when the line is back
    }
  }

  #cell<T>(map: Map<UserId, Value<T | undefined>>, id: UserId): Value<T | undefined> {
    let cell = map.get(id);
    if (!cell) map.set(id, (cell = new Value<T | undefined>(undefined)));
    return cell;
  }
}
