// What a person has chosen about writing, on this device. Settings pages use the same hooks; every composer on the page follows at once.
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const memory = new Map<string, string | null>();

/** Storage is forbidden in some private windows: then a choice lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  memory.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // kept in memory, see above
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener); // chosen in another tab
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** What Enter does. Shift+Enter always breaks the line, Ctrl/⌘+Enter always sends. */
export type EnterKey = "send" | "break";

// Fingers have no Shift+Enter: there the key breaks the line and the button sends, unless the person chose otherwise.
const usual = (): EnterKey => (matchMedia("(hover: none) and (pointer: coarse)").matches ? "break" : "send");

export function enterKey(): EnterKey {
  const chosen = read("parley.enter");
  return chosen === "send" || chosen === "break" ? chosen : usual();
}

export const setEnterKey = (choice: EnterKey): void => write("parley.enter", choice);

export const useEnterKey = (): [EnterKey, (choice: EnterKey) => void] => [useSyncExternalStore(subscribe, enterKey), setEnterKey];

const hintsShown = () => read("parley.hints") !== "off";

/** Whether the line about formatting is seen below the field. */
export const useHintsShown = (): [boolean, (shown: boolean) => void] =>
  [useSyncExternalStore(subscribe, hintsShown), (shown) => write("parley.hints", shown ? null : "off")];
