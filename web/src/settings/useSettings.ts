import type { ParleyError } from "@parley/client";
import { useRef, useState } from "react";
import { parley } from "../app/parley.ts";
import { errorText } from "../i18n/format.ts";
import { saySaved } from "./saved.ts";
import { useRemote, type Remote } from "./useRemote.ts";

export interface Settings<T> extends Remote<T> {
  /** Shown at once, then stored; taken back with its reason where the server refuses. */
  change(part: Partial<T>): void;
  wrong: Partial<Record<keyof T, string>>;
}

/** A record of settings that is stored as it is changed. `put` sends the whole of it, `patch` what changed. */
export function useSettings<T extends object>(path: string, by: "put" | "patch", onSaved?: (value: T) => void): Settings<T> {
  const remote = useRemote<T>(path);
  const [wrong, setWrong] = useState<Partial<Record<keyof T, string>>>({});
  const latest = useRef<T>(undefined);
  const queue = useRef(Promise.resolve());
  latest.current = remote.value;

  const change = (part: Partial<T>) => {
    const before = latest.current;
    if (!before) return;
    const next = latest.current = { ...before, ...part };
    const names = Object.keys(part) as (keyof T)[];
    remote.set(() => next);
    setWrong((now) => ({ ...now, ...Object.fromEntries(names.map((name) => [name, undefined])) }));
    // One after the other: two quick changes must not overtake each other on the way.
    queue.current = queue.current.then(() => parley.rest[by]<T>(path, by === "put" ? next : part)).then(() => {
      onSaved?.(next);
      saySaved();
    }, (error: ParleyError) => {
      const back = Object.fromEntries(names.map((name) => [name, before[name]])) as Partial<T>;
      remote.set((now) => ({ ...now, ...back }));
      setWrong((now) => ({ ...now, ...Object.fromEntries(names.map((name) => [name, errorText(error.code)])) }));
    });
  };
  return { ...remote, change, wrong };
}
