import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import payloads from "../../../tests/Parley.Tests/Hostile/xss.txt?raw";
import { drawBlocks } from "./draw.tsx";
import { isEmojiOnly } from "./emojiOnly.ts";
import { foundWords } from "./highlights.ts";
import { lex } from "./lex.ts";
import { honestHost, safeLink } from "./links.ts";
import { splitMentions } from "./mentions.ts";
import { MessageText } from "./MessageText.tsx";
import { plainText } from "./plainText.ts";
import { Recent } from "./Recent.ts";

const find = (name: string) => ({ ada: { id: "1", name: "Ada Lovelace", me: true }, "grace.h": { id: "2", name: "Grace" }, 小明: { id: "3", name: "王小明" } })[name.toLowerCase()] ?? null;
const html = (text: string) => renderToStaticMarkup(<>{drawBlocks(lex(text), { find, found: null })}</>);
const ELEMENTS = new Set(["p", "strong", "em", "del", "br", "a", "bdi", "span", "code", "pre", "div", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "hr", "input", "button", "svg", "path", "rect"]);

/** Every start tag with its attributes, as a parser of what React made sees them: in attribute values `<` and `"` are escaped. */
const tags = (markup: string) => [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map((found) => ({
  name: found[1]!, attributes: [...found[2]!.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!.toLowerCase(), value ?? ""] as const),
}));

describe("What is meant to run stays text", () => {
  const lines = payloads.split("\n").filter(Boolean);
  test("there are three hundred of them", () => expect(lines.length).toBeGreaterThanOrEqual(318));

  test.each([...lines, ...lines.map((line) => `[x](${line})`), ...lines.map((line) => `![x](${line}) || ${line} ||`)])("%s", (line) => {
    const markup = renderToStaticMarkup(<MessageText text={line} find={find} />);
    for (const tag of tags(markup)) {
      expect(ELEMENTS).toContain(tag.name);
      for (const [name, value] of tag.attributes) {
        expect(name).not.toMatch(/^on|^src|^style|formaction|xlink/);
        if (name === "href") expect(value).toMatch(/^(https?:\/\/|mailto:)/);
      }
    }
    expect(markup.replaceAll(/<[^>]*>/g, "")).not.toMatch(/[<>]/);
  });
});

describe("Markdown", () => {
  test("bold, italic, struck, code", () => expect(html("**a** *b* ~~c~~ `d`")).toBe('<p dir="auto"><strong>a</strong> <em>b</em> <del>c</del> <code dir="ltr" class="text-code-word">d</code></p>'));
  test("one line break is a line break", () => expect(html("a\nb")).toBe('<p dir="auto">a<br/>b</p>'));
  test("a heading is a bold line", () => expect(html("# a")).toContain('<p dir="auto" class="text-heading"><strong>a</strong></p>'));
  test("#general is no heading", () => expect(html("#general")).toBe('<p dir="auto">#general</p>'));
  test("HTML is its own text, with what is written inside", () => expect(html("<b>*x*</b>")).toBe('<p dir="auto">&lt;b&gt;<em>x</em>&lt;/b&gt;</p>'));
  test("nothing is drawn as an image", () => expect(html("![cat](https://x.example/a.png)")).not.toContain("<img"));
  test("a reference definition does not vanish", () => expect(html("[a]: https://x.example")).toContain("[a]: "));
  test("a line of dashes under words leaves them as they are", () => expect(html("a\n---")).not.toContain("text-heading"));
  test("a list keeps its first number", () => expect(html("3. a\n4. b")).toContain('<ol dir="ltr" start="3">'));
  test("a quote", () => expect(html("> a")).toContain('<blockquote dir="ltr"><p dir="auto">a</p></blockquote>'));
  test("a list in Arabic begins at the right", () => expect(html("- مرحبا")).toContain('<ul dir="rtl">'));
  test("a table", () => expect(html("|a|b|\n|-|-:|\n|1|2|")).toContain('<td dir="auto" class="text-cell-right">2</td>'));
  test("a spoiler's words are out of reach", () => expect(html("||**a**||")).toContain('inert=""'));
  test("plain text in one line", () => expect(plainText("# a\n\n> **b** `c`\n- d ||e||")).toBe("a b c d ▒▒▒"));
  test("words that were searched for are marked", () => {
    const text = "Find **find** it";
    expect(renderToStaticMarkup(<>{drawBlocks(lex(text), { found: foundWords(text, [{ start: 0, length: 4 }]) })}</>)).toBe(
      '<p dir="auto"><mark class="text-found">Find</mark> <strong><mark class="text-found">find</mark></strong> it</p>');
  });
});

describe("Links", () => {
  test("lead away safely", () => expect(html("https://a.example/x")).toContain('<a href="https://a.example/x" rel="noopener noreferrer nofollow" target="_blank"'));
  test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:x", "//evil.example", "/admin", "ftp://x.example", "file:///etc", "blob:x", "https:evil", "https://"])("%s is not followed", (href) => expect(safeLink(href)).toBeNull());
  test("a foreign alphabet's host is named as the network knows it", () => expect(html("<https://аpple.com/>")).toContain("(xn--pple-43d.com)"));
  test("words that look like another address do not hide where it goes", () => expect(html("[https://bank.example](https://evil.example/x)")).toContain("(evil.example)"));
  test("a name before an @ is not the host", () => expect(honestHost("https://bank.example@evil.example/", new URL("https://bank.example@evil.example/"))).toBe("evil.example"));
  test("plain words and plain addresses say nothing more", () => expect(html("[the plan](https://a.example) https://www.b.example:80/c").match(/text-host/)).toBeNull());
});

describe("Mentions", () => {
  const names = (text: string) => splitMentions(text, find).filter((part) => typeof part !== "string").map((part) => part.raw);
  test.each<[string, string[]]>([
    ["@ada hi", ["@ada"]], ["(@Ada, @grace.h.)", ["@Ada", "@grace.h"]], ["a@ada.example @nobody", []], ["@all @here. @allan @all.hands", ["@all", "@here"]],
    ["你好@小明你好", ["@小明"]], ["https://x.example/@ada", []], ["@ada@example.com", []],
  ])("%s", (text, expected) => expect(names(text)).toEqual(expected));
  test("not in code", () => expect(html("`@ada`")).not.toContain("text-mention"));
  test("oneself stands out", () => expect(html("@ada")).toContain("text-mention-me"));
});

test.each<[string, boolean]>([["👍", true], ["👩‍👩‍👧‍👦 🇳🇱", true], ["😀".repeat(6), true], ["😀".repeat(7), false], ["ok 👍", false], ["1", false], ["123", false], ["#", false], ["", false], ["❤️", true]])(
  "%s alone: %s", (text, only) => expect(isEmojiOnly(text)).toBe(only));

describe("Hostile nesting", () => {
  const fill = (part: string) => part.repeat(Math.ceil(16_000 / part.length)).slice(0, 16_000);
  const depth = (tokens: unknown[]): number => tokens.reduce<number>((most, token) => {
    const { tokens: inside = [], items = [] } = token as { tokens?: unknown[]; items?: unknown[] };
    return Math.max(most, 1 + depth([...inside, ...items]));
  }, 0);
  test.each([">", "> ", "- ", "*", "**a ", "*a _b ", "[", "![", "[a](", "`", "~~a ", "<", "|", "a|b\n", "||a", "1. ", "> - ", "(https://a.example/"])("%s sixteen thousand times over stays shallow", (part) => {
    const tokens = lex(fill(part));
    expect(depth(tokens)).toBeLessThan(40);
    expect(renderToStaticMarkup(<>{drawBlocks(tokens, { find, found: null })}</>).length).toBeGreaterThan(0);
  });
});

test("the same text is not read twice", () => expect(lex("**once**")).toBe(lex("**once**")));
test("what was not used for longest is forgotten first, by number and by size", () => {
  const recent = new Recent<number>(2, 10);
  recent.set("a", 1, 4); recent.set("b", 2, 4); recent.get("a"); recent.set("c", 3, 4);
  expect([recent.get("a"), recent.get("b"), recent.get("c")]).toEqual([1, undefined, 3]);
  recent.set("d", 4, 9);
  expect([recent.get("a"), recent.get("c"), recent.get("d"), recent.count]).toEqual([undefined, undefined, 4, 1]);
});
