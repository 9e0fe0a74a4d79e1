// The element's words: a small table a language, loaded when that language is needed. No library, since the words are few.
import type { Language } from "../src/i18n/languages.ts";

export type Words = Readonly<Record<string, string>>;

export interface Speech {
  readonly language: Language;
  /** The person's own variety, for dates and numbers. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly words: Words;
}

const own = import.meta.glob<Words>("./words/*.json", { import: "default" });
const panel = import.meta.glob<Words>("../src/i18n/locales/*/{errors,text}.json", { import: "default" });

const LANGUAGES: readonly Language[] = ["en", "nl", "de", "fr", "es", "zh", "ar"];
const baseOf = (tag: string) => tag.toLowerCase().split("-")[0] as Language;

/** The language asked for, the host page's, or the browser's: the first of them that we speak. */
export function choose(asked: string | null): { language: Language; locale: string } {
  const wanted = [asked, document.documentElement.lang, ...navigator.languages].filter((tag): tag is string => !!tag);
  const tag = wanted.find((one) => LANGUAGES.includes(baseOf(one))) ?? "en";
  const language = baseOf(tag);
  const locale = tag.includes("-") ? tag : navigator.languages.find((one) => baseOf(one) === language) ?? tag;
  return { language, locale };
}

/** The words of the launcher; with `everything` those of the panel as well. */
export async function load(asked: string | null, everything: boolean): Promise<Speech> {
  const { language, locale } = choose(asked);
  const tables = [own[`./words/${language}.json`]!];
  if (everything) for (const area of ["errors", "text"]) tables.push(panel[`../src/i18n/locales/${language}/${area}.json`]!);
  const words = Object.assign({}, ...await Promise.all(tables.map((table) => table()))) as Words;
  return { language, locale, direction: language === "ar" ? "rtl" : "ltr", words };
}

const rules = new Map<string, Intl.PluralRules>();

/** A phrase; `count` chooses its plural form as i18next does, other values stand in `{{braces}}`. */
export function say({ language, locale, words }: Speech, key: string, values: Record<string, unknown> = {}): string {
  let phrase = words[key];
  if (typeof values.count === "number") {
    if (!rules.has(language)) rules.set(language, new Intl.PluralRules(language));
    phrase = words[`${key}_${rules.get(language)!.select(values.count)}`] ?? words[`${key}_other`] ?? phrase;
  }
  return (phrase ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : String(value ?? "");
  });
}
