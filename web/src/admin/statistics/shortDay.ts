import { currentLanguage } from "../../i18n/i18n.ts";
import { localeOf } from "../../i18n/languages.ts";

const made = new Map<string, Intl.DateTimeFormat>();

/** Day and month only, for under an axis. */
export function shortDay(day: string): string {
  const locale = localeOf(currentLanguage());
  if (!made.has(locale)) made.set(locale, new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }));
  return made.get(locale)!.format(new Date(`${day}T12:00:00Z`));
}
