// In slow mode a member writes once in so many seconds; moderators as often as they like.
import type { Conversation } from "@parley/client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { parley, useCell } from "../app/parley.ts";

const TICK = 250;

/** The moment from which one may write again; 0 where one may now, or where there is no slow mode. */
function freeAt(conversation: Conversation): number {
  const { slow_mode_seconds: pause, my, type } = conversation.view.get();
  if (!pause || my?.role !== "member" || type === "direct") return 0;
  const me = parley.meId();
  const last = conversation.timeline.get().items.findLast(({ message, sending }) => message.sender_id === me && message.message_type !== "system" && !sending?.failure);
  const at = last ? Date.parse(last.message.created_at) + pause * 1000 : 0;
  return Math.min(at, Date.now() + pause * 1000); // the server's clock may go before ours
}

/** Seconds until one may write again. Drawn once a second, and only where slow mode holds. */
export function useSlowMode(conversation: Conversation): number {
  useCell(conversation.view);
  const last = useSyncExternalStore(conversation.timeline.subscribe, () => (conversation.view.get().slow_mode_seconds ? conversation.lastOrdinal + conversation.timeline.get().items.length : 0));
  const secondsLeft = () => Math.max(0, Math.ceil((freeAt(conversation) - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    setLeft(secondsLeft());
    if (!conversation.view.get().slow_mode_seconds) return;
    const timer = setInterval(() => setLeft(secondsLeft()), TICK);
    return () => clearInterval(timer);
    // `last` stands for everything that secondsLeft reads.
  }, [conversation, last]);
  return left;
}
