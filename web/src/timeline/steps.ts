import { useLayoutEffect, useState } from "react";
import type { Row } from "./rows.ts";

/** What the virtual list is given, and whether what changed in number changed at the beginning. */
export interface Shown {
  readonly rows: readonly Row[];
  readonly shift: boolean;
  /** Another number: nothing of what was shown is left, the list begins afresh. */
  readonly generation: number;
  readonly target: readonly Row[];
}

const idOf = (row: Row) => row.item.message.id;

/**
 * The list keeps its place by counting: it must learn of a change at the beginning and of one at the end separately. When a stretch grows at
 * one end and is cut at the other at the same time, that is shown in two steps before anything is painted.
 */
export function step(shown: Shown, target: readonly Row[]): Shown {
  const { rows, generation } = shown;
  if (rows === target) return { ...shown, target };
  if (rows.length === 0) return { rows: target, shift: false, generation, target };
  const places = new Map(target.map((row, at) => [idOf(row), at]));
  const firstKept = rows.findIndex((row) => places.has(idOf(row)));
  if (firstKept < 0) return { rows: target, shift: false, generation: generation + 1, target };
  const added = places.get(idOf(rows[firstKept]!))!;
  if (added === firstKept) return { rows: target, shift: false, generation, target };
  const front = [...target.slice(0, added), ...rows.slice(firstKept).map((row) => target[places.get(idOf(row)) ?? -1] ?? row)];
  return { rows: front.length === target.length ? target : front, shift: true, generation, target };
}

/** Shows `target`, in as many steps as the list needs. */
export function useSteps(target: readonly Row[]): Shown {
  const [shown, setShown] = useState<Shown>({ rows: target, shift: false, generation: 0, target });
  let now = shown;
  if (shown.target !== target) {
    now = step(shown, target);
    setShown(now);
  }
  useLayoutEffect(() => {
    if (shown.rows !== shown.target) setShown({ ...shown, rows: shown.target, shift: false });
  }, [shown]);
  return now;
}
