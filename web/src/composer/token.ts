// What is being typed at the caret that can be completed: `@gra`, `:smi`, `#gen`, `/mu`.
import { openMark } from "./marks.ts";

export interface Token {
  kind: "person" | "emoji" | "channel" | "command";
  query: string;
  /** Where it begins, sign included, and where the caret stands. */
  from: number;
  to: number;
  /** Somebody who is to be invited is looked for among everybody, not among the members. */
  everybody?: boolean;
}

const REACH = 64; // characters before the caret that are looked at, so that a long text costs no more than a short one
const SIGNS = [
  ["person", /(?:^|[\s([{"'/])@([\p{L}\p{N}._-]{0,40})$/u],
  ["channel", /(?:^|[\s([])#([\p{L}\p{N}_-]{0,40})$/u],
  ["emoji", /(?:^|[\s(\p{Extended_Pictographic}\uFE0F]):([\p{L}\p{N}_+-]{2,30})$/u],
] as const;

export function tokenAt(text: string, caret: number): Token | undefined {
  const command = /^\/([a-z]*)$/.exec(text.slice(0, Math.min(caret, 20)));
  if (command && caret <= 20) return { kind: "command", query: command[1]!, from: 0, to: caret };
  const near = text.slice(Math.max(0, caret - REACH), caret);
  for (const [kind, sign] of SIGNS) {
    const found = sign.exec(near);
    if (!found) continue;
    const open = openMark(text.slice(0, caret));
    if (open === "code" || open === "fence") return undefined;
    const query = found[1]!;
    return { kind, query, from: caret - query.length - 1, to: caret, ...(kind === "person" && /^\/invite\s/.test(text) && { everybody: true }) };
  }
  return undefined;
}
