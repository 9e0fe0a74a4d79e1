import type { Conversation, MessageId, MessageView, UserId } from "@parley/client";
import { createContext, useContext } from "react";
import type { FindMentioned, Mentioned } from "../text/mentions.ts";

/** What a row can ask of the list it stands in. The same object as long as the list stands, so that rows are not drawn again for it. */
export interface Talk {
  readonly conversation: Conversation;
  /** The root, where the list is a thread's replies. */
  readonly thread: MessageId | undefined;
  readonly me: UserId;
  readonly find: FindMentioned;
  onMention(person: Mentioned): void;
  /** Shows the message with this id, wherever it stands. */
  show(id: MessageId): void;
  reply(message: MessageView): void;
  edit(message: MessageView): void;
  openThread(root: MessageId): void;
  react(message: MessageView, emoji: string): void;
  ask(dialog: MessageDialog): void;
  markRead(): void;
  markUnread(message: MessageView): void;
}

export type DialogKind = "delete" | "forward" | "report" | "reactions" | "readers" | "history" | "actions" | "picker";

/** A dialog about one message; `actions` is the sheet that a long press opens. */
export interface MessageDialog { readonly kind: DialogKind; readonly message: MessageView }

const TalkContext = createContext<Talk | undefined>(undefined);
export const TalkProvider = TalkContext.Provider;

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (!talk) throw new Error("A message is drawn outside of a timeline.");
  return talk;
}
