import type { Listing, Query } from "@parley/client";
import { useRef } from "react";
import { useSearchParams } from "wouter";
import { type Answer, useAnswer } from "./useAnswer.ts";

export const PAGE = 50;

export interface Pages<T> extends Omit<Answer<Listing<T>>, "value" | "set"> {
  rows: T[];
  page: number;
  onBack: (() => void) | null;
  onNext: (() => void) | null;
  setRows(change: (rows: T[]) => T[]): void;
}

/** A list by cursors; the page stands in the address. A cursor knows only what follows, so the way back is remembered. */
export function usePages<T>(path: string | null, query: Query): Pages<T> {
  const [search, setSearch] = useSearchParams();
  const cursor = search.get("cursor") ?? undefined;
  const page = cursor ? Math.max(2, Number(search.get("page")) || 2) : 1;
  const way = useRef(new Map<number, string | undefined>());
  way.current.set(page, cursor);
  const { value, set, ...answer } = useAnswer<Listing<T>>(path, { limit: PAGE, ...query, cursor });

  const turnTo = (to: number, next: string | undefined) => setSearch((before) => {
    const after = new URLSearchParams(before);
    for (const name of ["cursor", "page"]) after.delete(name);
    if (next) {
      after.set("cursor", next);
      after.set("page", String(to));
    }
    return after;
  });
  const next = value?.next_cursor;
  return {
    ...answer, rows: value?.items ?? [], page,
    onBack: page > 1 ? () => turnTo(page - 1, way.current.get(page - 1)) : null,
    onNext: next && !answer.loading ? () => turnTo(page + 1, next) : null,
    setRows: (change) => { if (value) set({ ...value, items: change(value.items) }); },
  };
}
