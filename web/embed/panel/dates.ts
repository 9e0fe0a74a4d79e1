// Dates, sizes and lists in one element's language; two elements of a page may speak two.

type When = string | number | Date;

export type Dates = ReturnType<typeof datesIn>;

const dayOf = (when: When) => { const date = new Date(when); return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime(); };
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function datesIn(locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, options);
    return (when: When) => made.format(new Date(when));
  };
  const [time, full] = [format({ timeStyle: "short" }), format({ dateStyle: "full", timeStyle: "short" })];
  const [weekday, shortWeekday] = [format({ weekday: "long" }), format({ weekday: "short" })];
  const [day, shortDay] = [format({ weekday: "long", day: "numeric", month: "long" }), format({ day: "numeric", month: "short" })];
  const [year, shortYear] = [format({ day: "numeric", month: "long", year: "numeric" }), format({ day: "numeric", month: "numeric", year: "2-digit" })];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const list = new Intl.ListFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });

  const choose = (when: When, today: (when: When) => string, [week, date, old]: ((when: When) => string)[]) => {
    const days = Math.round((dayOf(Date.now()) - dayOf(when)) / 86_400_000); // days of a clock change are not 24 hours long
    if (days === 0) return today(when);
    if (days === 1) return capital(relative.format(-1, "day"));
    if (days > 1 && days < 7) return week!(when);
    return new Date(when).getFullYear() === new Date().getFullYear() ? date!(when) : old!(when);
  };
  const capital = (words: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

  return {
    dayOf, time, full,
    /** A day line. */
    day: (when: When) => choose(when, () => capital(relative.format(0, "day")), [weekday, day, year]),
    /** Short, as in a list. */
    when: (when: When) => choose(when, time, [shortWeekday, shortDay, shortYear]),
    list: (names: string[]) => list.format(names),
    percent: (share: number) => percent.format(share),
    bytes(size: number): string {
      const step = size < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(size) / 3));
      return new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[step]!, unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: step === 0 ? 0 : 1 }).format(size / 1000 ** step);
    },
  };
}
