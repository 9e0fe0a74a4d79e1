import { useEffect, useState } from "react";
import { type FileLimits, fileLimits } from "./fileLimits.ts";

/** What may be uploaded here, as soon as it is known. */
export function useFileLimits(wanted = true): FileLimits | undefined {
  const [limits, setLimits] = useState<FileLimits>();
  useEffect(() => {
    if (!wanted) return;
    let isHere = true;
    void fileLimits().then((known) => { if (isHere) setLimits(known); });
    return () => { isHere = false; };
  }, [wanted]);
  return limits;
}
