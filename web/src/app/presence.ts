// How reachable this device says one is: what the person chose, or away when nobody is at it.
import type { PresenceStatus } from "@parley/client";
import { useSyncExternalStore } from "react";
import { parley } from "./parley.ts";

const AWAY_AFTER = 5 * 60_000; // ms without a key, a pointer or the window being seen
const SAVED = "parley.presence";

export type Chosen = Exclude<PresenceStatus, "offline"> | "offline";

let chosen = readChosen();
let isAway = false;
const listeners = new Set<() => void>();

function readChosen(): Chosen {
  try {
    const saved = localStorage.getItem(SAVED);
    return saved === "away" || saved === "busy" || saved === "offline" ? saved : "online";
  } catch {
    return "online"; // storage is forbidden in some frames
  }
}

const openConversation = () => location.pathname.match(/^\/c\/([^/]+)/)?.[1] ?? null;

/** Says it once the line is there, and whenever it changed. */
export function tellPresence(): void {
  const status = chosen === "online" && isAway ? "away" : chosen;
  parley.setPresence(status, document.visibilityState === "visible" ? openConversation() : null);
}

export function choosePresence(status: Chosen): void {
  chosen = status;
  try {
    localStorage.setItem(SAVED, status);
  } catch {
    // lasts as long as the page then
  }
  for (const listener of listeners) listener();
  tellPresence();
}

export const useChosenPresence = (): Chosen =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, () => chosen);

/** Watches whether somebody is at the device, until the answer is called. */
export function announceAway(): () => void {
  let timer = 0;
  const set = (away: boolean) => {
    if (away === isAway) return;
    isAway = away;
    tellPresence();
  };
  const here = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") set(false);
    timer = window.setTimeout(() => set(true), AWAY_AFTER);
  };
  const stopLine = parley.state.subscribe(() => { if (parley.state.get().kind === "live") tellPresence(); });
  const kinds = ["pointerdown", "pointermove", "keydown", "visibilitychange", "focus"] as const;
  for (const kind of kinds) addEventListener(kind, here, { passive: true, capture: true });
  here();
  return () => {
    stopLine();
    clearTimeout(timer);
    for (const kind of kinds) removeEventListener(kind, here, { capture: true });
  };
}
