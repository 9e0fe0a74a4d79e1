// Every address of the app, in one place; the server answers all of them with the same page.
import type { ConversationId, MessageId } from "@parley/client";

export const routes = {
  home: "/",
  signIn: "/sign-in",
  signUp: "/sign-up",
  invite: "/invite/:invite",
  conversation: "/c/:id",
  /** At one message: a permalink, a search hit, a jump to a date. */
  message: "/c/:id/:ordinal",
  notifications: "/notifications",
  people: "/people",
  saved: "/saved",
  search: "/search",
  settings: "/settings/*?",
  admin: "/admin/*?",
} as const;

export const toConversation = (id: ConversationId): string => `/c/${id}`;
export const toMessage = (id: ConversationId, ordinal: number): string => `/c/${id}/${ordinal}`;
/** What may be sent to somebody else; the server leads it to the message's conversation. */
export const permalink = (id: MessageId): string => `${location.origin}/m/${id}`;
