import type { Account } from "./account.ts";
import type { Conversations } from "./conversations.ts";
import type { People } from "./people.ts";
import type { ChatEvent, ConversationId, PresenceView, UserView } from "./protocol.ts";

/** Brings every event to whom it concerns: a conversation, the person's account, the people they know. */
export class Hearing {
  readonly #conversations: Conversations;
  readonly #account: Account;
  readonly #people: People;

  constructor(conversations: Conversations, account: Account, people: People) {
    this.#conversations = conversations;
    this.#account = account;
    this.#people = people;
  }

  hear(event: ChatEvent): void {
    if ("seq" in event) return this.#conversations.apply(event);
    const conversation = "conversation_id" in event ? this.#conversations.find(event.conversation_id as ConversationId) : undefined;
    switch (event.type) {
      case "reset": void conversation?.startOver(); break;
      case "typing_indicator": conversation?.heardTyping(event.user_id, event.is_typing); break;
      case "delivery_receipt": conversation?.heardDelivered(event.user_id, event.ordinal); break;
      case "presence_changed": this.#people.heard(event as PresenceView); break;
      default:
        this.hearOwn(event);
        if (event.type === "notification" && event.is_new) {
          const isMention = event.notification.type === "mention";
          this.#account.notified(isMention);
          const where = this.#conversations.find(event.notification.conversation_id);
          const my = where?.view.get().my;
          if (isMention && my) where!.heardMy({ ...my, unread_mentions: my.unread_mentions + 1 });
          else if (isMention) this.#conversations.reread(event.notification.conversation_id);
        }
    }
  }

  /** What concerns the person's own; hearing the same again changes nothing. */
  hearOwn(event: ChatEvent | { type: "user_updated"; user: UserView }): void {
    const conversation = "conversation_id" in event ? this.#conversations.find(event.conversation_id as ConversationId) : undefined;
    switch (event.type) {
      case "read_receipt": conversation?.heardRead(event.user_id, event.ordinal); break;
      case "my_conversation_updated": conversation?.heardMy(event.my); break;
      case "badge_updated": {
        const my = conversation?.view.get().my;
        if (my) conversation!.heardMy({ ...my, read_ordinal: event.read_ordinal, unread_mentions: event.unread_mentions });
        break;
      }
      default:
        this.#account.hear(event);
        if (event.type === "user_updated") this.#conversations.changed();
    }
  }
}
