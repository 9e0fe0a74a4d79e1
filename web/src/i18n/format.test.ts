import { beforeAll, describe, expect, test } from "vitest";
import { formatBytes, formatDay, formatDuration, formatWhen } from "./format.ts";
import { i18next } from "./i18n.ts";
import type { Language } from "./languages.ts";

// Node's navigator may name a variety of English; the tests ask for the plain language.
beforeAll(async () => {
  Object.defineProperty(globalThis, "navigator", { value: { languages: [] }, configurable: true });
  await i18next.init({ lng: "en", resources: {} });
});

const now = new Date(2026, 10, 21, 17, 30);
const speak = (language: Language) => i18next.changeLanguage(language);
/** Newer ICU puts a narrow space before AM and PM. */
const plain = (text: string) => text.replaceAll(/\s/gu, " ");

describe("When something was", () => {
  test.each<[Language, Date, string, string]>([
    ["en", new Date(2026, 10, 21, 9, 5), "9:05 AM", "Today"], ["en", new Date(2026, 10, 20, 23, 59), "Yesterday", "Yesterday"], ["en", new Date(2026, 10, 17), "Tue", "Tuesday"],
    ["en", new Date(2026, 10, 14), "Nov 14", "Saturday, November 14"], ["en", new Date(2025, 10, 21), "11/21/25", "November 21, 2025"],
    ["nl", new Date(2026, 10, 20), "Gisteren", "Gisteren"], ["de", new Date(2026, 10, 21, 9, 5), "09:05", "Heute"], ["fr", new Date(2026, 10, 20), "Hier", "Hier"], ["zh", new Date(2026, 10, 20), "昨天", "昨天"],
  ])("in %s: %s", async (language, date, short, day) => {
    await speak(language);
    expect(plain(formatWhen(date, now))).toBe(short);
    expect(plain(formatDay(date, now))).toBe(day);
  });
});

test("sizes and lengths", async () => {
  await speak("en");
  expect([0, 1, 999, 1000, 1234, 12_345, 9_990_000, 1e9, 5e15].map((size) => plain(formatBytes(size)))).toEqual(["0 bytes", "1 byte", "999 bytes", "1 kB", "1.2 kB", "12 kB", "10 MB", "1 GB", "5,000 TB"]);
  expect([0, 999, 65_000, 3_729_000].map(formatDuration)).toEqual(["0:00", "0:01", "1:05", "1:02:09"]);
});
