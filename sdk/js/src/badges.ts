import type { ConversationView } from "./protocol.ts";

/** What stands on badges. Muted conversations count only their mentions. */
export interface Unread {
  readonly conversations: number;
  readonly messages: number;
  readonly mentions: number;
  /** Mentions, and what is unread in direct conversations: what somebody waits for. */
  readonly urgent: number;
}

/** Counts what is unread in all of a person's conversations. */
export function countUnread(views: Iterable<ConversationView>): Unread {
  let [conversations, messages, mentions, urgent] = [0, 0, 0, 0];
  const now = new Date().toISOString();
  for (const { my, unread_count, type } of views) {
    if (!my) continue;
    mentions += my.unread_mentions;
    const isMuted = my.muted_until !== null && my.muted_until > now;
    urgent += type === "direct" && !isMuted ? unread_count ?? 0 : my.unread_mentions;
    if (isMuted || !unread_count) continue;
    conversations++;
    messages += unread_count;
  }
  return { conversations, messages, mentions, urgent };
}
