import type { Token } from "marked";
import { lex } from "./lex.ts";

/** A message in one line without its marks: for lists, quotes, notifications and titles. Spoilers stay hidden. */
export function plainText(text: string, most = 200): string {
  let line = "";
  const walk = (tokens: Token[] | undefined) => {
    for (const token of tokens ?? []) {
      if (line.length > most) return;
      if (token.type === "spoiler") line += "▒▒▒";
      else if (token.type === "br" || token.type === "space" || token.type === "hr") line += " ";
      else if (token.type === "list") for (const item of token.items) { walk(item.tokens); line += " "; }
      else if (token.type === "table") for (const cell of [...token.header, ...token.rows.flat()]) { walk(cell.tokens); line += " "; }
      else if ("tokens" in token && token.tokens) { walk(token.tokens); if (token.type === "paragraph" || token.type === "heading") line += " "; }
      else line += "text" in token ? token.text : token.raw;
    }
  };
  walk(lex(text.length > most * 20 ? text.slice(0, most * 20) : text));
  const plain = line.replaceAll(/\s+/gu, " ").trim();
  return plain.length > most ? `${plain.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : plain;
}
