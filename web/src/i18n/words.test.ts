import { describe, expect, test } from "vitest";
import protocol from "../../../sdk/js/src/protocol.ts?raw";
import { isLanguage, languages, type Language } from "./languages.ts";

const all = import.meta.glob<Record<string, unknown>>("./locales/*/*.json", { eager: true, import: "default" });
const components = import.meta.glob<string>("../**/*.tsx", { eager: true, query: "?raw", import: "default" });
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** `_many` of French and Spanish is filled in from `_other` when it is read (i18n.ts). */
const optional = (language: Language, form: string) => form === "many" && (language === "fr" || language === "es");

const flat = (words: Record<string, unknown>, before = ""): [string, unknown][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === "object" && value ? flat(value as Record<string, unknown>, `${before}${key}.`) : [[before + key, value]]));

const areas = [...new Set(Object.keys(all).map((path) => path.split("/").at(-1)!.replace(".json", "")))];
const of = (language: string, area: string) => Object.fromEntries(flat(all[`./locales/${language}/${area}.json`] ?? {}));
/** A key is plural when the English words have it in more than one form. */
const plurals = (area: string) => new Set(Object.keys(of("en", area)).filter((key) => key.endsWith("_other")).map((key) => key.replace(PLURAL, "")));
const holes = (text: unknown) => [...String(text).matchAll(/\{\{\s*-?\s*(\w+)/g)].map((found) => found[1]!).sort();

test("every language has a folder, and no folder is of another", () => {
  expect([...new Set(Object.keys(all).map((path) => path.split("/")[2]!))].sort()).toEqual(Object.keys(languages).sort());
  for (const path of Object.keys(all)) expect(isLanguage(path.split("/")[2])).toBe(true);
});

describe.each(areas)("The words of %s", (area) => {
  const english = of("en", area);
  const counted = plurals(area);
  const single = Object.keys(english).filter((key) => !counted.has(key.replace(PLURAL, "")) || !PLURAL.test(key));

  test.each(Object.keys(languages) as Language[])("are all there in %s, in every form that it counts in", (language) => {
    const words = of(language, area);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const needed = [...single, ...[...counted].flatMap((key) => forms.filter((form) => !optional(language, form)).map((form) => `${key}_${form}`))];
    const allowed = new Set([...needed, ...[...counted].flatMap((key) => ["zero", ...forms].map((form) => `${key}_${form}`))]);
    expect(needed.filter((key) => !(key in words))).toEqual([]);
    expect(Object.keys(words).filter((key) => !allowed.has(key))).toEqual([]);
    for (const [key, value] of Object.entries(words)) {
      expect(value, key).toBeTypeOf("string");
      expect(String(value).trim(), key).not.toBe("");
      const model = english[key] ?? english[key.replace(PLURAL, "_other")];
      // A form for none, one or two may say the number in words.
      expect(holes(model), key).toEqual(expect.arrayContaining(holes(value)));
      if (!/_(zero|one|two)$/.test(key)) expect(holes(value), key).toEqual(holes(model));
    }
  });
});

test("every refusal has a sentence", () => {
  const list = protocol.slice(protocol.indexOf("export type ErrorCode"), protocol.indexOf("/** A refusal over REST"));
  const codes = [...list.matchAll(/"(\w+)"/g)].map((found) => found[1]!);
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !(code in of("en", "errors")))).toEqual([]);
});

test("no words stand in the code", () => {
  const found: string[] = [];
  for (const [path, whole] of Object.entries(components)) {
    if (path.includes(".test.")) continue;
    const code = whole.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
    // Text between tags, and the attributes that people read or hear.
    for (const [, text] of code.matchAll(/<\/?[A-Za-z][^<>{}]*(?<!=)>\s*([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*?)\s*<\/?[A-Za-z]/gu)) if (!/^\s*[:|&?]/.test(text!)) found.push(`${path}: ${text}`);
    for (const [, text] of code.matchAll(/\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label|hint|text)="([^"]*\p{L}[^"]*)"/gu)) found.push(`${path}: ${text}`);
  }
  expect(found).toEqual([]);
});
