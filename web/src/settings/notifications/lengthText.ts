import { currentLanguage } from "../../i18n/i18n.ts";
import { localeOf } from "../../i18n/languages.ts";

/** "15 minutes", "4 hours", "1 day", as the person's language says it. */
export function lengthText(minutes: number): string {
  const [value, unit] = minutes % 1440 === 0 ? [minutes / 1440, "day"] : minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return new Intl.NumberFormat(localeOf(currentLanguage()), { style: "unit", unit: unit as string, unitDisplay: "long" }).format(value as number);
}
