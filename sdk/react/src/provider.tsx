import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { Parley, type ParleyOptions } from "@parley/client";

const Shared = createContext<Parley | undefined>(undefined);

/**
 * Hands a `Parley` to everything below it: one that the program made and starts itself, or one made here from options, begun with
 * the provider and ended with it.
 */
export function ParleyProvider({ parley, options, children }: { parley?: Parley; options?: ParleyOptions; children?: ReactNode }): ReactNode {
  const [own] = useState(() => (parley ? undefined : new Parley(options)));
  useEffect(() => {
    if (!own) return undefined;
    void own.start();
    return () => own.close(); // strict mode ends and begins it once more; both are cheap
  }, [own]);
  return <Shared value={parley ?? own}>{children}</Shared>;
}

/** The `Parley` of the nearest provider. */
export function useParley(): Parley {
  const parley = useContext(Shared);
  if (!parley) throw new Error("There is no <ParleyProvider> above this component.");
  return parley;
}
