import { describe, expect, test } from "vitest";
import { boxOf, splitName } from "./sizes.ts";

describe("A picture's place", () => {
  test.each([
    [4000, 3000, 480, 360], [1000, 1000, 360, 360], [100, 80, 100, 80], [10_000, 100, 480, 120], [100, 10_000, 100, 300], [1000, 10_000, 120, 360], [1, 1, 72, 72],
  ])("%d×%d is shown at %d×%d", (width, height, wide, high) => expect(boxOf({ width, height })).toEqual({ width: wide, height: high }));
  test("is kept for one whose size nobody knows", () => expect(boxOf({ width: null, height: null })).toEqual({ width: 280, height: 210 }));
});

test.each([
  ["report.pdf", "r", "eport.pdf"], ["a very long name of a file (final 2).docx", "a very long name of a file (fin", "al 2).docx"], ["x", "", "x"],
])("%s is cut before its end", (name, head, tail) => expect(splitName(name)).toEqual([head, tail]));
