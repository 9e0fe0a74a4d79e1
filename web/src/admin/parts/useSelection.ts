import { useEffect, useMemo, useRef, useState } from "react";

/** Which rows are selected, also those of other pages; another filter begins afresh. */
export function useSelection<Row>(rows: Row[], keyOf: (row: Row) => string, filters: unknown) {
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const seen = useRef(new Map<string, Row>());
  for (const row of rows) seen.current.set(keyOf(row), row);
  const filterKey = JSON.stringify(filters);
  useEffect(() => select(new Set()), [filterKey]);
  const chosen = useMemo(() => [...selected].flatMap((key) => seen.current.get(key) ?? []), [selected, rows]);
  return {
    selected, chosen,
    select: (keys: Set<string>) => select(keys),
    selectRows: (all: Row[]) => {
      for (const row of all) seen.current.set(keyOf(row), row);
      select(new Set(all.map(keyOf)));
    },
    clear: () => select(new Set()),
  };
}
