// How names, times and people look.
import { h } from "./dom.js";

const DAY = 86_400_000;
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const shortDate = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

export const clockTime = (iso) => time.format(new Date(iso));
export const wholeTime = (iso) => whole.format(new Date(iso));

/** Which local day a time belongs to; equal for equal days. */
export const dayOf = (iso) => new Date(iso).setHours(0, 0, 0, 0);

const daysAgo = (day) => Math.round((new Date().setHours(0, 0, 0, 0) - day) / DAY);

export function dayName(day) {
  const ago = daysAgo(day);
  return ago === 0 ? "Today" : ago === 1 ? "Yesterday" : ago > 0 && ago < 7 ? weekday.format(day) : date.format(day);
}

/** The short time of a sidebar row: today's time, "Yesterday", weekday, then date. */
export function shortTime(iso) {
  const day = dayOf(iso);
  const ago = daysAgo(day);
  return ago <= 0 ? clockTime(iso) : ago === 1 ? "Yesterday" : ago < 7 ? shortWeekday.format(day) : shortDate.format(day);
}

export function initials(name) {
  const words = name.trim().split(/\s+/u);
  const letter = (word) => [...(word.replace(/[^\p{L}\p{N}]/gu, "") || word)][0] ?? "";
  return (words.length > 1 ? letter(words[0]) + letter(words.at(-1)) : letter(words[0])).toUpperCase() || "?";
}

/** A person's round mark: initials on one of eight quiet colours that follows from the id. */
export function avatar(id, name, presence = null, size = "") {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return h("span", { class: `avatar hue-${sum % 8} ${size}`, "aria-hidden": "true" },
    initials(name), presence && presenceDot(presence));
}

/** Told apart by shape as well as by colour. */
export const presenceDot = (status) => h("span", { class: `presence ${status}`, title: status });

export const people = (count) => (count === 1 ? "1 person" : `${count.toLocaleString()} people`);

/** "Ada", "Ada and Grace", "Ada, Grace and 3 others". */
export function joined(names) {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length === 2) return `${names[0]} and ${names[1]}`;
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]}`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} others`;
}
