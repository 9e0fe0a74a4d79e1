import { Value, type Cell } from "./cell.ts";
import type { People } from "./people.ts";
import type { ChatEvent, ConversationId, DraftView, UnreadNotificationsView, UserId, UserView } from "./protocol.ts";
import type { Rest } from "./rest.ts";
import type { Storage } from "./storage.ts";

const NOTHING: UnreadNotificationsView = { unread_count: 0, mentions: 0 };

/** The signed-in person's own: who they are, what they have begun to write, how many notifications they have not read. */
export class Account {
  readonly #rest: Rest;
  readonly #people: People;
  /** Who was here last. */
  readonly #about: Storage;
  readonly #me = new Value<UserView | undefined>(undefined);
  readonly #drafts = new Value<ReadonlyMap<ConversationId, DraftView>>(new Map());
  readonly #notifications = new Value(NOTHING);
  /** How often the count of notifications was heard of: an answer from before is old. */
  #notified = 0;
  /** Which stay it is; answers to what was asked in an earlier one come too late. */
  #stay = 0;

  constructor(rest: Rest, people: People, about: Storage) {
    this.#rest = rest;
    this.#people = people;
    this.#about = about;
  }

  get me(): Cell<UserView | undefined> { return this.#me; }
  get drafts(): Cell<ReadonlyMap<ConversationId, DraftView>> { return this.#drafts; }
  get notifications(): Cell<UnreadNotificationsView> { return this.#notifications; }
  meId = (): UserId => this.#me.get()?.id ?? "";

  set(me: UserView): void {
    this.#me.set(me);
    this.#people.meet(me);
    void this.#about.put("about", this.#key, me).catch(() => {});
  }

  get #key(): string { return `me:${this.#rest.url}`; }

  /** Who was here last is known at once; where nothing is kept, the server knows who is signed in. */
  async recall(): Promise<UserView> {
    return await this.#about.get<UserView>("about", this.#key).catch(() => undefined) ?? this.#rest.get<UserView>("/me");
  }

  forget = (): Promise<void> => this.#about.delete("about", this.#key).catch(() => {});

  async load(): Promise<void> {
    const stay = this.#stay;
    const [me, drafts] = await Promise.all([this.#rest.get<UserView>("/me"), this.#rest.all<DraftView>("/me/drafts"), this.#countNotifications()])
      .catch(() => []); // the line broke again: asked for when it is back
    if (!me || !drafts || stay !== this.#stay) return;
    this.set(me);
    this.#drafts.set(new Map(drafts.map((draft) => [draft.conversation_id, draft])));
  }

  /** Asked again when one came while the answer was under way. */
  async #countNotifications(): Promise<void> {
    for (let heard; heard !== this.#notified; ) {
      heard = this.#notified;
      const counted = await this.#rest.get<UnreadNotificationsView>("/notifications/unread_count");
      if (heard === this.#notified && this.#me.get()) this.#notifications.set(counted);
    }
  }

  /** One more notification. */
  notified(isMention: boolean): void {
    const { unread_count, mentions } = this.#notifications.get();
    this.#setNotifications({ unread_count: unread_count + 1, mentions: mentions + (isMention ? 1 : 0) });
  }

  #setNotifications(counted: UnreadNotificationsView): void {
    this.#notified++;
    this.#notifications.set(counted);
  }

  /** Makes happen what an event tells; the same again changes nothing. */
  hear(event: ChatEvent | { type: "user_updated"; user: UserView }): void {
    switch (event.type) {
      case "notifications_read": this.#setNotifications({ unread_count: event.unread_count, mentions: event.mentions }); break;
      case "draft_updated": {
        const drafts = new Map(this.#drafts.get());
        if (event.draft) drafts.set(event.conversation_id, event.draft);
        else drafts.delete(event.conversation_id);
        this.#drafts.set(drafts);
        break;
      }
      case "user_updated":
        if (event.user.id === this.meId()) this.set({ ...event.user, email: event.user.email ?? this.#me.get()!.email });
        else this.#people.meet(event.user);
    }
  }

  /** Nobody is here any more. */
  clear(): void {
    this.#stay++;
    this.#me.set(undefined);
    this.#drafts.set(new Map());
    this.#notifications.set(NOTHING);
  }
}
