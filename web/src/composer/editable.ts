import type { Conversation, MessageId, MessageView } from "@parley/client";
import { parley } from "../app/parley.ts";

/** One's own words: no system line, no forward (those are its author's), not deleted, and at the server already. */
export const isEditable = (message: MessageView): boolean =>
  message.sender_id === parley.meId() && message.message_type !== "system" && !message.deleted_at && !message.forward_from && message.content !== "";

/** What the up-arrow rewords. */
export function lastOwn(conversation: Conversation, thread?: MessageId): MessageView | undefined {
  const { items } = (thread ? conversation.thread(thread).view : conversation.timeline).get();
  return items.findLast(({ message, sending }) => !sending && isEditable(message))?.message;
}
