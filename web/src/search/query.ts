// What stands in a search: words, and filters by the operators that the server knows (docs/search.md).
export const OPERATORS = ["from", "in", "has", "type", "is", "after", "before", "on"] as const;
export type Operator = (typeof OPERATORS)[number];
export interface Filter { name: Operator; value: string; not?: boolean }
export interface Asked { words: string; filters: readonly Filter[] }

export const HAS = ["file", "image", "video", "audio", "link", "reaction", "reply", "pin"] as const;
export const TYPES = ["text", "emoji", "image", "file", "audio", "video"] as const;
export const IS = ["thread", "edited", "pinned"] as const;

const CHOICES: Partial<Record<Operator, readonly string[]>> = { has: HAS, type: TYPES, is: IS };
const DAY = /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/;
const TOKENS = /-?"[^"]*"?|(-?)(from|in|has|type|is|after|before|on):("[^"]+"|[^\s"]+)|\S+/gi;

/** Whether the server would understand it; what it does not it takes for words. */
export function isFilter({ name, value }: Filter): boolean {
  const choices = CHOICES[name];
  return choices ? choices.includes(value) : name === "from" || name === "in" ? value !== "" : DAY.test(value);
}

/** Splits a text. While somebody types, the last word is not done yet and stays a word. */
export function read(text: string, typing = false): Asked {
  const filters: Filter[] = [];
  const words = text.replace(TOKENS, (token, minus: string | undefined, name: string | undefined, value: string | undefined, at: number) => {
    if (!name || !value || (typing && at + token.length === text.length)) return token;
    const plain = value.replace(/^"|"$/g, "");
    const operator = name.toLowerCase() as Operator;
    const filter: Filter = { name: operator, value: CHOICES[operator] ? plain.toLowerCase() : plain, ...(minus && { not: true }) };
    if (!isFilter(filter)) return token;
    filters.push(filter);
    return "";
  });
  return { words: filters.length > 0 ? words.replace(/\s{2,}/g, " ").trimStart() : words, filters };
}

const written = ({ name, value, not }: Filter) => `${not ? "-" : ""}${name}:${/\s/.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;

/** The text that `read` splits the same way. */
export const write = ({ words, filters }: Asked): string => [words.trim(), ...filters.map(written)].filter(Boolean).join(" ");

/** Several `has:` all hold; of the others the new one takes the place of the old. */
export function withFilter(filters: readonly Filter[], next: Filter): readonly Filter[] {
  const others = filters.filter((one) => (next.name === "has" || next.name === "is" ? one.name !== next.name || one.value !== next.value : one.name !== next.name));
  return [...others, next];
}

export const sameFilter = (one: Filter, other: Filter): boolean => one.name === other.name && one.value === other.value && !one.not === !other.not;

/** The operator that is being typed at the end of a text, and what stands behind its colon. */
export function typedOperator(text: string): { name: Operator; begun: string; rest: string } | undefined {
  const found = /(?:^|\s)(from|in|has|type|is|after|before|on):("?[^"]*|[^\s"]*)$/i.exec(text);
  if (!found || (!found[2]!.startsWith('"') && /\s/.test(found[2]!))) return undefined;
  return { name: found[1]!.toLowerCase() as Operator, begun: found[2]!.replace(/^"/, ""), rest: text.slice(0, found.index) };
}
