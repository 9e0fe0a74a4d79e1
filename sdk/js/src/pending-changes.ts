import type { Line } from "./line.ts";
import type { MessageId, MessageView, ReactionCount, UserId } from "./protocol.ts";
import { deleted, react, type Overlay } from "./timeline.ts";

/** What the person changes in messages: shown at once, taken back when it is refused. */
export class PendingChanges {
  readonly #line: () => Line;
  readonly #me: () => UserId;
  readonly #onChange: () => void;
  readonly overlay: Overlay = new Map();

  constructor(line: () => Line, me: () => UserId, onChange: () => void) {
    this.#line = line;
    this.#me = me;
    this.#onChange = onChange;
  }

  edit = (id: MessageId, content: string): Promise<void> =>
    this.#show(id, (message) => (message.content === content ? message : { ...message, content, edited_at: new Date().toISOString() }),
      () => this.#line().ask("edit_message", { message_id: id, content }));

  remove = (id: MessageId, reason?: string): Promise<void> =>
    this.#show(id, (message) => (message.deleted_at ? message : deleted(message, new Date().toISOString())),
      () => this.#line().ask("delete_message", { message_id: id, reason }));

  react = (id: MessageId, emoji: string, on: boolean): Promise<void> => {
    const me = this.#me();
    const isMine = (reactions: ReactionCount[]) => reactions.some((one) => one.emoji === emoji && one.mine);
    return this.#show(id, (message) => (isMine(message.reactions) === on ? message : react(message, { user_id: me, emoji }, on ? 1 : -1, me)),
      () => this.#line().ask(on ? "add_reaction" : "remove_reaction", { message_id: id, emoji }));
  };

  pin = (id: MessageId, on: boolean): Promise<void> =>
    this.#show(id, (message) => ({ ...message, pinned_at: on ? message.pinned_at ?? new Date().toISOString() : undefined }),
      () => this.#line().ask(on ? "pin_message" : "unpin_message", { message_id: id }));

  // What the event says later is the same, so nothing flickers.
  async #show(id: MessageId, alter: (message: MessageView) => MessageView, ask: () => Promise<unknown>): Promise<void> {
    const before = this.overlay.get(id);
    const mine = (message: MessageView) => alter(before?.(message) ?? message);
    this.overlay.set(id, mine);
    this.#onChange();
    try {
      await ask();
    } finally {
      if (this.overlay.get(id) === mine) this.overlay.delete(id);
      this.#onChange();
    }
  }
}
