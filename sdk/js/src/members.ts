import { Value, type Cell } from "./cell.ts";
import type { ConversationEvent, MemberView, UserId } from "./protocol.ts";

type Alter = (members: Map<UserId, MemberView>) => void;

/** The active members of a conversation, loaded together and kept true by events. */
export class Members {
  readonly #ask: () => Promise<MemberView[]>;
  readonly #onLoaded: (active: readonly MemberView[]) => void;
  readonly #all = new Value<ReadonlyMap<UserId, MemberView> | undefined>(undefined);
  /** What happened to them while they were being loaded. */
  #news: Alter[] | undefined;

  constructor(ask: () => Promise<MemberView[]>, onLoaded: (active: readonly MemberView[]) => void) {
    this.#ask = ask;
    this.#onLoaded = onLoaded;
  }

  get all(): Cell<ReadonlyMap<UserId, MemberView> | undefined> { return this.#all; }

  async load(): Promise<void> {
    const news: Alter[] = (this.#news = []);
    try {
      const everybody = await this.#ask();
      if (this.#news !== news) return; // asked for again meanwhile
      const active = everybody.filter(({ status }) => status === "active");
      const members = new Map(active.map((member) => [member.user_id, member]));
      for (const alter of news) alter(members);
      this.#all.set(members);
      this.#onLoaded(active);
    } catch {
      // Asked for again when the line is back.
    } finally {
      if (this.#news === news) this.#news = undefined;
    }
  }

  /** Makes happen what an event tells. */
  apply(event: ConversationEvent): void {
    switch (event.type) {
      case "member_joined": this.#alter((members) => members.set(event.user_id, event.member)); break;
      case "member_left": this.#alter((members) => members.delete(event.user_id)); break;
      case "member_updated": {
        const { user_id, role, status, muted_until } = event;
        this.#alter((members) => { const member = members.get(user_id); if (member) members.set(user_id, { ...member, role, status, muted_until }); });
      }
    }
  }

  #alter(alter: Alter): void {
    this.#news?.push(alter);
    const members = this.#all.get();
    if (!members) return;
    const next = new Map(members);
    alter(next);
    this.#all.set(next);
  }
}
