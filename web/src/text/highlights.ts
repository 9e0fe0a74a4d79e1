import type { TextSpan } from "../../../sdk/js/src/protocol.ts";

/** A pattern for the words that a search found, taken from where the server saw them: Markdown moves letters, so they are looked for again. */
export function foundWords(text: string, spans: readonly TextSpan[] | undefined): RegExp | null {
  if (!spans?.length) return null;
  const words = new Set(spans.map(({ start, length }) => text.slice(start, start + length).trim()).filter(Boolean));
  if (words.size === 0) return null;
  const escaped = [...words].sort((a, b) => b.length - a.length).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`(${escaped.join("|")})`, "giu");
}

/** Cuts a text into what is marked and what is not. */
export function cutAtSpans(text: string, spans: readonly TextSpan[]): { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let done = 0;
  for (const { start, length } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < done || length <= 0) continue;
    if (start > done) parts.push({ text: text.slice(done, start), marked: false });
    parts.push({ text: text.slice(start, start + length), marked: true });
    done = start + length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), marked: false });
  return parts;
}
