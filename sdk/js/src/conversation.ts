import { Value, type Cell } from "./cell.ts";
import type { ParleyError } from "./errors.ts";
import type { Line } from "./line.ts";
import { Mark } from "./marks.ts";
import { type Draft, type Outbox, type OutboxEntry } from "./outbox.ts";
import {
  limits, type ConversationEvent, type ConversationId, type ConversationView, type Listing, type MemberView, type MessageId, type MessagePage,
  type MessageView, type MyMembership, type ReactionCount, type UserId, type UserView,
} from "./protocol.ts";
import type { Rest } from "./rest.ts";
import { after, deleted, react, Timeline, type Overlay, type TimelineItem, type TimelineView } from "./timeline.ts";

const TYPING_ENDS = 6_000; // ms after which somebody types no more unless they say so again
const TYPING_AGAIN = 3_000;
const FILL_GAP_AFTER = 400;
const PAGE = 50;
const MEMBERS_KNOWN = 200; // in larger ones members are asked for page by page, not kept
const READ_PACE = 250;
const DELIVERED_PACE = 1_000;

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
  readonly #read: Mark;
  readonly #delivered: Mark;
  /** What happened to the members while they were being loaded. */
  #memberNews: ((members: Map<UserId, MemberView>) => void)[] | undefined;
  #seq: number;
  /** The number at which the view was read; events up to it are in it. */
  #viewSeq: number;
  #filling = false;
  #startingOver = false;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #isShown = 0;
  #typedAt = 0;

  constructor(house: House, kept: KeptConversation) {
    this.#house = house;
    this.id = kept.view.id;
    this.#view = new Value(kept.view);
    this.#seq = kept.seq;
    this.#viewSeq = kept.view.last_seq;
    const isLive = () => house.isLive;
    this.#read = new Mark((ordinal) => house.line.ask("mark_read", { conversation_id: this.id, ordinal }), READ_PACE, isLive);
    this.#delivered = new Mark((ordinal) => house.line.ask("mark_delivered", { conversation_id: this.id, ordinal }), DELIVERED_PACE, isLive);
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
    // Acknowledged, and its event not here yet.
    for (const { id, seq } of this.#acknowledged.values()) if (seq <= this.#seq) this.#acknowledged.delete(id);
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

  /** Loads what is shown and not known, tells what is untold. Called again by itself whenever the line is back. */
  async refresh(): Promise<void> {
    if (!this.#house.isLive) return;
    await Promise.all([this.#read.tell(), this.#delivered.tell()]);
    if (!this.#isShown) return;
    for (const [root, thread] of this.#threads) if (!thread.isLoaded) void this.#loadThread(root, thread);
    if (!this.#timeline.isLoaded && !this.#timeline.view.get().loading) await this.showLatest();
    if (this.#view.get().my && this.#view.get().member_count <= MEMBERS_KNOWN) await this.#loadMembers();
  }

  async #loadMembers(): Promise<void> {
    const news: ((members: Map<UserId, MemberView>) => void)[] = (this.#memberNews = []);
    try {
      const all = await this.#house.rest.all<MemberView>(`/conversations/${this.id}/members`);
      if (this.#memberNews !== news) return; // asked for again meanwhile
      const active = all.filter(({ status }) => status === "active");
      this.#house.meet(...active);
      const members = new Map(active.map((member) => [member.user_id, member]));
      for (const alter of news) alter(members);
      this.#members.set(members);
      for (const { user_id, read_ordinal: read, delivered_ordinal: delivered } of active) this.#reach(user_id, { read, delivered });
    } catch {
      // Asked for again when the line is back.
    } finally {
      if (this.#memberNews === news) this.#memberNews = undefined;
    }
  }

  /** The newest messages. */
  async showLatest(): Promise<void> {
    if (!this.#timeline.isAtEnd) await this.#loadPage("all", {});
  }

  loadBefore = (): Promise<void> => this.#loadPage("before", { before: this.#timeline.messages[0]?.ordinal, limit: PAGE });
  loadAfter = (): Promise<void> => this.#loadPage("after", { after: this.#timeline.messages.at(-1)?.ordinal, limit: PAGE });
  /** The messages around this ordinal. */
  showAround = (ordinal: number): Promise<void> => this.#loadPage("all", { around: ordinal, limit: PAGE });

  async #loadPage(which: "before" | "after" | "all", query: Record<string, number | undefined>): Promise<void> {
    await this.#timeline.load(which, () => this.#house.rest.get<MessagePage>(`/conversations/${this.id}/messages`, query));
    this.#house.changed(this);
  }

  /** The replies to a message, kept true by events like the timeline. */
  thread(root: MessageId): Timeline {
    let thread = this.#threads.get(root);
    if (!thread) {
      thread = this.#newTimeline((message) => message.reply_to === root);
      this.#threads.set(root, thread);
    }
    if (!thread.isLoaded && !thread.view.get().loading) void this.#loadThread(root, thread);
    return thread;
  }

  async #loadThread(root: MessageId, thread: Timeline): Promise<void> {
    let cursor: string | null | undefined;
    for (let asked: typeof cursor = null; cursor !== asked && cursor !== null; ) {
      asked = cursor;
      await thread.load(cursor ? "after" : "all", async () => {
        const page = await this.#house.rest.get<Listing<MessageView>>(`/messages/${root}/replies`, { cursor, limit: limits.pageItems });
        cursor = page.next_cursor;
        return { items: page.items, has_more_before: false, has_more_after: cursor !== null, last_seq: page.last_seq! };
      });
    }
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
    const { my } = this.#view.get();
    if (!my || (ordinal <= my.read_ordinal && my.unread_from === undefined)) return;
    this.#setMy({
      ...my, read_ordinal: Math.max(ordinal, my.read_ordinal), unread_mentions: ordinal >= this.lastOrdinal ? 0 : my.unread_mentions,
      unread_from: undefined,
    });
    this.#read.set(ordinal);
  }

  /** Counts it as unread from this message on, for oneself only. @throws ParleyError */
  async markUnread(ordinal: number): Promise<void> {
    this.#read.forget();
    await this.#house.rest.post(`/conversations/${this.id}/unread`, { ordinal });
    const { my } = this.#view.get();
    if (my) this.#setMy({ ...my, unread_from: ordinal });
  }

  /** Messages have reached this device: the others are told, where there are few of them. */
  tellDelivered(): Promise<void> {
    const { last_message: last, unread_count } = this.#view.get();
    if (last && unread_count && last.sender_id !== this.#house.meId() && this.#isSmall) this.#tellDelivered(last.ordinal);
    return this.#delivered.tell();
  }

  /** Unless another device has told it, or it has been read. */
  #tellDelivered(ordinal: number): void {
    if ((this.#reached.get().get(this.#house.meId())?.delivered ?? this.#view.get().my?.read_ordinal ?? 0) < ordinal) this.#delivered.set(ordinal);
  }

  get #isSmall(): boolean {
    const { type, member_count } = this.#view.get();
    return type !== "channel" && member_count <= limits.deliveredMembers;
  }

  #setMy(my: MyMembership): void {
    this.#setView({ my, unread_count: Math.max(0, this.lastOrdinal - Math.min(my.read_ordinal, (my.unread_from ?? Infinity) - 1)) });
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

  /** Takes in what REST tells. Events speak to everybody and leave out what is one member's own. */
  learn(view: ConversationView): void {
    const known = this.#view.get();
    this.#house.meet(...view.direct_with ?? []);
    // Reading may have gone on here while the answer was under way, or before the program was closed.
    const read = known.my?.read_ordinal ?? 0;
    const ahead = view.my && read > view.my.read_ordinal && known.my;
    const my = ahead ? { ...view.my!, read_ordinal: read, unread_mentions: ahead.unread_mentions } : view.my ?? known.my;
    const isNewer = view.last_seq >= this.#seq;
    if (isNewer) this.#viewSeq = view.last_seq;
    this.#view.set({ ...(isNewer ? view : known), my, unread_count: view.unread_count ?? known.unread_count, direct_with: view.direct_with ?? known.direct_with });
    if (my) this.#setMy(my);
    if (ahead) this.#read.set(read);
    this.#house.changed(this);
  }

  /** Takes a numbered event, once and in order: one that comes too early is held until those before it are here. */
  apply(event: ConversationEvent): void {
    if (!this.#view.get().my) return void this.startOver(); // a public one that the person has just joined
    if (event.seq > this.#seq) this.#held.set(event.seq, event);
    this.#drain();
  }

  #drain(): void {
    for (let next; (next = this.#held.get(this.#seq + 1)); ) {
      this.#held.delete(next.seq);
      this.#seq = next.seq;
      this.#happen(next);
    }
    for (const seq of this.#held.keys()) if (seq <= this.#seq) this.#held.delete(seq);
    if (this.#held.size > 0 && this.#house.isLive) this.#gapTimer ??= setTimeout(() => { this.#gapTimer = undefined; void this.#fillGap(); }, FILL_GAP_AFTER);
    this.#house.changed(this);
  }

  /** Numbers are missing while the line is up: ask for them. */
  async #fillGap(): Promise<void> {
    if (this.#held.size === 0 || this.#filling || this.#startingOver || !this.#house.isLive) return;
    this.#filling = true;
    try {
      for (let more = true; more && this.#held.size > 0; ) {
        const page = await this.#house.rest.get<{ items: ConversationEvent[]; has_more: boolean }>(`/conversations/${this.id}/changes`, { after: this.#seq });
        for (const event of page.items) this.apply(event);
        more = page.has_more;
      }
    } catch (error) {
      const { code, isPassing } = error as ParleyError;
      if (code === "not_found") this.#house.gone(this);
      else if (!isPassing) await this.startOver();
    } finally {
      this.#filling = false;
    }
  }

  /** The past is too long to tell: what was held is thrown away and read afresh. */
  async startOver(): Promise<void> {
    if (this.#startingOver) return;
    this.#startingOver = true;
    this.#timeline.forget();
    for (const thread of this.#threads.values()) thread.forget();
    try {
      const view = await this.#house.rest.get<ConversationView>(`/conversations/${this.id}`);
      if (!view.my) return this.#house.gone(this);
      this.#seq = view.last_seq; // below what was known, where the server lost something: its word counts
      this.#acknowledged.clear();
      this.learn(view);
      this.#drain();
    } catch (error) {
      if ((error as ParleyError).code === "not_found") return this.#house.gone(this);
      // Not reached: the number stays old, so the next line begins with this again.
    } finally {
      this.#startingOver = false;
    }
    await this.refresh();
  }

  #happen(event: ConversationEvent): void {
    const me = this.#house.meId();
    this.#timeline.apply(event);
    for (const thread of this.#threads.values()) thread.apply(event);
    switch (event.type) {
      case "new_message": {
        const { sender_id, ordinal } = event.message;
        this.heardTyping(sender_id, false);
        this.#reach(sender_id, { read: ordinal, delivered: ordinal });
        if (sender_id === me) this.#house.outbox.heard(event.message);
        break;
      }
      case "member_joined":
        this.#house.meet(event.member);
        this.#reach(event.user_id, { read: event.member.read_ordinal, delivered: event.member.delivered_ordinal });
        this.#alterMembers((members) => members.set(event.user_id, event.member));
        break;
      case "member_left": this.#alterMembers((members) => members.delete(event.user_id)); break;
      case "member_updated": {
        const { user_id, role, status, muted_until } = event;
        this.#alterMembers((members) => { const member = members.get(user_id); if (member) members.set(user_id, { ...member, role, status, muted_until }); });
      }
    }
    if (event.seq > this.#viewSeq) this.#happenToView(event);
    if (event.type === "conversation_deleted" || (event.type === "member_left" && event.user_id === me)) this.#house.gone(this);
    else if (event.type === "new_message" && event.message.sender_id !== me) {
      if (this.#isSmall) this.#tellDelivered(event.message.ordinal);
      this.#house.arrived(this, event.message);
    }
  }

  #happenToView(event: ConversationEvent): void {
    const me = this.#house.meId();
    const { last_message: last, my } = this.#view.get();
    const changed = last && after(last, event, me);
    if (changed !== last) this.#setView({ last_message: changed });
    switch (event.type) {
      case "new_message": {
        const { message } = event;
        this.#setView({ last_message: message, last_message_at: message.created_at });
        if (my) this.#setMy(message.sender_id === me ? { ...my, read_ordinal: message.ordinal, unread_from: undefined } : my);
        break;
      }
      case "member_joined": case "member_left": this.#setView({ member_count: event.member_count }); break;
      case "member_updated": if (event.user_id === me && my) this.#setView({ my: { ...my, role: event.role } }); break;
      case "conversation_updated": {
        const { last_message: _, last_message_at: _at, my: _my, unread_count: _count, direct_with: _with, ...view } = event.conversation;
        this.#setView(view);
      }
    }
  }

  #alterMembers(alter: (members: Map<UserId, MemberView>) => void): void {
    this.#memberNews?.push(alter);
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
    if (isTyping) this.#typists.set(user, setTimeout(() => this.heardTyping(user, false), TYPING_ENDS));
    else this.#typists.delete(user);
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
    const page = this.#timeline.newest(PAGE, this.#seq);
    return { view: { ...this.#view.get(), last_seq: Math.max(this.#seq, this.#viewSeq) }, seq: this.#seq, ...(page && { page }) };
  }

  /** Nothing of it goes on by itself any more. */
  end(): void {
    clearTimeout(this.#gapTimer);
    this.silence();
  }
}

/** How far a member has come: the ordinal they have read, and the one that has reached a device of theirs. */
export interface Reached { readonly read: number; readonly delivered: number }
