import type { ConversationId, MessageId, MessageView } from "@parley/client";
import { useLocation } from "wouter";
import { keepPanel } from "../app/keepPanel.ts";
import { parley } from "../app/parley.ts";
import { toMessage } from "../app/routes.ts";
import { act } from "./act.ts";

/** Goes to a message of the conversation beside the panel, by its ordinal or, where only the id is known, by asking for it. */
export function useJump(conversation: ConversationId): (to: number | MessageId) => void {
  const [, go] = useLocation();
  return (to) => void act(async () => {
    const ordinal = typeof to === "number" ? to : (await parley.rest.get<MessageView>(`/messages/${to}`)).ordinal;
    go(keepPanel(toMessage(conversation, ordinal)));
  });
}
