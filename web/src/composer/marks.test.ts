import { describe, expect, it } from "vitest";
import { type Change, mark, type Mark, markOf, openMark } from "./marks.ts";
import { tokenAt } from "./token.ts";

/** `[` and `]` show the selection, before and after. */
function marked(shown: string, which: Mark): string {
  const from = shown.indexOf("[["), to = shown.indexOf("]]") - 2;
  const text = shown.replace("[[", "").replace("]]", "");
  const change: Change = mark({ text, from, to }, which);
  const after = text.slice(0, change.from) + change.put + text.slice(change.to);
  return `${after.slice(0, change.selectFrom)}[[${after.slice(change.selectFrom, change.selectTo)}]]${after.slice(change.selectTo)}`;
}

describe("Formatting by keyboard", () => {
  it("puts a mark around the selection and keeps it selected", () => {
    expect(marked("say [[hello]] now", "bold")).toBe("say **[[hello]]** now");
    expect(marked("say [[hello]]", "strike")).toBe("say ~~[[hello]]~~");
  });
  it("leaves blanks at its ends outside", () => expect(marked("say[[ hello ]]now", "italic")).toBe("say _[[hello]]_ now"));
  it("takes a mark off again, from inside and from around", () => {
    expect(marked("say **[[hello]]**", "bold")).toBe("say [[hello]]");
    expect(marked("say [[**hello**]]", "bold")).toBe("say [[hello]]");
  });
  it("makes a block of several lines of code", () => expect(marked("so:[[a\nb]]", "code")).toBe("so:\n```\n[[a\nb]]\n```"));
  it("asks for what a link lacks", () => {
    expect(marked("see [[the docs]]", "link")).toBe("see [the docs]([[https://]])");
    expect(marked("see [[https://a.example]]", "link")).toBe("see [[[]]](https://a.example)");
  });
  it("knows its keys", () => {
    expect(markOf({ key: "B", shiftKey: false })).toBe("bold");
    expect(markOf({ key: "X", shiftKey: true })).toBe("strike");
    expect(markOf({ key: "x", shiftKey: false })).toBeUndefined();
  });
  it("sees what is begun and not ended", () => {
    expect(openMark("a **bold")).toBe("bold");
    expect(openMark("a **bold** word")).toBeUndefined();
    expect(openMark("a `code")).toBe("code");
    expect(openMark("```js\nlet a")).toBe("fence");
    expect(openMark("snake_case")).toBeUndefined();
    expect(openMark("an _idea")).toBe("italic");
    expect(openMark("2 ** 3")).toBeUndefined();
  });
});

describe("What can be completed", () => {
  const at = (text: string) => tokenAt(text, text.length);
  it("is a name, an emoji, a channel or a command", () => {
    expect(at("hi @gra")).toEqual({ kind: "person", query: "gra", from: 3, to: 7 });
    expect(at(":smi")).toMatchObject({ kind: "emoji", query: "smi" });
    expect(at("see #ge")).toMatchObject({ kind: "channel", query: "ge", from: 4 });
    expect(at("/mu")).toMatchObject({ kind: "command", query: "mu" });
    expect(at("/invite @gr")).toMatchObject({ kind: "person", everybody: true });
  });
  it("is no address, time, path or code", () => {
    for (const text of ["ada@example.org", "at 10:30", "a/b", "`@gra", "```\n@gra", "and /mute"]) expect(at(text)).toBeUndefined();
  });
});
