import type { NotificationSettings, QuietHours, Weekday } from "@parley/client";

const DAYS: Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Whether the person asked for quiet at this moment: the same reading of the rules as the server's when it holds pushes. */
export function isQuiet({ quiet_hours, do_not_disturb_until }: Pick<NotificationSettings, "quiet_hours" | "do_not_disturb_until">, now = new Date()): boolean {
  return (do_not_disturb_until !== null && Date.parse(do_not_disturb_until) > now.getTime()) || (quiet_hours !== null && isWithin(quiet_hours, now));
}

function isWithin({ time_zone, from, to, days }: QuietHours, now: Date): boolean {
  const { time, day } = wallClock(now, time_zone);
  const begins = (at: number) => !days?.length || days.includes(DAYS[(at + 7) % 7]!);
  if (from < to) return begins(day) && time >= from && time < to;
  // It ends on the next day: the evening counts for today, the morning for yesterday.
  return (begins(day) && time >= from) || (begins(day - 1) && time < to);
}

function wallClock(now: Date, timeZone: string): { time: string; day: number } {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return { time: `${part("hour")}:${part("minute")}`, day: DAYS.indexOf(part("weekday").toLowerCase() as Weekday) };
}
