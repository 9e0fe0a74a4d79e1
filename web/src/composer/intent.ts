// What the composer of a conversation (or of a thread in it) is about to do beside writing: answer a message, or reword one's own.
import type { ConversationId, MessageId, MessageView } from "@parley/client";
import { useSyncExternalStore } from "react";

export type Intent = { kind: "reply" | "edit"; message: MessageView };

/** One composer: a conversation's, or a thread's. */
export const composerKey = (conversation: ConversationId, thread?: MessageId): string => (thread ? `${conversation}/${thread}` : conversation);

const intents = new Map<string, Intent>();
const listeners = new Set<() => void>();

/** The timeline's menus and keys call this; the composer takes the focus when it happens. */
export function setIntent(key: string, intent: Intent | undefined): void {
  if (intent) intents.set(key, intent);
  else intents.delete(key);
  for (const listener of listeners) listener();
}

export const getIntent = (key: string): Intent | undefined => intents.get(key);

export const onIntents = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; };

export const useIntent = (key: string): Intent | undefined => useSyncExternalStore(onIntents, () => intents.get(key));
