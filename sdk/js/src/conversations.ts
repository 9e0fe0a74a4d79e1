import { countUnread, type Unread } from "./badges.ts";
import { Derived, type Cell } from "./cell.ts";
import { Conversation, type House, type KeptConversation } from "./conversation.ts";
import type { ParleyError } from "./errors.ts";
import type { ConversationEvent, ConversationId, ConversationView, CreateConversation, MessageView } from "./protocol.ts";

/** The conversations that are known, each once: found, fetched, begun, and listed by their last activity. */
export class Conversations {
  readonly #house: House;
  readonly #known = new Map<ConversationId, Conversation>();
  readonly #list: Derived<readonly Conversation[]>;
  readonly #unread: Derived<Unread>;
  /** Numbered events of conversations that are not known yet; told to them when they are. */
  readonly #early = new Map<ConversationId, ConversationEvent[]>();
  /** Begun afresh by `clear`: what was asked for before comes too late. */
  #fetching = new Map<ConversationId, Promise<Conversation | undefined>>();
  #isListed = false;

  constructor(house: House) {
    this.#house = house;
    const activity = ({ view }: Conversation) => view.get().last_message_at ?? view.get().created_at;
    this.#list = new Derived<readonly Conversation[]>(() => this.all.filter(({ view }) => view.get().my).sort((a, b) => (activity(a) < activity(b) ? 1 : -1)));
    this.#unread = new Derived(() => countUnread(this.all.map(({ view }) => view.get())));
  }

  /** The person's, the latest first. */
  get list(): Cell<readonly Conversation[]> { return this.#list; }
  get unread(): Cell<Unread> { return this.#unread; }
  /** Those that are only looked at as well. */
  get all(): Conversation[] { return [...this.#known.values()]; }

  /** Whether the list is known, from the server or from what was kept. */
  get isListed(): boolean { return this.#isListed; }

  find(id: ConversationId): Conversation | undefined { return this.#known.get(id); }

  fetch(id: ConversationId): Promise<Conversation | undefined> {
    const known = this.#known.get(id);
    if (known) return Promise.resolve(known);
    const fetching = this.#fetching;
    let answer = fetching.get(id);
    if (!answer) {
      answer = this.#house.rest.get<ConversationView>(`/conversations/${id}`)
        .then((view) => (fetching === this.#fetching ? this.know(view) : undefined), (error: ParleyError) => {
          if (error.code === "not_found") return undefined;
          throw error;
        })
        .finally(() => {
          if (fetching !== this.#fetching) return;
          fetching.delete(id);
          this.#early.delete(id);
          this.changed();
        });
      fetching.set(id, answer);
    }
    return answer;
  }

  async create(body: CreateConversation): Promise<Conversation> {
    const conversation = this.know(await this.#house.rest.post<ConversationView>("/conversations", body));
    this.changed();
    return conversation;
  }

  /** The one that this is the view of; new, if there is none. */
  know(view: ConversationView): Conversation { return this.#known.get(view.id) ?? this.#add({ view, seq: view.last_seq }); }

  #add(kept: KeptConversation): Conversation {
    const conversation = new Conversation(this.#house, kept);
    this.#known.set(conversation.id, conversation);
    const early = this.#early.get(conversation.id) ?? [];
    this.#early.delete(conversation.id);
    for (const event of early) {
      // What the answer held already was heard all the same: a message is told, though nothing changes by it.
      if (event.seq > conversation.seq) conversation.apply(event);
      else if (event.type === "new_message" && event.message.sender_id !== this.#house.meId()) this.#house.arrived(conversation, event.message);
    }
    return conversation;
  }

  /** Begins with what was kept. */
  restore(kept: readonly KeptConversation[]): void {
    for (const one of kept) this.#add(one);
    this.#isListed = this.#known.size > 0;
    this.changed();
  }

  /** The list is known; what was heard of others is brought to them. */
  listed(): void {
    this.#isListed = true;
    for (const id of [...this.#early.keys()]) if (!this.#known.has(id)) this.#fetchLater(id);
    this.changed();
  }

  /** Brings a numbered event to its conversation. */
  apply(event: ConversationEvent): void {
    const { conversation_id: id } = event;
    const conversation = this.#known.get(id);
    if (conversation) conversation.apply(event);
    else if (event.type !== "conversation_deleted" && event.type !== "member_left") {
      // Its first words may come while it is being fetched.
      const early = this.#early.get(id);
      if (early) early.push(event);
      else this.#early.set(id, [event]);
      if (this.#isListed) this.#fetchLater(id);
    }
  }

  /** One is named where nothing is known yet: what is being fetched may be from before, so it is read once more. */
  reread(id: ConversationId): void {
    this.fetch(id).then(async (conversation) => conversation?.learn(await this.#house.rest.get(`/conversations/${id}`))).catch(() => {}); // as below
  }

  #fetchLater(id: ConversationId): void { void this.fetch(id).catch(() => {}); } // out of reach: on the list when the line is back

  /** The line is gone. */
  silence(): void { for (const conversation of this.all) conversation.silence(); }

  /** The outbox changed; by this message, if it was sent. */
  sendingChanged(sent?: MessageView): void {
    if (sent) this.find(sent.conversation_id)?.sendingChanged(sent);
    else for (const conversation of this.all) conversation.sendingChanged();
  }

  changed(): void {
    this.#list.stale();
    this.#unread.stale();
  }

  drop(conversation: Conversation): void {
    conversation.end();
    if (this.#known.get(conversation.id) === conversation) this.#known.delete(conversation.id);
    this.changed();
  }

  clear(): void {
    for (const conversation of this.all) conversation.end();
    this.#known.clear();
    this.#early.clear();
    this.#fetching = new Map();
    this.#isListed = false;
    this.changed();
  }
}
