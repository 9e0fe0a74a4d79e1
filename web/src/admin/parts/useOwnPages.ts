import type { Listing, Query } from "@parley/client";
import { useEffect, useState } from "react";
import { PAGE, type Pages } from "./usePages.ts";
import { useAnswer } from "./useAnswer.ts";

/** Pages of a list inside of a detail: which one is no part of the address. */
export function useOwnPages<T>(path: string, query: Query): Pages<T> {
  const key = JSON.stringify([path, query]);
  const [way, setWay] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = way.key === key ? way.cursors : [];
  useEffect(() => setWay((before) => (before.key === key ? before : { key, cursors: [] })), [key]);
  const { value, set, ...answer } = useAnswer<Listing<T>>(path, { limit: PAGE, ...query, cursor: cursors.at(-1) });
  const next = value?.next_cursor;
  return {
    ...answer, rows: value?.items ?? [], page: cursors.length + 1,
    onBack: cursors.length > 0 ? () => setWay({ key, cursors: cursors.slice(0, -1) }) : null,
    onNext: next && !answer.loading ? () => setWay({ key, cursors: [...cursors, next] }) : null,
    setRows: (change) => { if (value) set({ ...value, items: change(value.items) }); },
  };
}
