import { currentLanguage } from "../i18n/i18n.ts";
import { loadNames, type NameRow } from "./data.ts";
import { recentEmoji } from "./recent.ts";

export interface EmojiSuggestion { emoji: string; /** As it is typed between colons. */ name: string; label: string }

/** What `:smi` may become: by short name, then by the words of the person's language. */
export async function emojiCompletion(query: string, most = 8): Promise<EmojiSuggestion[]> {
  return suggest(await loadNames(currentLanguage()), query, recentEmoji(), most);
}

/** The emoji that `:tada:` stands for. */
export async function emojiNamed(name: string): Promise<string | null> {
  const wanted = name.toLowerCase();
  return (await loadNames(currentLanguage())).find(([, , ...codes]) => codes.includes(wanted))?.[0] ?? null;
}

export function suggest(rows: readonly NameRow[], query: string, recent: readonly string[], most: number): EmojiSuggestion[] {
  const wanted = query.toLocaleLowerCase().trim();
  if (!wanted) return [];
  const found: { rank: number; used: number; row: NameRow; name: string }[] = [];
  for (const row of rows) {
    const [emoji, label, ...codes] = row;
    const code = codes.find((one) => one === wanted) ?? codes.find((one) => one.startsWith(wanted)) ?? codes.find((one) => one.includes(`_${wanted}`));
    const words = label.toLocaleLowerCase();
    const rank = code === wanted ? 0 : code?.startsWith(wanted) ? 1 : words.startsWith(wanted) ? 2 : code || words.includes(` ${wanted}`) ? 3
      : wanted.length > 2 && words.includes(wanted) ? 4 : !isLatin(wanted) && words.includes(wanted) ? 4 : null;
    if (rank === null) continue;
    const used = recent.indexOf(emoji);
    found.push({ rank, used: used < 0 ? recent.length : used, row, name: code ?? codes[0] ?? label.replaceAll(" ", "_") });
  }
  // Somebody who used one of the found ones lately most likely means it again.
  found.sort((a, b) => Number(a.rank > 0) - Number(b.rank > 0) || a.used - b.used || a.rank - b.rank || a.name.length - b.name.length);
  return found.slice(0, most).map(({ row, name }) => ({ emoji: row[0], name, label: row[1] }));
}

const isLatin = (text: string) => /^[\p{Script=Latin}\p{N}_+-]+$/u.test(text);
