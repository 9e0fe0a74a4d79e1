import { describe, expect, it } from "vitest";
import { read, typedOperator, withFilter, write } from "./query.ts";

describe("a search's text", () => {
  it("becomes words and filters", () => {
    expect(read('budget from:ada in:"Engine room" -has:link before:2026-01-31')).toEqual({
      words: "budget ",
      filters: [{ name: "from", value: "ada" }, { name: "in", value: "Engine room" }, { name: "has", value: "link", not: true }, { name: "before", value: "2026-01-31" }],
    });
  });
  it("keeps what the server would take for words", () => {
    expect(read("before:lunch has:nothing type:poem")).toEqual({ words: "before:lunch has:nothing type:poem", filters: [] });
  });
  it("leaves phrases alone", () => {
    expect(read('"from:ada to"')).toEqual({ words: '"from:ada to"', filters: [] });
  });
  it("waits for the end of a word while it is typed", () => {
    expect(read("from:ad", true).filters).toEqual([]);
    expect(read("from:ada ", true).filters).toEqual([{ name: "from", value: "ada" }]);
    expect(read("two  words ", true).words).toBe("two  words ");
  });
  it("is written so that it is read the same", () => {
    const asked = { words: "a b", filters: [{ name: "in", value: "Engine room" }, { name: "type", value: "image", not: true }] } as const;
    expect(read(write(asked))).toEqual({ ...asked, words: "a b " });
  });
  it("has one author and several things that it has", () => {
    const one = withFilter([{ name: "from", value: "ada" }, { name: "has", value: "link" }], { name: "from", value: "bo" });
    expect(withFilter(one, { name: "has", value: "file" })).toEqual([{ name: "has", value: "link" }, { name: "from", value: "bo" }, { name: "has", value: "file" }]);
  });
  it("tells which operator is being typed", () => {
    expect(typedOperator("budget from:ad")).toEqual({ name: "from", begun: "ad", rest: "budget" });
    expect(typedOperator('in:"Engine ro')).toEqual({ name: "in", begun: "Engine ro", rest: "" });
    expect(typedOperator("from:ada x")).toBeUndefined();
  });
});
