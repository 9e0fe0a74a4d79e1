// The one client of this page, and how components watch it.
import { cookie, Parley, type Cell } from "@parley/client";
import { useSyncExternalStore } from "react";

export const parley = new Parley({ credentials: cookie() });

/** The cell's value; the component is drawn again when it changes. */
export const useCell = <T>(cell: Cell<T>): T => useSyncExternalStore(cell.subscribe, cell.get);
