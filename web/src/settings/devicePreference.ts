// What is chosen for this device only and kept in the browser. Everything on the page that reads the same key follows at once.
import { useSyncExternalStore } from "react";

const kept = new Map<string, string | null>();

export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return kept.get(key) ?? null; // storage is forbidden in some frames: a choice lasts as long as the page
  }
}

export function writePreference(key: string, value: string | null): void {
  kept.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // kept above
  }
  // The browser tells other tabs only; those who listen in this one hear it by the same event.
  dispatchEvent(new StorageEvent("storage", { key, newValue: value }));
}

const subscribe = (listener: () => void) => { addEventListener("storage", listener); return () => removeEventListener("storage", listener); };

export const usePreference = (key: string): [string | null, (value: string | null) => void] =>
  [useSyncExternalStore(subscribe, () => readPreference(key)), (value) => writePreference(key, value)];
