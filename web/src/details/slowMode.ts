import { currentLanguage } from "../i18n/i18n.ts";
import { localeOf } from "../i18n/languages.ts";

/** The steps that are offered; seconds, 0 is off. */
export const SLOW_MODES = [0, 5, 10, 30, 60, 300, 900, 3600, 21_600] as const;

/** 30 seconds, 5 minutes, 1 hour. */
export function slowModeText(seconds: number): string {
  const [value, unit] = seconds % 3600 === 0 ? [seconds / 3600, "hour"] : seconds % 60 === 0 ? [seconds / 60, "minute"] : [seconds, "second"];
  return new Intl.NumberFormat(localeOf(currentLanguage()), { style: "unit", unit: unit as string, unitDisplay: "long" }).format(value as number);
}
