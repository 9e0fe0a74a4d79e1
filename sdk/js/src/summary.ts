import { Value, type Cell } from "./cell.ts";
import { limits, type ConversationEvent, type ConversationView, type MyMembership, type UserId } from "./protocol.ts";
import { after } from "./timeline.ts";

/** What a conversation is and what the list shows of it, with what is the person's own in it, kept true by answers and events. */
export class Summary {
  readonly #me: () => UserId;
  readonly #lastKnown: () => number;
  readonly #onChange: () => void;
  readonly #view: Value<ConversationView>;
  /** The number at which the view was read; events up to it are in it. */
  #readAt: number;

  /** `lastKnown`: the ordinal of the newest message that is known. */
  constructor(view: ConversationView, me: () => UserId, lastKnown: () => number, onChange: () => void) {
    this.#view = new Value(view);
    this.#readAt = view.last_seq;
    this.#me = me;
    this.#lastKnown = lastKnown;
    this.#onChange = onChange;
  }

  get view(): Cell<ConversationView> { return this.#view; }
  get my(): MyMembership | null | undefined { return this.#view.get().my; }
  get readAt(): number { return this.#readAt; }
  get lastOrdinal(): number { return Math.max(this.#view.get().last_message?.ordinal ?? 0, this.#lastKnown()); }

  /** So few that each is told how far messages have reached the others. */
  get isSmall(): boolean {
    const { type, member_count } = this.#view.get();
    return type !== "channel" && member_count <= limits.deliveredMembers;
  }

  setMy(my: MyMembership): void {
    this.#set({ my, unread_count: Math.max(0, this.lastOrdinal - Math.min(my.read_ordinal, (my.unread_from ?? Infinity) - 1)) });
  }

  #set(part: Partial<ConversationView>): void {
    this.#view.set({ ...this.#view.get(), ...part });
    this.#onChange();
  }

  /**
   * Takes in what REST tells, where events are known up to `seq`; they speak to everybody and leave out what is one member's own.
   * Answers how far the person has read where the server does not know it yet.
   */
  learn(view: ConversationView, seq: number): number | undefined {
    const known = this.#view.get();
    // Reading may have gone on here while the answer was under way, or before the program was closed.
    const read = known.my?.read_ordinal ?? 0;
    const ahead = view.my && read > view.my.read_ordinal && known.my;
    const my = ahead ? { ...view.my!, read_ordinal: read, unread_mentions: ahead.unread_mentions } : view.my ?? known.my;
    const isNewer = view.last_seq >= seq;
    if (isNewer) this.#readAt = view.last_seq;
    this.#view.set({ ...(isNewer ? view : known), my, unread_count: view.unread_count ?? known.unread_count, direct_with: view.direct_with ?? known.direct_with });
    if (my) this.setMy(my);
    this.#onChange();
    return ahead ? read : undefined;
  }

  /** Makes happen what an event tells. */
  apply(event: ConversationEvent): void {
    if (event.seq <= this.#readAt) return;
    const me = this.#me();
    const { last_message: last, my } = this.#view.get();
    const changed = last && after(last, event, me);
    if (changed !== last) this.#set({ last_message: changed });
    switch (event.type) {
      case "new_message": {
        const { message } = event;
        this.#set({ last_message: message, last_message_at: message.created_at });
        if (my) this.setMy(message.sender_id === me ? { ...my, read_ordinal: message.ordinal, unread_from: undefined } : my);
        break;
      }
      case "member_joined": case "member_left": this.#set({ member_count: event.member_count }); break;
      case "member_updated": if (event.user_id === me && my) this.#set({ my: { ...my, role: event.role } }); break;
      case "conversation_updated": {
        const { last_message: _, last_message_at: _at, my: _my, unread_count: _count, direct_with: _with, ...view } = event.conversation;
        this.#set(view);
      }
    }
  }
}
