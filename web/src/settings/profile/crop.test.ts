import { expect, test } from "vitest";
import { moved, squareOf } from "./crop.ts";

const wide = { width: 400, height: 100 };
const middle = { zoom: 1, x: 0.5, y: 0.5 };

test("The square is as large as the shorter side, in the middle", () => {
  expect(squareOf(wide, middle)).toEqual({ left: 150, top: 0, side: 100 });
});

test("Enlarged, it is a smaller part of the picture around the same middle", () => {
  expect(squareOf(wide, { ...middle, zoom: 2 })).toEqual({ left: 175, top: 25, side: 50 });
});

test("It never reaches over the edge, and comes back at once from there", () => {
  const atEnd = moved(wide, middle, 10_000, 10_000);
  expect(squareOf(wide, atEnd)).toEqual({ left: 300, top: 0, side: 100 });
  expect(squareOf(wide, moved(wide, atEnd, -10, 0)).left).toBe(290);
});
