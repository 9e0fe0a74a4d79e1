import { ParleyError, type Query } from "@parley/client";
import { useCallback, useEffect, useState } from "react";
import { parley } from "../../app/parley.ts";

export interface Answer<T> {
  value: T | undefined;
  problem: unknown;
  loading: boolean;
  reload(): void;
  set(value: T): void;
}

/** One call, made again when its address changes; what was there stays until the next answer. No path: no call. */
export function useAnswer<T>(path: string | null, query: Query = {}): Answer<T> {
  const key = path && JSON.stringify([path, query]);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ value?: T; problem?: unknown; key?: string | null; turn?: number }>({});

  useEffect(() => {
    if (!key) return;
    const stop = new AbortController();
    const [to, asked] = JSON.parse(key) as [string, Query];
    parley.rest.get<T>(to, asked, stop.signal).then(
      (value) => setState({ value, key, turn }),
      (problem: unknown) => { if (!(problem instanceof ParleyError) || problem.code !== "aborted") setState((before) => ({ value: before.value, problem, key, turn })); },
    );
    return () => stop.abort();
  }, [key, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const set = useCallback((value: T) => setState((before) => ({ ...before, value })), []);
  return { value: state.value, problem: state.problem, loading: key !== null && (state.key !== key || state.turn !== turn), reload, set };
}
