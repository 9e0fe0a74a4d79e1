import { Value, type Cell } from "./cell.ts";
import type { ParleyError } from "./errors.ts";
import type { Line } from "./line.ts";
import { type Draft, type Outbox, type OutboxEntry } from "./outbox.ts";
import type {
  ConversationEvent, ConversationId, ConversationView, MemberView, MessageId, MessagePage, MessageView, MyMembership, ReactionCount, UserId, UserView,
} from "./protocol.ts";
import type { Rest } from "./rest.ts";
import { deleted, react, Timeline, type Overlay, type TimelineItem, type TimelineView } from "./timeline.ts";

const TYPING_ENDS = 6_000; // ms after which somebody types no more unless they say so again
const TYPING_AGAIN = 3_000;
const FILL_GAP_AFTER = 400;
const PAGE = 50;
const MEMBERS_KNOWN = 200; // in larger ones members are asked for page by page, not kept

/** What a conversation needs of its house. */
export interface House {
  readonly rest: Rest;
  readonly line: Line;
  readonly outbox: Outbox;
  readonly isLive: boolean;
  meId(): UserId;
  meet(...people: (UserView | MemberView)[]): void;
  /** Its row in the list looks different now, and what is kept of it is old. */
  changed(conversation: Conversation): void;
  /** It is not, or not any more, the person's. */
  gone(conversation: Conversation): void;
  /** A message of somebody else arrived. */
  arrived(conversation: Conversation, message: MessageView): void;
}

/** What is kept of a conversation for opening it without a network. */
export interface KeptConversation { view: ConversationView; seq: number; page?: MessagePage }

/** How far a message of one's own has come. */
export type Standing = "waiting" | "sent" | "delivered" | "read" | "failed";

/** A conversation of the person's: what it is, its messages, who types, who has read how far. */
export class Conversation {
  readonly id: ConversationId;
  readonly #house: House;
  readonly #view: Value<ConversationView>;
  readonly #members = new Value<ReadonlyMap<UserId, MemberView> | undefined>(undefined);
  readonly #typing = new Value<readonly UserId[]>([]);
  readonly #reached = new Value<ReadonlyMap<UserId, Reached>>(new Map());
  readonly #typists = new Map<UserId, ReturnType<typeof setTimeout>>();
  readonly #overlay: Overlay = new Map();
  readonly #acknowledged = new Map<MessageId, MessageView>();
  readonly #threads = new Map<MessageId, Timeline>();
  readonly #timeline: Timeline;
  readonly #held = new Map<number, ConversationEvent>();
  #meanwhile: ConversationEvent[] | undefined;
  #seq: number;
  #filling = false;
  #isShown = 0;
  #typedAt = 0;
  #readUntold: number | undefined;

  constructor(house: House, kept: KeptConversation) {
    this.#house = house;
    this.id = kept.view.id;
    this.#view = new Value(kept.view);
    this.#seq = kept.seq;
    this.#timeline = this.#newTimeline(() => true);
    if (kept.page) this.#timeline.fill(kept.page);
    house.meet(...kept.view.direct_with ?? []);
  }

  get view(): Cell<ConversationView> { return this.#view; }
  get timeline(): Cell<TimelineView> { return this.#timeline.view; }
  /** Active members; undefined until loaded, and in conversations of more than 200. */
  get members(): Cell<ReadonlyMap<UserId, MemberView> | undefined> { return this.#members; }
  /** Who types now, without oneself. */
  get typing(): Cell<readonly UserId[]> { return this.#typing; }
  /** How far the others have read, and how far it has reached them, by ordinal. */
  get reached(): Cell<ReadonlyMap<UserId, Reached>> { return this.#reached; }
  /** The number up to which everything is known. */
  get seq(): number { return this.#seq; }
  get lastOrdinal(): number { return Math.max(this.#view.get().last_message?.ordinal ?? 0, this.#timeline.messages.at(-1)?.ordinal ?? 0); }

  #newTimeline(belongs: (message: MessageView) => boolean): Timeline {
    return new Timeline(this.#house.meId, belongs, this.#overlay, () => this.#sending());
  }

  #sending(): TimelineItem[] {
    const me = this.#house.meId();
    const sent = [...this.#acknowledged.values()].map((message) => ({ message }));
    const waiting = this.#house.outbox.entries.get().filter(({ conversation_id: id }) => id === this.id)
      .map((entry) => ({ message: this.#asMessage(entry, me), sending: entry }));
    return [...sent, ...waiting];
  }

  #asMessage(entry: OutboxEntry, me: UserId): MessageView {
    const target = entry.reply_to && this.#timeline.messages.find(({ id }) => id === entry.reply_to);
    return {
      id: entry.id, conversation_id: this.id, seq: 0, ordinal: 0, sender_id: me, message_type: entry.message_type ?? "text", content: entry.content,
      reply_to: entry.reply_to ?? null, forward_from: entry.forward_from ?? null, attachments: entry.attachments ?? [], mentions: [], reactions: [],
      reply_count: 0, metadata: entry.metadata ?? null, created_at: entry.created_at, edited_at: null, deleted_at: null,
      quote: target ? { message_id: target.id, sender_id: target.sender_id, message_type: target.message_type, content: target.content, deleted_at: target.deleted_at } : null,
      forwarded: null, mentions_all: null,
    };
  }

  // --- Showing ---

  /** Somebody looks at it: its newest messages and its members are loaded and kept fresh until `close`. */
  open(): () => void {
    this.#isShown++;
    void this.refresh();
    let closed = false;
    return () => { if (!closed) { closed = true; this.#isShown--; } };
  }

  /** Loads what is shown and not known. Called again by itself whenever the line is back. */
  async refresh(): Promise<void> {
    if (!this.#isShown || !this.#house.isLive) return;
    this.#tellRead();
    if (!this.#timeline.isLoaded) await this.showLatest();
    if (this.#view.get().my && this.#view.get().member_count <= MEMBERS_KNOWN)
      this.#learnMembers(await this.#house.rest.all<MemberView>(`/conversations/${this.id}/members`).catch(() => []));
  }

  #learnMembers(members: MemberView[]): void {
    const active = members.filter(({ status }) => status === "active");
    if (active.length === 0) return;
    this.#house.meet(...active);
    this.#members.set(new Map(active.map((member) => [member.user_id, member])));
    for (const member of active) this.#reach(member.user_id, { read: member.read_ordinal, delivered: (member as { delivered_ordinal?: number }).delivered_ordinal ?? 0 });
  }

  /** The newest messages; history and live stream meet without a hole. */
  async showLatest(): Promise<void> {
    if (this.#timeline.isAtEnd || this.#meanwhile) return;
    if (!this.#view.get().my) return this.#loadPage("all", { limit: PAGE }); // a public one that the person looks into
    const later: ConversationEvent[] = this.#meanwhile = [];
    await this.#timeline.load("all", async () => {
      const { conversation, messages, last_seq } = await this.#house.line.ask("join_conversation", { conversation_id: this.id, limit: PAGE });
      this.learn(conversation);
      this.#seq = last_seq;
      return { items: messages, has_more_before: (messages[0]?.ordinal ?? 1) > 1, has_more_after: false };
    }, () => 0);
    this.#meanwhile = undefined;
    // What was heard while the answer was under way may be newer than the answer.
    for (const event of later) this.apply(event);
  }

  loadBefore = (): Promise<void> => this.#loadPage("before", { before: this.#timeline.messages[0]?.ordinal, limit: PAGE });
  loadAfter = (): Promise<void> => this.#loadPage("after", { after: this.#timeline.messages.at(-1)?.ordinal, limit: PAGE });
  /** The messages around this ordinal. */
  showAround = (ordinal: number): Promise<void> => this.#loadPage("all", { around: ordinal, limit: PAGE });

  async #loadPage(which: "before" | "after" | "all", query: Record<string, number | undefined>): Promise<void> {
    const doubtful = await this.#timeline.load(
      which, () => this.#house.rest.get<MessagePage>(`/conversations/${this.id}/messages`, query), () => this.lastOrdinal);
    for (const id of doubtful) this.#timeline.replace(await this.#house.rest.get<MessageView>(`/messages/${id}`));
  }

  /** The replies to a message, kept true by events like the timeline. */
  thread(root: MessageId): Timeline {
    let thread = this.#threads.get(root);
    if (!thread) {
      thread = this.#newTimeline((message) => message.reply_to === root);
      this.#threads.set(root, thread);
    }
    if (!thread.isLoaded)
      void thread.load("all", async () => ({
        items: await this.#house.rest.all<MessageView>(`/messages/${root}/replies`), has_more_before: false, has_more_after: false,
      }), () => 0);
    return thread;
  }

  // --- Doing ---

  /** Puts a message on its way and answers its id; it is seen at once, and sent as soon as there is a line. */
  send(content: string, more: Omit<Draft, "conversation_id" | "content"> = {}): MessageId {
    this.stopTyping();
    return this.#house.outbox.add({ conversation_id: this.id, content, ...more }).id;
  }

  /** @throws ParleyError */
  edit = (id: MessageId, content: string): Promise<void> =>
    this.#optimistic(id, (message) => (message.content === content ? message : { ...message, content, edited_at: new Date().toISOString() }),
      () => this.#house.line.ask("edit_message", { message_id: id, content }));

  /** @throws ParleyError */
  remove = (id: MessageId, reason?: string): Promise<void> =>
    this.#optimistic(id, (message) => (message.deleted_at ? message : deleted(message, new Date().toISOString())),
      () => this.#house.line.ask("delete_message", { message_id: id, reason }));

  /** Puts one's emoji under a message, or takes it back. @throws ParleyError */
  react = (id: MessageId, emoji: string, on = true): Promise<void> => {
    const me = this.#house.meId();
    const isMine = (reactions: ReactionCount[]) => reactions.some((one) => one.emoji === emoji && one.mine);
    return this.#optimistic(id, (message) => (isMine(message.reactions) === on ? message : react(message, { user_id: me, emoji }, on ? 1 : -1, me)),
      () => this.#house.line.ask(on ? "add_reaction" : "remove_reaction", { message_id: id, emoji }));
  };

  /** @throws ParleyError */
  pin = (id: MessageId, on = true): Promise<void> =>
    this.#optimistic(id, (message) => ({ ...message, pinned_at: on ? message.pinned_at ?? new Date().toISOString() : undefined }),
      () => this.#house.line.ask(on ? "pin_message" : "unpin_message", { message_id: id }));

  /** Shows a change at once, takes it back when it is refused. What the event says later is the same, so nothing flickers. */
  async #optimistic(id: MessageId, alter: (message: MessageView) => MessageView, ask: () => Promise<unknown>): Promise<void> {
    const before = this.#overlay.get(id);
    const mine = (message: MessageView) => alter(before?.(message) ?? message);
    this.#overlay.set(id, mine);
    this.#timelinesChanged();
    try {
      await ask();
    } finally {
      if (this.#overlay.get(id) === mine) this.#overlay.delete(id);
      this.#timelinesChanged();
    }
  }

  #timelinesChanged(): void {
    this.#timeline.changed();
    for (const thread of this.#threads.values()) thread.changed();
  }

  /** One types: told to the others now and then, and that it ended by `stopTyping`, a message, or silence. */
  type(): void {
    if (Date.now() - this.#typedAt < TYPING_AGAIN) return;
    this.#typedAt = Date.now();
    this.#house.line.tell("start_typing", { conversation_id: this.id });
  }

  stopTyping(): void {
    if (!this.#typedAt) return;
    this.#typedAt = 0;
    this.#house.line.tell("stop_typing", { conversation_id: this.id });
  }

  /** Everything up to this ordinal has been read; everything, when none is named. Kept until there is a line. */
  markRead(ordinal = this.lastOrdinal): void {
    const { my, unread_count } = this.#view.get();
    if (!my || (ordinal <= my.read_ordinal && !unread_count && !unreadFrom(my))) return;
    this.#readUntold = Math.max(ordinal, this.#readUntold ?? 0);
    this.#setMy({ ...my, read_ordinal: Math.max(ordinal, my.read_ordinal), unread_mentions: ordinal >= this.lastOrdinal ? 0 : my.unread_mentions, ...("unread_from" in my && { unread_from: null }) });
    this.#tellRead();
  }

  #tellRead(): void {
    const ordinal = this.#readUntold;
    if (ordinal === undefined || !this.#house.isLive) return;
    this.#readUntold = undefined;
    this.#house.line.ask("mark_read", { conversation_id: this.id, ordinal }).catch((error: ParleyError) => {
      if (error.isPassing) this.#readUntold ??= ordinal;
    });
  }

  /** Counts it as unread from this message on, for oneself only. @throws ParleyError */
  async markUnread(ordinal: number): Promise<void> {
    this.#readUntold = undefined;
    await this.#house.rest.post(`/conversations/${this.id}/unread`, { ordinal });
    const { my } = this.#view.get();
    if (my) this.#setMy({ ...my, unread_from: ordinal } as MyMembership);
  }

  #setMy(my: MyMembership): void {
    const from = unreadFrom(my);
    this.#setView({ my, unread_count: Math.max(0, this.lastOrdinal - (from ? from - 1 : my.read_ordinal)) });
  }

  #setView(part: Partial<ConversationView>): void {
    this.#view.set({ ...this.#view.get(), ...part });
    this.#house.changed(this);
  }

  /** How far one's own message has come. */
  standing({ message, sending }: TimelineItem): Standing {
    if (sending) return sending.failure ? "failed" : "waiting";
    const me = this.#house.meId();
    let standing: Standing = "sent";
    for (const [user, { read, delivered }] of this.#reached.get()) {
      if (user === me) continue;
      if (read >= message.ordinal) return "read";
      if (delivered >= message.ordinal) standing = "delivered";
    }
    return standing;
  }

  // --- Hearing ---

  /** Takes in what REST or a join tells. Events speak to everybody and leave out what is one member's own. */
  learn(view: ConversationView): void {
    const known = this.#view.get();
    if (view.last_seq < this.#seq && view.my === null) return;
    this.#house.meet(...view.direct_with ?? []);
    const my = view.my ?? known.my;
    // Reading may have gone on here while the answer was under way.
    const ahead = my && known.my && known.my.read_ordinal > my.read_ordinal && view.last_seq <= this.#seq;
    this.#view.set({
      ...view, my: ahead ? { ...my, read_ordinal: known.my!.read_ordinal, unread_mentions: known.my!.unread_mentions } : my,
      unread_count: ahead || view.unread_count === null ? known.unread_count : view.unread_count, direct_with: view.direct_with ?? known.direct_with,
    });
    if (!this.#timeline.isLoaded) this.#seq = Math.max(this.#seq, view.last_seq);
    this.#house.changed(this);
  }

  /** Takes a numbered event, once and in order: one that comes too early is held until those before it are here. */
  apply(event: ConversationEvent): void {
    if (this.#meanwhile) return void this.#meanwhile.push(event);
    if (event.seq > this.#seq) this.#held.set(event.seq, event);
    for (let next; (next = this.#held.get(this.#seq + 1)); ) {
      this.#held.delete(next.seq);
      this.#seq = next.seq;
      this.#happen(next);
    }
    for (const seq of this.#held.keys()) if (seq <= this.#seq) this.#held.delete(seq);
    if (this.#held.size > 0 && this.#house.isLive) setTimeout(() => { void this.#fillGap(); }, FILL_GAP_AFTER);
    this.#house.changed(this);
  }

  /** Numbers are missing while the line is up: ask for them. */
  async #fillGap(): Promise<void> {
    if (this.#held.size === 0 || this.#filling) return;
    this.#filling = true;
    try {
      for (let more = true; more && this.#held.size > 0; ) {
        const page = await this.#house.rest.get<{ items: ConversationEvent[]; has_more: boolean }>(`/conversations/${this.id}/changes`, { after: this.#seq });
        for (const event of page.items) this.apply(event);
        more = page.has_more;
      }
    } catch (error) {
      if ((error as ParleyError).code === "not_found") this.#house.gone(this);
      else if (!(error as ParleyError).isPassing) await this.startOver();
    } finally {
      this.#filling = false;
    }
  }

  /** The past is too long to tell: what was held is thrown away and read afresh. */
  async startOver(): Promise<void> {
    this.#held.clear();
    this.#timeline.forget();
    for (const thread of this.#threads.values()) thread.forget();
    this.#seq = 0;
    try {
      const view = await this.#house.rest.get<ConversationView>(`/conversations/${this.id}`);
      if (!view.my) return this.#house.gone(this);
      this.learn(view);
      await this.refresh();
    } catch (error) {
      if ((error as ParleyError).code === "not_found") this.#house.gone(this);
    }
  }

  #happen(event: ConversationEvent): void {
    const me = this.#house.meId();
    if (event.type === "new_message") this.#acknowledged.delete(event.message.id);
    this.#timeline.apply(event);
    for (const thread of this.#threads.values()) thread.apply(event);
    const { last_message: last, my } = this.#view.get();
    switch (event.type) {
      case "new_message": {
        const { message } = event;
        this.heardTyping(message.sender_id, false);
        this.#reach(message.sender_id, { read: message.ordinal, delivered: message.ordinal });
        const read = message.sender_id === me ? message.ordinal : my?.read_ordinal ?? 0;
        this.#view.set({ ...this.#view.get(), last_message: message, last_message_at: message.created_at, last_seq: event.seq });
        if (my) this.#setMy({ ...my, read_ordinal: Math.max(read, my.read_ordinal), ...(message.sender_id === me && { unread_from: null, unread_mentions: 0 }) });
        if (message.sender_id !== me) this.#house.arrived(this, message);
        break;
      }
      case "message_updated": if (last?.id === event.message.id) this.#setView({ last_message: event.message }); break;
      case "message_deleted": if (last?.id === event.message_id) this.#setView({ last_message: deleted(last, event.deleted_at) }); break;
      case "member_joined":
        this.#house.meet(event.member);
        this.#alterMembers((members) => members.set(event.user_id, event.member));
        this.#setView({ member_count: event.member_count });
        break;
      case "member_left":
        this.#alterMembers((members) => members.delete(event.user_id));
        this.#setView({ member_count: event.member_count });
        if (event.user_id === me) this.#house.gone(this);
        break;
      case "member_updated": {
        const { user_id, role, status, muted_until } = event;
        this.#alterMembers((members) => { const member = members.get(user_id); if (member) members.set(user_id, { ...member, role, status, muted_until }); });
        if (user_id === me && my) this.#setView({ my: { ...my, role } });
        break;
      }
      case "conversation_updated": {
        const { last_message: _, my: _my, unread_count: _count, direct_with: _with, ...view } = event.conversation;
        this.#setView(view);
        break;
      }
      case "conversation_deleted": this.#house.gone(this);
    }
  }

  #alterMembers(alter: (members: Map<UserId, MemberView>) => void): void {
    const members = this.#members.get();
    if (!members) return;
    const next = new Map(members);
    alter(next);
    this.#members.set(next);
  }

  #reach(user: UserId, to: Partial<Reached>): void {
    const { read = 0, delivered = 0 } = this.#reached.get().get(user) ?? {};
    const next = { read: Math.max(read, to.read ?? 0), delivered: Math.max(delivered, to.delivered ?? 0, to.read ?? 0) };
    if (next.read !== read || next.delivered !== delivered) this.#reached.set(new Map(this.#reached.get()).set(user, next));
  }

  /** Somebody has read up to here. */
  heardRead(user: UserId, ordinal: number): void {
    this.#reach(user, { read: ordinal });
    const { my } = this.#view.get();
    if (user === this.#house.meId() && my && ordinal > my.read_ordinal) this.#setMy({ ...my, read_ordinal: ordinal });
  }

  heardDelivered(user: UserId, ordinal: number): void {
    this.#reach(user, { delivered: ordinal });
  }

  /** The person set it for themselves on one of their devices. */
  heardMy(my: MyMembership): void {
    const known = this.#view.get().my;
    this.#setMy({ ...my, read_ordinal: Math.max(my.read_ordinal, known?.read_ordinal ?? 0) });
  }

  /** Somebody types, or not any more; silence ends it as well. */
  heardTyping(user: UserId, isTyping: boolean): void {
    if (user === this.#house.meId()) return;
    clearTimeout(this.#typists.get(user));
    this.#typists.delete(user);
    if (isTyping) this.#typists.set(user, setTimeout(() => this.heardTyping(user, false), TYPING_ENDS));
    const typing = [...this.#typists.keys()];
    if (typing.join() !== this.#typing.get().join()) this.#typing.set(typing);
  }

  /** The line is gone: nobody would say when somebody stops. */
  silence(): void {
    for (const user of [...this.#typists.keys()]) this.heardTyping(user, false);
  }

  /** The outbox changed. */
  sendingChanged(acknowledged?: MessageView): void {
    if (acknowledged && acknowledged.seq > this.#seq) this.#acknowledged.set(acknowledged.id, acknowledged);
    this.#timelinesChanged();
  }

  /** What opens it without a network. */
  keep(): KeptConversation {
    const messages = this.#timeline.messages;
    return {
      view: this.#view.get(), seq: this.#seq,
      ...(this.#timeline.isAtEnd && { page: { items: messages.slice(-PAGE), has_more_before: messages.length > PAGE || this.timeline.get().hasBefore, has_more_after: false } }),
    };
  }
}

/** How far a member has come: the ordinal they have read, and the one that has reached a device of theirs. */
export interface Reached { readonly read: number; readonly delivered: number }

const unreadFrom = (my: MyMembership): number | null => (my as { unread_from?: number | null }).unread_from ?? null;
