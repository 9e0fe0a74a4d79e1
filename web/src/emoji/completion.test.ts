import { expect, test } from "vitest";
import { suggest } from "./completion.ts";
import { loadNames, loadPicker } from "./data.ts";
import { quickEmoji } from "./recent.ts";

test.each<["en" | "nl" | "de" | "zh", string, string]>([["en", "tada", "🎉"], ["en", "smil", "😄"], ["en", "+1", "👍"], ["en", "thumbs up", "👍"], ["nl", "hart", "❤️"], ["de", "feuer", "🔥"], ["zh", "火", "🔥"]])(
  "in %s, :%s finds %s", async (language, query, emoji) => expect(suggest(await loadNames(language), query, [], 40).map((one) => one.emoji)).toContain(emoji));

test("what was used lately comes first, but not before the exact name", async () => {
  const names = await loadNames("en");
  expect(suggest(names, "smil", ["😸"], 8)[0]!.emoji).toBe("😸");
  expect(suggest(names, "smile", ["😸"], 8)[0]!.name).toBe("smile");
});

test("nothing typed, nothing found", async () => expect(suggest(await loadNames("en"), " ", [], 8)).toEqual([]));

test("the picker knows every hand in five tones, and no parts of emoji", async () => {
  const rows = await loadPicker("en");
  expect(rows.length).toBeGreaterThan(1800);
  expect(rows.find(([emoji]) => emoji === "👋")![5]).toHaveLength(5);
  expect(rows.some(([emoji]) => emoji === "🇦")).toBe(false);
});

test("three are ready from the first day on", () => {
  expect(quickEmoji([])).toEqual(["👍", "❤️", "😂"]);
  expect(quickEmoji(["🎉", "👍"])).toEqual(["🎉", "👍", "❤️"]);
});
