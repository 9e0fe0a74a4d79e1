import type { ParleyError } from "@parley/client";
import { useCallback, useEffect, useState } from "react";
import { parley } from "../app/parley.ts";
import { errorText } from "../i18n/format.ts";

export interface Remote<T> {
  value: T | undefined;
  problem: string | undefined;
  reload(): void;
  set(change: (value: T) => T): void;
}

/** What the server has at a path; asked for again when the line is back. */
export function useRemote<T>(path: string, load: (path: string) => Promise<T> = parley.rest.get): Remote<T> {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const reload = useCallback(() => {
    setProblem(undefined);
    load(path).then(setValue, (error: ParleyError) => setProblem(errorText(error.code)));
  }, [path, load]);
  useEffect(reload, [reload]);
  useEffect(() => parley.state.subscribe(() => { if (parley.state.get().kind === "live") reload(); }), [reload]);
  const set = useCallback((change: (value: T) => T) => setValue((now) => (now === undefined ? now : change(now))), []);
  return { value, problem, reload, set };
}

const everything = <T>(path: string): Promise<T[]> => parley.rest.all<T>(path);

/** All pages of a list that is short by nature, such as one's sessions. */
export const useRemoteList = <T>(path: string): Remote<T[]> => useRemote<T[]>(path, everything as (path: string) => Promise<T[]>);
