let graphemes: Intl.Segmenter | undefined;

const firstSign = (word: string) => {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? "";
};

/** Two letters of Western names, one sign of others: 王小明 is 王, and two Arabic letters would join into nonsense. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).map((word) => word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, "")).filter(Boolean);
  const first = words[0];
  if (!first) return "?";
  const sign = firstSign(first).toLocaleUpperCase();
  const last = words.at(-1)!;
  if (words.length === 1 || !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(first) || !/^\p{L}/u.test(last)) return sign;
  return sign + firstSign(last).toLocaleUpperCase();
}

export const AVATAR_HUES = [20, 50, 80, 115, 150, 180, 210, 240, 268, 295, 325, 350];

/** The same id has the same colour on every device. */
export function hueOf(id: string): number {
  let sum = 0;
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0;
  return AVATAR_HUES[sum % AVATAR_HUES.length]!;
}
