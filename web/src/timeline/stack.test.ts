import { describe, expect, it } from "vitest";
import { Stack } from "./stack.ts";

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `m${from + n}`);

/** Numbers that look random and are the same every time. */
function dice(seed: number) {
  return () => (seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

describe("The stack of rows", () => {
  it("keeps what is seen in its place when rows come before it", () => {
    const stack = new Stack();
    const shown = keys(50, 100);
    stack.place(shown, 0, 10_000);
    stack.learn(shown.map((key, at) => [key, 20 + (at % 7) * 30]));
    stack.place(shown, 0, 10_000);
    const at = stack.indexOf("m60"), top = stack.topOf(at);
    const more = keys(0, 100), anchor = stack.anchor(more, top + 1)!;
    stack.place(more, anchor.at, anchor.top);
    expect(stack.topOf(stack.indexOf("m60"))).toBe(top);
    expect(stack.indexOf("m60")).toBe(60);
  });

  it("keeps it when heights above turn out differently, and rows far away are let go", () => {
    const roll = dice(7), stack = new Stack();
    let [first, last] = [500, 560];
    let now = keys(first, last);
    stack.place(now, 0, 100_000);
    for (let turn = 0; turn < 300; turn++) {
      const seen = `m${first + 20 + Math.floor(roll() * (last - first - 40))}`;
      const y = stack.topOf(stack.indexOf(seen));
      if (roll() < 0.5 && first > 0) first -= Math.min(first, 10);
      else last += 10;
      if (last - first > 200) { if (roll() < 0.5) last -= 20; else first += 10; }
      const next = keys(first, last);
      if (!next.includes(seen)) { now = keys(first, last); stack.place(now, 0, 100_000); continue; }
      const anchor = stack.anchor(next, y)!;
      stack.place(next, anchor.at, anchor.top);
      if (stack.indexOf(seen) >= 0 && stack.find(y) === stack.indexOf(seen)) expect(stack.topOf(stack.indexOf(seen))).toBeCloseTo(y);
      stack.learn(next.filter(() => roll() < 0.3).map((key) => [key, Math.round(roll() * 300)]));
      const here = stack.find(y), top = stack.topOf(here);
      stack.place(next, here, top);
      expect(stack.topOf(here)).toBe(top);
      for (let at = 0; at < stack.count; at++) expect(stack.heightOf(at)).toBeGreaterThanOrEqual(0);
      now = next;
    }
    expect(stack.keys).toBe(now);
  });

  it("finds the row at a height, also among rows without one", () => {
    const stack = new Stack();
    const all = keys(0, 6);
    stack.learn([["m0", 10], ["m1", 0], ["m2", 0], ["m3", 40], ["m4", 0], ["m5", 10]]);
    stack.place(all, 0, 100);
    expect([0, 100, 109, 110, 149, 150, 159, 999].map((y) => stack.find(y))).toEqual([0, 0, 0, 3, 3, 5, 5, 5]);
  });
});
