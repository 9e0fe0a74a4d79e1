import type { Conversation } from "@parley/client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parley } from "../app/parley.ts";
import { unreadFrom } from "./places.ts";

export interface UnreadLine { readonly from: number; readonly count: number }

export interface Unread {
  /** Whether the end of the list is in view; the list says so. */
  readonly atEnd: { current: boolean };
  readonly line: UnreadLine | undefined;
  /** The person said so, or saw the end: everything here is read. `keepLine`: what was new stays marked. */
  markRead(keepLine?: boolean): void;
  /** The end is seen; counts only while somebody looks, and not after "mark unread from here". */
  sawEnd(): void;
  /** Unread from here on, until the person leaves or says otherwise. */
  hold(ordinal: number): void;
}

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();

/** The line above what is new. It stays where it was when the conversation was opened; what comes while nobody looks gets one too. */
export function useUnreadLine(conversation: Conversation): Unread {
  const [line, setLine] = useState<UnreadLine | undefined>(() => {
    const view = conversation.view.get(), from = unreadFrom(view);
    return from === undefined ? undefined : { from, count: view.unread_count! };
  });
  const held = useRef(false);
  const atEnd = useRef(false);
  const caughtUp = useRef(line === undefined);

  useEffect(() => parley.on("message", ({ conversation: other, message }) => {
    if (other !== conversation || message.message_type === "system") return;
    if (caughtUp.current && atEnd.current && isLooking()) return;
    setLine((one) => (one && !caughtUp.current ? { ...one, count: one.count + 1 } : { from: message.ordinal, count: 1 }));
    caughtUp.current = false;
  }), [conversation]);

  const markRead = useCallback((keepLine = false) => {
    held.current = false;
    caughtUp.current = true;
    conversation.markRead();
    if (!keepLine) setLine(undefined);
  }, [conversation]);

  const sawEnd = useCallback(() => { if (!held.current && isLooking()) markRead(true); }, [markRead]);

  const hold = useCallback((ordinal: number) => {
    held.current = true;
    caughtUp.current = false;
    setLine({ from: ordinal, count: Math.max(1, conversation.lastOrdinal - ordinal + 1) });
  }, [conversation]);

  return useMemo(() => ({ atEnd, line, markRead, sawEnd, hold }), [line, markRead, sawEnd, hold]);
}
