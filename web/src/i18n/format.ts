import { currentLanguage, i18next } from "./i18n.ts";
import { localeOf } from "./languages.ts";

type When = Date | string | number;

const made = new Map<string, unknown>();

/** Making an Intl object takes far longer than using it, so each is made once per language. */
function once<T>(name: string, make: (locale: string) => T): T {
  const locale = localeOf(currentLanguage());
  const key = `${locale} ${name}`;
  if (!made.has(key)) made.set(key, make(locale));
  return made.get(key) as T;
}

const dates = (name: string, options: Intl.DateTimeFormatOptions) => once(name, (locale) => new Intl.DateTimeFormat(locale, options));
const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
/** Days between two moments by the calendar on the wall; rounded because days of a clock change are not 24 hours long. */
const daysBefore = (date: Date, now: Date) => Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);

const relativeDay = (days: number) => {
  const words = once("relative", (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(-days, "day");
  return words.charAt(0).toLocaleUpperCase(localeOf(currentLanguage())) + words.slice(1);
};

export const formatTime = (when: When) => dates("time", { timeStyle: "short" }).format(new Date(when));

/** Everything about a moment, for a tooltip or a screen reader. */
export const formatFull = (when: When) => dates("full", { dateStyle: "full", timeStyle: "short" }).format(new Date(when));

export const formatDate = (when: When) => dates("date", { dateStyle: "medium" }).format(new Date(when));

/** A day without its year, as under a chart. */
export const formatShortDate = (when: When) => dates("short day", { day: "numeric", month: "short" }).format(new Date(when));

/** A day line: today, yesterday, the weekday within a week, then the date; the year where it is another. */
export function formatDay(when: When, now: When = Date.now()): string {
  const date = new Date(when), today = new Date(now);
  const days = daysBefore(date, today);
  if (days === 0 || days === 1) return relativeDay(days);
  if (days > 1 && days < 7) return dates("weekday", { weekday: "long" }).format(date);
  if (date.getFullYear() === today.getFullYear()) return dates("day", { weekday: "long", day: "numeric", month: "long" }).format(date);
  return dates("day of year", { day: "numeric", month: "long", year: "numeric" }).format(date);
}

/** Short, as in a list: today's time, yesterday, the weekday, then the date. */
export function formatWhen(when: When, now: When = Date.now()): string {
  const date = new Date(when), today = new Date(now);
  const days = daysBefore(date, today);
  if (days === 0) return formatTime(date);
  if (days === 1) return relativeDay(1);
  if (days > 1 && days < 7) return dates("short weekday", { weekday: "short" }).format(date);
  if (date.getFullYear() === today.getFullYear()) return dates("short day", { day: "numeric", month: "short" }).format(date);
  return dates("short date", { day: "numeric", month: "numeric", year: "2-digit" }).format(date);
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Sizes in thousands, as file managers show them. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step, unit = BYTE_UNITS[step]!;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return once(`${unit} ${digits}`, (locale) => new Intl.NumberFormat(locale, {
    style: "unit", unit, unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: digits,
  })).format(value);
}

/** 1:05 or 1:02:09, in the person's digits. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const plain = once("plain", (locale) => new Intl.NumberFormat(locale, { useGrouping: false }));
  const two = once("two digits", (locale) => new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false }));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours ? `${plain.format(hours)}:${two.format(minutes)}:${two.format(rest)}` : `${plain.format(minutes)}:${two.format(rest)}`;
}

export const formatNumber = (value: number) => once("number", (locale) => new Intl.NumberFormat(locale)).format(value);

/** 1.2K: where there is little room, such as axes. */
export const formatCompact = (value: number) =>
  once("compact", (locale) => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })).format(value);

export const formatPercent = (share: number) => once("percent", (locale) => new Intl.NumberFormat(locale, { style: "percent" })).format(share);

export const formatList = (items: string[]) => once("list", (locale) => new Intl.ListFormat(locale)).format(items);

/** Sorts names as the person's language does, 2 before 10. */
export const collator = () => once("collator", (locale) => new Intl.Collator(locale, { numeric: true, sensitivity: "base" }));

/** One plain sentence for a refusal's code. */
export const errorText = (code: string): string => {
  const known = i18next.exists(code, { ns: "errors" });
  return i18next.t(known ? code : "unknown", { ns: "errors" });
};
