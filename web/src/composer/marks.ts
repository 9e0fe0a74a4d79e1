// Markdown by keyboard: what a shortcut makes of the text and the selection.

export type Mark = "bold" | "italic" | "code" | "strike" | "link";

export interface Selected { text: string; from: number; to: number }
/** Replace [from, to) by `put`, then select [selectFrom, selectTo). */
export interface Change { from: number; to: number; put: string; selectFrom: number; selectTo: number }

const SIGNS: Record<Exclude<Mark, "link">, string> = { bold: "**", italic: "_", code: "`", strike: "~~" };

/** The shortcut's mark: Ctrl/⌘ with B, I, E, K, or Shift+X. */
export function markOf({ key, shiftKey }: { key: string; shiftKey: boolean }): Mark | undefined {
  const letter = key.toLowerCase();
  if (shiftKey) return letter === "x" ? "strike" : undefined;
  return ({ b: "bold", i: "italic", e: "code", k: "link" } as const)[letter];
}

/** Puts the mark around what is selected, or takes it off where it stands already. */
export function mark(selected: Selected, which: Mark): Change {
  if (which === "link") return link(selected);
  const { text, from, to } = trimmed(selected);
  const inner = text.slice(from, to);
  if (which === "code" && inner.includes("\n")) return fence(text, from, to);
  const sign = SIGNS[which];
  const size = sign.length;
  if (inner.length >= 2 * size && inner.startsWith(sign) && inner.endsWith(sign))
    return { from, to, put: inner.slice(size, -size), selectFrom: from, selectTo: to - 2 * size };
  if (text.slice(from - size, from) === sign && text.slice(to, to + size) === sign && from >= size)
    return { from: from - size, to: to + size, put: inner, selectFrom: from - size, selectTo: to - size };
  return { from, to, put: sign + inner + sign, selectFrom: from + size, selectTo: to + size };
}

/** Blanks at the ends of a selection stay outside: `** bold **` would be no mark at all. */
function trimmed({ text, from, to }: Selected): Selected {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { text, from, to };
}

function fence(text: string, from: number, to: number): Change {
  const before = from > 0 && text[from - 1] !== "\n" ? "\n" : "";
  const after = to < text.length && text[to] !== "\n" ? "\n" : "";
  const start = from + before.length + 4;
  return { from, to, put: `${before}\`\`\`\n${text.slice(from, to)}\n\`\`\`${after}`, selectFrom: start, selectTo: start + to - from };
}

/** What is missing is selected, so that it is typed or pasted next: the address, or the words for it. */
function link({ text, from, to }: Selected): Change {
  const inner = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(inner)) return { from, to, put: `[](${inner})`, selectFrom: from + 1, selectTo: from + 1 };
  const put = `[${inner}](https://)`;
  const address = from + inner.length + 3;
  return inner ? { from, to, put, selectFrom: address, selectTo: address + 8 } : { from, to, put, selectFrom: from + 1, selectTo: from + 1 };
}

/** Which mark is begun and not ended where the caret stands. */
export function openMark(before: string): Exclude<Mark, "link"> | "fence" | undefined {
  const fences = before.match(/^ {0,3}```/gm)?.length ?? 0;
  if (fences % 2) return "fence";
  let line = before.slice(before.lastIndexOf("\n") + 1).replace(/`[^`]*`/g, "");
  if (line.includes("`")) return "code";
  line = line.replace(/\*\*.+?\*\*|~~.+?~~/g, "");
  if (/\*\*\S/.test(line)) return "bold";
  if (/~~\S/.test(line)) return "strike";
  if (/(^|[\s(*~])_[^\s_][^_]*$/.test(line) && !/(^|[\s(*~])_[^_]+_/.test(line)) return "italic";
  return undefined;
}

export const signOf = (open: Exclude<Mark, "link"> | "fence"): string => (open === "fence" ? "```" : SIGNS[open]);
