import { expect, test } from "vitest";
import { isQuiet } from "./quiet.ts";

const night = { time_zone: "Europe/Amsterdam", from: "22:00", to: "07:00", days: null };
const at = (iso: string) => new Date(iso);
const quiet = (quiet_hours: typeof night | (Omit<typeof night, "days"> & { days: ("friday" | "saturday")[] }) | null, iso: string, do_not_disturb_until: string | null = null) =>
  isQuiet({ quiet_hours, do_not_disturb_until }, at(iso));

test("Nothing set is never quiet", () => expect(quiet(null, "2026-11-20T23:00:00Z")).toBe(false));

test("The night reaches over midnight, by the clock on the wall there", () => {
  expect(quiet(night, "2026-11-20T20:59:00Z")).toBe(false); // 21:59
  expect(quiet(night, "2026-11-20T21:00:00Z")).toBe(true); // 22:00
  expect(quiet(night, "2026-11-21T05:59:00Z")).toBe(true); // 06:59
  expect(quiet(night, "2026-11-21T06:00:00Z")).toBe(false); // 07:00
});

test("Days are those on which it begins", () => {
  const weekend = { ...night, days: ["friday" as const, "saturday" as const] };
  expect(quiet(weekend, "2026-11-20T22:00:00Z")).toBe(true); // Friday evening
  expect(quiet(weekend, "2026-11-22T05:00:00Z")).toBe(true); // Sunday morning, begun on Saturday
  expect(quiet(weekend, "2026-11-22T22:00:00Z")).toBe(false); // Sunday evening
});

test("The same time twice is a whole day", () => expect(quiet({ ...night, from: "09:00", to: "09:00" }, "2026-11-20T12:34:00Z")).toBe(true));

test("Do not disturb ends by itself", () => {
  expect(quiet(null, "2026-11-20T12:00:00Z", "2026-11-20T12:00:01Z")).toBe(true);
  expect(quiet(null, "2026-11-20T12:00:02Z", "2026-11-20T12:00:01Z")).toBe(false);
});
