import type { Conversation, MessageId, MessageView, ParleyError } from "@parley/client";
import { useEffect, useState } from "react";
import { parley, useCell } from "../app/parley.ts";

/** The message that a thread answers: the timeline's where that has it, else asked for; events keep it true. */
export function useRoot(conversation: Conversation, id: MessageId): { message: MessageView | undefined; error: ParleyError | undefined; retry(): void } {
  const known = useCell(conversation.timeline).items.find(({ message }) => message.id === id)?.message;
  const [asked, setAsked] = useState<MessageView>();
  const [error, setError] = useState<ParleyError>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (known) return;
    const load = () => { parley.rest.get<MessageView>(`/messages/${id}`).then((message) => { setAsked(message); setError(undefined); }, setError); };
    load();
    const stops = [
      parley.on("message_updated", ({ message }) => { if (message.id === id) load(); }),
      parley.on("message_deleted", ({ message_id }) => { if (message_id === id) load(); }),
      parley.on("reaction_added", ({ reaction }) => { if (reaction.message_id === id) load(); }),
      parley.on("reaction_removed", ({ reaction }) => { if (reaction.message_id === id) load(); }),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [id, known === undefined, turn]);

  const message = known ?? asked;
  return { message, error: message ? undefined : error, retry: () => setTurn((n) => n + 1) };
}
