import { useSyncExternalStore } from "react";

const RECENT = "parley.emoji.recent", TONE = "parley.emoji.tone";
const MOST = 24;
const FIRST = ["👍", "❤️", "😂"];

export type Tone = "none" | "light" | "medium-light" | "medium" | "medium-dark" | "dark";
export const tones: Tone[] = ["none", "light", "medium-light", "medium", "medium-dark", "dark"];

const listeners = new Set<() => void>();
let recent: readonly string[] = read(RECENT, (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string").slice(0, MOST) : [])) ?? [];
let tone: Tone = read(TONE, (value) => (tones.includes(value as Tone) ? (value as Tone) : "none")) ?? "none";

/** Storage may be forbidden or hold anything; then the choice lasts as long as the page. */
function read<T>(key: string, take: (value: unknown) => T): T | null {
  try {
    const saved = localStorage.getItem(key);
    return saved === null ? null : take(JSON.parse(saved));
  } catch {
    return null;
  }
}

function save(key: string, value: unknown) {
  for (const tell of listeners) tell();
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

export const recentEmoji = () => recent;

export function rememberEmoji(emoji: string) {
  recent = [emoji, ...recent.filter((one) => one !== emoji)].slice(0, MOST);
  save(RECENT, recent);
}

/** The three that stand ready under a message: the last ones used, before that the usual ones. */
export const quickEmoji = (used: readonly string[] = recent) => [...new Set([...used.slice(0, 3), ...FIRST])].slice(0, 3);

export function chooseTone(chosen: Tone) {
  tone = chosen;
  save(TONE, tone);
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => { listeners.delete(tell); };
};

export const useRecentEmoji = () => useSyncExternalStore(subscribe, recentEmoji, recentEmoji);
export const useTone = () => useSyncExternalStore(subscribe, () => tone, () => tone);
