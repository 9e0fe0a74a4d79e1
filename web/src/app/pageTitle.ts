// What the page is about, for the tab's title.
import { useEffect, useSyncExternalStore } from "react";

let title = "";
const listeners = new Set<() => void>();
const set = (next: string) => {
  title = next;
  for (const listener of listeners) listener();
};

export const usePageTitle = (): string =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, () => title);

/** Names the page while it is shown. */
export function useTitle(name: string): void {
  useEffect(() => {
    set(name);
    return () => { if (title === name) set(""); };
  }, [name]);
}
