import type { ParleyError } from "@parley/client";
import { useEffect, useState } from "react";

/** What `load` answers; undefined until then. Loaded once, when the dialog opens. */
export function useLoaded<T>(load: () => Promise<T>): { value: T | undefined; error: ParleyError | undefined; retry(): void } {
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<ParleyError>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    setError(undefined);
    load().then((found) => { if (!gone) setValue(found); }, (problem: ParleyError) => { if (!gone) setError(problem); });
    return () => { gone = true; };
  }, [turn]);
  return { value, error, retry: () => setTurn(turn + 1) };
}
