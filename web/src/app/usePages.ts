import type { Listing, ParleyError, Query } from "@parley/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { parley } from "./parley.ts";

/** A list of the server's, page by page. */
export interface Pages<T> {
  readonly items: readonly T[];
  /** Whether the first page is here. */
  readonly loaded: boolean;
  readonly busy: boolean;
  readonly hasMore: boolean;
  readonly problem: ParleyError | undefined;
  loadMore(): void;
  /** Asks for the first page again; what is shown stays until the answer is here. */
  reload(): void;
  /** What an event, or the person, changed. */
  change(alter: (items: readonly T[]) => readonly T[]): void;
}

interface State<T> { key: string; items: readonly T[]; next: string | null; loaded: boolean; busy: boolean; problem?: ParleyError }

const nothing = <T>(key: string): State<T> => ({ key, items: [], next: null, loaded: false, busy: true });

/** Loads a list and keeps it: a new path or query gives up the call under way, and a line that is back loads it again. No path: nothing to ask. */
export function usePages<T>(path: string | null, idOf: (item: T) => string, query: Query = {}): Pages<T> {
  const key = path === null ? "" : `${path} ${JSON.stringify(query)}`;
  const [kept, set] = useState<State<T>>(() => nothing(key));
  const state = kept.key === key ? kept : nothing<T>(key);
  const underWay = useRef<AbortController>(undefined);
  const now = useRef({ path, query, state });
  now.current = { path, query, state };

  const load = useCallback(async (cursor: string | null) => {
    const { path: from, query: asked } = now.current;
    if (from === null) return;
    underWay.current?.abort();
    const leave = underWay.current = new AbortController();
    set((before) => ({ ...(before.key === key ? before : nothing<T>(key)), busy: true, problem: undefined }));
    try {
      const page = await parley.rest.get<Listing<T>>(from, { limit: 50, ...asked, cursor }, leave.signal);
      set((before) => {
        const known = new Set(cursor ? before.items.map(idOf) : []);
        const items = cursor ? [...before.items, ...page.items.filter((item) => !known.has(idOf(item)))] : page.items;
        return { key, items, next: page.next_cursor ?? null, loaded: true, busy: false };
      });
    } catch (error) {
      if (!leave.signal.aborted) set((before) => ({ ...before, key, busy: false, problem: error as ParleyError }));
    }
  }, [key]);

  useEffect(() => {
    void load(null);
    return () => underWay.current?.abort();
  }, [load]);
  useEffect(() => onceBack(() => void load(null)), [load]);

  return {
    items: state.items, loaded: state.loaded, busy: state.busy, hasMore: state.next !== null, problem: state.problem,
    loadMore: () => { if (now.current.state.next !== null && (!now.current.state.busy || now.current.state.problem)) void load(now.current.state.next); },
    reload: () => void load(null),
    change: (alter) => set((before) => (before.key === key ? { ...before, items: alter(before.items) } : before)),
  };
}

/** Calls when the line is live again after a break: what was told meanwhile was not heard. Answers how to stop. */
export function onceBack(act: () => void): () => void {
  let missed = false;
  let wasLive = parley.state.get().kind === "live";
  return parley.state.subscribe(() => {
    const isLive = parley.state.get().kind === "live";
    if (wasLive && !isLive) missed = true;
    if (isLive && missed) {
      missed = false;
      act();
    }
    wasLive = isLive;
  });
}
