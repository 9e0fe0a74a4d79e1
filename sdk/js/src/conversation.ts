import type { Cell } from "./cell.ts";
import type { ParleyError } from "./errors.ts";
import type { Line } from "./line.ts";
import { Members } from "./members.ts";
import { Messages } from "./messages.ts";
import type { Draft, Outbox } from "./outbox.ts";
import { PendingChanges } from "./pending-changes.ts";
import { Positions, type Reached, type Standing } from "./positions.ts";
import type {
  ConversationEvent, ConversationId, ConversationView, MemberView, MessageId, MessagePage, MessageView, MyMembership, UserId, UserView,
} from "./protocol.ts";
import { Receipts } from "./receipts.ts";
import type { Rest } from "./rest.ts";
import { Sending } from "./sending.ts";
import { Sequence } from "./sequence.ts";
import { Summary } from "./summary.ts";
import { Timeline, type TimelineItem, type TimelineView } from "./timeline.ts";
import { Typing } from "./typing.ts";

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

/** A conversation of the person's: what it is, its messages, who types, who has read how far. */
export class Conversation {
  readonly id: ConversationId;
  readonly #house: House;
  readonly #summary: Summary;
  readonly #messages: Messages;
  readonly #sending: Sending;
  readonly #pending: PendingChanges;
  readonly #members: Members;
  readonly #positions = new Positions();
  readonly #receipts: Receipts;
  readonly #typing: Typing;
  readonly #sequence: Sequence;
  #isShown = 0;
  #isStartingOver = false;

  constructor(house: House, kept: KeptConversation) {
    const { id } = kept.view;
    const me = () => house.meId();
    const changed = () => house.changed(this);
    const address = `/conversations/${id}`;
    this.#house = house;
    this.id = id;
    this.#summary = new Summary(kept.view, me, () => this.#messages.lastOrdinal, changed);
    this.#pending = new PendingChanges(() => house.line, me, () => this.#messages.changed());
    this.#sending = new Sending(id, me, () => house.outbox.entries.get(), () => this.seq, (message) => this.#messages.find(message));
    this.#messages = new Messages(id, house.rest, (belongs) => new Timeline(me, belongs, this.#pending.overlay, () => this.#sending.items), changed);
    this.#members = new Members(() => house.rest.all<MemberView>(`${address}/members`), (active) => {
      house.meet(...active);
      for (const { user_id, read_ordinal: read, delivered_ordinal: delivered } of active) this.#positions.advance(user_id, { read, delivered });
    });
    this.#receipts = new Receipts((what, ordinal) => house.line.ask(what, { conversation_id: id, ordinal }), () => house.isLive, me, this.#summary, this.#positions);
    this.#typing = new Typing(me, (isTyping) => house.line.tell(isTyping ? "start_typing" : "stop_typing", { conversation_id: id }));
    this.#sequence = new Sequence(kept.seq, {
      isLive: () => house.isLive, isStartingOver: () => this.#isStartingOver,
      happen: (event) => this.#happen(event), settled: changed,
      askAfter: (after) => house.rest.get(`${address}/changes`, { after }),
      refused: ({ code, isPassing }) => {
        if (code === "not_found") house.gone(this);
        else if (!isPassing) return this.startOver();
      },
    });
    if (kept.page) this.#messages.timeline.fill(kept.page);
    house.meet(...kept.view.direct_with ?? []);
  }

  get view(): Cell<ConversationView> { return this.#summary.view; }
  get timeline(): Cell<TimelineView> { return this.#messages.timeline.view; }
  /** Active members; undefined until loaded, and in conversations of more than 200. */
  get members(): Cell<ReadonlyMap<UserId, MemberView> | undefined> { return this.#members.all; }
  /** Who types now, without oneself. */
  get typing(): Cell<readonly UserId[]> { return this.#typing.who; }
  /** How far the others have read, and how far it has reached them, by ordinal. */
  get reached(): Cell<ReadonlyMap<UserId, Reached>> { return this.#positions.reached; }
  /** The number up to which everything is known. */
  get seq(): number { return this.#sequence.seq; }
  get lastOrdinal(): number { return this.#summary.lastOrdinal; }
  /** How far one's own message has come. */
  standing(item: TimelineItem): Standing { return this.#positions.standing(item, this.#house.meId()); }

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
    await this.#receipts.tell();
    if (!this.#isShown) return;
    await this.#messages.loadMissing();
    if (this.#summary.my && this.view.get().member_count <= MEMBERS_KNOWN) await this.#members.load();
  }

  /** The newest messages. */
  showLatest(): Promise<void> { return this.#messages.showLatest(); }
  loadBefore = (): Promise<void> => this.#messages.loadBefore();
  loadAfter = (): Promise<void> => this.#messages.loadAfter();
  /** The messages around this ordinal. */
  showAround = (ordinal: number): Promise<void> => this.#messages.showAround(ordinal);
  /** The replies to a message, kept true by events like the timeline. */
  thread(root: MessageId): Timeline { return this.#messages.thread(root); }

  // --- Doing ---

  /** Puts a message on its way and answers its id; it is seen at once, and sent as soon as there is a line. */
  send(content: string, more: Omit<Draft, "conversation_id" | "content"> = {}): MessageId {
    this.stopTyping();
    return this.#house.outbox.add({ conversation_id: this.id, content, ...more }).id;
  }

  /** @throws ParleyError */
  edit = (id: MessageId, content: string): Promise<void> => this.#pending.edit(id, content);
  /** @throws ParleyError */
  remove = (id: MessageId, reason?: string): Promise<void> => this.#pending.remove(id, reason);
  /** Puts one's emoji under a message, or takes it back. @throws ParleyError */
  react = (id: MessageId, emoji: string, on = true): Promise<void> => this.#pending.react(id, emoji, on);
  /** @throws ParleyError */
  pin = (id: MessageId, on = true): Promise<void> => this.#pending.pin(id, on);

  /** One types: told to the others now and then, and that it ended by `stopTyping`, a message, or silence. */
  type(): void { this.#typing.begin(); }
  stopTyping(): void { this.#typing.stop(); }

  /** Everything up to this ordinal has been read; everything, when none is named. Kept until there is a line. */
  markRead(ordinal = this.lastOrdinal): void { this.#receipts.markRead(ordinal); }

  /** Counts it as unread from this message on, for oneself only. @throws ParleyError */
  async markUnread(ordinal: number): Promise<void> {
    this.#receipts.forgetRead();
    await this.#house.rest.post(`/conversations/${this.id}/unread`, { ordinal });
    const { my } = this.#summary;
    if (my) this.#summary.setMy({ ...my, unread_from: ordinal });
  }

  /** Messages have reached this device: the others are told, where there are few of them. */
  tellDelivered(): Promise<void> { return this.#receipts.tellDelivered(); }

  // --- Hearing ---

  /** Takes in what REST tells. Events speak to everybody and leave out what is one member's own. */
  learn(view: ConversationView): void {
    this.#house.meet(...view.direct_with ?? []);
    const ahead = this.#summary.learn(view, this.seq);
    if (ahead !== undefined) this.#receipts.tellRead(ahead);
  }

  /** Takes a numbered event, once and in order: one that comes too early is held until those before it are here. */
  apply(event: ConversationEvent): void {
    if (this.#summary.my) this.#sequence.apply(event);
    else void this.startOver(); // a public one that the person has just joined
  }

  /** The past is too long to tell: what was held is thrown away and read afresh. */
  async startOver(): Promise<void> {
    if (this.#isStartingOver) return;
    this.#isStartingOver = true;
    this.#messages.forget();
    try {
      const view = await this.#house.rest.get<ConversationView>(`/conversations/${this.id}`);
      if (!view.my) return this.#house.gone(this);
      this.#sequence.startAt(view.last_seq); // below what was known, where the server lost something: its word counts
      this.#sending.startOver();
      this.learn(view);
      this.#sequence.goOn();
    } catch (error) {
      if ((error as ParleyError).code === "not_found") return this.#house.gone(this);
      // Not reached: the number stays old, so the next line begins with this again.
    } finally {
      this.#isStartingOver = false;
    }
    await this.refresh();
  }

  #happen(event: ConversationEvent): void {
    const me = this.#house.meId();
    this.#messages.apply(event);
    if (event.type === "new_message") {
      const { sender_id, ordinal } = event.message;
      this.heardTyping(sender_id, false);
      this.#positions.advance(sender_id, { read: ordinal, delivered: ordinal });
      if (sender_id === me) this.#house.outbox.heard(event.message);
    } else if (event.type === "member_joined") {
      this.#house.meet(event.member);
      this.#positions.advance(event.user_id, { read: event.member.read_ordinal, delivered: event.member.delivered_ordinal });
    }
    this.#members.apply(event);
    this.#summary.apply(event);
    if (event.type === "conversation_deleted" || (event.type === "member_left" && event.user_id === me)) this.#house.gone(this);
    else if (event.type === "new_message" && event.message.sender_id !== me) {
      this.#receipts.received(event.message.ordinal);
      this.#house.arrived(this, event.message);
    }
  }

  /** Somebody has read up to here. */
  heardRead(user: UserId, ordinal: number): void {
    this.#positions.advance(user, { read: ordinal });
    const { my } = this.#summary;
    if (user === this.#house.meId() && my && ordinal > my.read_ordinal) this.#summary.setMy({ ...my, read_ordinal: ordinal });
  }

  heardDelivered(user: UserId, ordinal: number): void { this.#positions.advance(user, { delivered: ordinal }); }

  /** The person set it for themselves on one of their devices. */
  heardMy(my: MyMembership): void {
    this.#summary.setMy({ ...my, read_ordinal: Math.max(my.read_ordinal, this.#summary.my?.read_ordinal ?? 0) });
  }

  /** Somebody types, or not any more; silence ends it as well. */
  heardTyping(user: UserId, isTyping: boolean): void { this.#typing.heard(user, isTyping); }
  /** The line is gone: nobody would say when somebody stops. */
  silence(): void { this.#typing.silence(); }

  /** The outbox changed. */
  sendingChanged(acknowledged?: MessageView): void {
    if (acknowledged) this.#sending.acknowledged(acknowledged);
    this.#messages.changed();
  }

  /** What opens it without a network. */
  keep(): KeptConversation {
    const page = this.#messages.newest(this.seq);
    return { view: { ...this.view.get(), last_seq: Math.max(this.seq, this.#summary.readAt) }, seq: this.seq, ...(page && { page }) };
  }

  /** Nothing of it goes on by itself any more. */
  end(): void {
    this.#sequence.end();
    this.silence();
  }
}
