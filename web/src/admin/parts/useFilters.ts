import { useCallback } from "react";
import { useSearchParams } from "wouter";

/** Filters that stand in the address. A change begins again at the first page. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ""])) as Record<Name, string>;
  const change = useCallback((changes: Partial<Record<Name, string>>) => {
    setSearch((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value as string);
        else after.delete(name);
      }
      after.delete("cursor");
      after.delete("page");
      return after;
    }, { replace: true });
  }, [setSearch]);
  const isSet = names.some((name) => name !== "sort" && filters[name]);
  const clear = () => change(Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>);
  return { filters, change, clear, isSet };
}

/** Midnight of a chosen day on the person's own clock; `after` days later. */
export function startOf(day: string, after = 0): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + after).toISOString();
}
