import type { Conversation, MessageId } from "@parley/client";

/** Where messages are written: at the foot of a conversation, or of a thread in it. */
export function Composer(_: { conversation: Conversation; thread?: MessageId }) {
  return null;
}
