import type { Conversation, ConversationId, ParleyError } from "@parley/client";
import { useEffect, useState } from "react";
import { parley, useCell } from "../app/parley.ts";

type Found = { kind: "found"; conversation: Conversation } | { kind: "loading" } | { kind: "missing" } | { kind: "failed"; error: ParleyError };

/** A conversation by the id of an address: known, being asked for, not there, or not to be had just now. */
export function useConversation(id: ConversationId): Found {
  const state = useCell(parley.state).kind;
  useCell(parley.conversations); // becoming a member, or ceasing to be one
  const known = parley.find(id);
  const [answer, setAnswer] = useState<Found>({ kind: "loading" });
  useEffect(() => {
    if (known || (state !== "live" && state !== "offline")) return;
    let isLate = false;
    parley.conversation(id).then(
      (conversation) => { if (!isLate) setAnswer(conversation ? { kind: "found", conversation } : { kind: "missing" }); },
      (error: ParleyError) => { if (!isLate) setAnswer({ kind: "failed", error }); });
    return () => { isLate = true; };
  }, [id, known, state]);
  if (known) return { kind: "found", conversation: known };
  return answer.kind === "found" ? { kind: "missing" } : answer; // it was there and is gone: left, removed, deleted
}
