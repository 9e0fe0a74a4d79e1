import type { ConversationView, MessageHit, ParleyError, SearchResults, UserView } from "@parley/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { parley } from "../app/parley.ts";
import { type Asked, write } from "./query.ts";

export interface Found {
  /** What these are the answer to; empty before the first. */
  readonly text: string;
  readonly messages: readonly MessageHit[];
  readonly conversations: readonly ConversationView[];
  readonly people: readonly UserView[];
  /** Where to go on; the server stops looking after a while and says so by this. */
  readonly next: string | null;
  readonly busy: boolean;
  readonly problem: ParleyError | undefined;
}

const NOTHING: Found = { text: "", messages: [], conversations: [], people: [], next: null, busy: false, problem: undefined };
const PAUSE = 200; // ms without a key before it is asked

/** Asks while somebody types; a newer question gives up the older one's call. `scope`: in this conversation only. */
export function useSearch(asked: Asked, scope?: string): Found & { loadMore(): void; again(): void } {
  const text = write(asked);
  const [found, set] = useState(NOTHING);
  const underWay = useRef<AbortController>(undefined);

  const ask = useCallback(async (cursor: string | null) => {
    underWay.current?.abort();
    const leave = underWay.current = new AbortController();
    set((before) => ({ ...before, busy: true, problem: undefined }));
    try {
      const page = await parley.rest.get<SearchResults>("/search", { q: text, in: scope, ...(scope && { type: "messages" }), limit: 30, cursor }, leave.signal);
      parley.people.meet(...page.users);
      set((before) => (cursor
        ? { ...before, messages: withNew(before.messages, page.messages), next: page.next_cursor, busy: false }
        : { text, messages: page.messages, conversations: page.conversations, people: page.users, next: page.next_cursor, busy: false, problem: undefined }));
    } catch (error) {
      if (!leave.signal.aborted) set((before) => ({ ...before, busy: false, problem: error as ParleyError }));
    }
  }, [text, scope]);

  useEffect(() => {
    if (!text) {
      set(NOTHING);
      return;
    }
    set((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => void ask(null), PAUSE);
    return () => {
      clearTimeout(timer);
      underWay.current?.abort();
    };
  }, [ask, text]);

  return { ...found, loadMore: () => { if (found.next && !found.busy) void ask(found.next); }, again: () => void ask(null) };
}

function withNew(known: readonly MessageHit[], more: readonly MessageHit[]): readonly MessageHit[] {
  const ids = new Set(known.map(({ message }) => message.id));
  return [...known, ...more.filter(({ message }) => !ids.has(message.id))];
}
