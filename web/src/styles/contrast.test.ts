import { describe, expect, test } from "vitest";
import { contrast, readOklch } from "./colour.ts";
import tokens from "./tokens.css?raw";

const css = tokens.replaceAll(/\/\*[^]*?\*\//g, "");
const declarations = (block: string) => Object.fromEntries([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1]!, found[2]!]));
const blockAfter = (selector: string) => {
  const start = css.indexOf(selector);
  if (start < 0) throw new Error(`${selector} is not in tokens.css`);
  return declarations(css.slice(css.indexOf("{", start), css.indexOf("}", start)));
};

const plain = blockAfter(":root {");
const more = blockAfter(':root[data-contrast="more"] {');
const themes = [
  ["light", plain, 0], ["dark", plain, 1], ["light, more contrast", { ...plain, ...more }, 0], ["dark, more contrast", { ...plain, ...more }, 1],
] as const;

/** Cuts `light-dark(a, b)` at the comma that is not inside parentheses, then follows `var()`. */
function colourOf(name: string, tokens: Record<string, string>, side: 0 | 1): string {
  let value = tokens[name];
  if (!value) throw new Error(`${name} is no token`);
  if (value.startsWith("light-dark(")) {
    const inside = value.slice("light-dark(".length, -1);
    let depth = 0;
    const comma = [...inside].findIndex((sign) => (depth += sign === "(" ? 1 : sign === ")" ? -1 : 0, sign === "," && depth === 0));
    value = (side === 0 ? inside.slice(0, comma) : inside.slice(comma + 1)).trim();
  }
  const other = /^var\((--[\w-]+)\)$/.exec(value);
  return other ? colourOf(other[1]!, tokens, side) : value;
}

const surfaces = ["--surface", "--surface-raised", "--surface-sunken", "--surface-hover", "--surface-selected"];
const texts = ["--text", "--text-muted", "--accent-text", "--link", "--danger-text"];
const pairs: [front: string, back: string, least: number][] = [
  ...texts.flatMap((text) => surfaces.map((surface): [string, string, number] => [text, surface, 4.5])),
  ...["--text", "--text-muted"].map((text): [string, string, number] => [text, "--surface-pressed", 4.5]),
  ...["--accent", "--accent-hover", "--danger", "--danger-hover", "--unread", "--mention"].map((solid): [string, string, number] => ["--text-on-solid", solid, 4.5]),
  ["--text", "--accent-soft", 4.5], ["--accent-text", "--accent-soft", 4.5], ["--text", "--danger-soft", 4.5], ["--danger-text", "--danger-soft", 4.5],
  ["--text", "--mention-soft", 4.5], ["--mention-text", "--mention-soft", 4.5], ["--text", "--highlight", 4.5],
  ["--surface", "--text", 4.5], ["--success", "--surface", 4.5], ["--warning", "--surface", 4.5], ["--success", "--surface-raised", 4.5], ["--warning", "--surface-raised", 4.5],
  ...["--code-key", "--code-string", "--code-number", "--code-name", "--code-comment", "--text"].map((code): [string, string, number] => [code, "--code-surface", 4.5]),
  ...["--accent", "--danger", "--unread", "--line-control", "--focus", "--presence-online", "--presence-away", "--presence-busy", "--presence-offline"]
    .flatMap((control) => ["--surface", "--surface-raised", "--surface-sunken"].map((surface): [string, string, number] => [control, surface, 3])),
];

describe.each(themes)("In the theme: %s", (_, tokens, side) => {
  test.each(pairs)("%s on %s can be told apart (at least %d)", (front, back, least) => {
    const ratio = contrast(readOklch(colourOf(front, tokens, side)), readOklch(colourOf(back, tokens, side)));
    expect(Math.round(ratio * 100) / 100).toBeGreaterThanOrEqual(least);
  });
});

test("asking for more contrast in the system is the same as choosing it here", () => {
  expect(blockAfter(':root:not([data-contrast="normal"])')).toEqual(more);
});
