// What was searched for lately, on this device.
import { parley } from "../app/parley.ts";

const MOST = 8;
const key = () => `parley.searches.${parley.meId()}`;

export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return []; // storage is forbidden in some frames, and anybody may have written into it
  }
}

function keep(searches: readonly string[]): void {
  try {
    localStorage.setItem(key(), JSON.stringify(searches));
  } catch {
    // forgotten with the page then
  }
}

export const rememberSearch = (text: string): void => { if (text.trim()) keep([text, ...recentSearches().filter((one) => one !== text)].slice(0, MOST)); };
export const forgetSearches = (): void => keep([]);
