// The quiet word "Saved" at the head of the page, said by whichever field was stored last.
import { useSyncExternalStore } from "react";

const SHOWN = 2_000; // ms

let isShown = false;
let timer = 0;
const listeners = new Set<() => void>();

function set(shown: boolean): void {
  isShown = shown;
  for (const listener of listeners) listener();
}

export function saySaved(): void {
  clearTimeout(timer);
  set(true);
  timer = window.setTimeout(() => set(false), SHOWN);
}

export const useSavedShown = (): boolean =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, () => isShown);
