import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { say, type Speech } from "./words.ts";

const folder = new URL("./words/", import.meta.url);
const tables = Object.fromEntries(readdirSync(folder).map((name) => [name.slice(0, 2), JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Record<string, string>]));
const bare = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const holes = (phrase: string) => [...phrase.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test("every language has the words of English, with the same places to fill, and the plural forms that it needs", () => {
  const { en } = tables;
  const plurals = new Set(Object.keys(en!).filter((key) => key.endsWith("_other")).map(bare));
  expect(Object.keys(tables).sort()).toEqual(["ar", "de", "en", "es", "fr", "nl", "zh"]);
  for (const [language, words] of Object.entries(tables)) {
    expect([language, [...new Set(Object.keys(words).map(bare))].sort()]).toEqual([language, [...new Set(Object.keys(en!).map(bare))].sort()]);
    // Millions in French and Spanish have a form of their own; the one for others says it well enough.
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== "many" || language === "ar");
    for (const key of plurals) for (const form of needed) expect([language, key, form, words[`${key}_${form}`] !== undefined]).toEqual([language, key, form, true]);
    for (const [key, phrase] of Object.entries(words)) {
      const model = en![key] ?? en![`${bare(key)}_other`]!;
      expect([language, key, holes(phrase).filter((hole) => hole !== "count")]).toEqual([language, key, holes(model).filter((hole) => hole !== "count")]);
    }
  }
});

test("a count chooses the form, and stands in the language's digits", () => {
  const speech = (language: "en" | "ar" | "zh", locale: string): Speech => ({ language, locale, direction: "ltr", words: tables[language]! });
  expect(say(speech("en", "en-GB"), "openUnread", { count: 1 })).toBe("Open chat, 1 unread message");
  expect(say(speech("en", "en-GB"), "openUnread", { count: 1200 })).toBe("Open chat, 1,200 unread messages");
  expect(say(speech("ar", "ar"), "members", { count: 2 })).toBe("عضوان");
  expect(say(speech("zh", "zh"), "unread", { count: 3 })).toBe("3 条未读");
  expect(say(speech("en", "en"), "no_such_word")).toBe("no_such_word");
});
