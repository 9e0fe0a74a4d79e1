// What the list of messages shows, row by row: days, the beginning of what is new, and who speaks again.
import type { TimelineItem } from "@parley/client";
import type { Dates } from "./dates.ts";

const TOGETHER = 5 * 60_000; // ms

export type Row =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "message"; readonly key: string; readonly item: TimelineItem; /** Begins a group: name and picture are shown. */ readonly first: boolean; /** Ends one. */ readonly last: boolean };

export function rowsOf(items: readonly TimelineItem[], dates: Dates, newFrom: number | undefined): Row[] {
  const rows: Row[] = [];
  items.forEach((item, at) => {
    const { message } = item;
    const before = items[at - 1]?.message;
    const isNewDay = !before || dates.dayOf(before.created_at) !== dates.dayOf(message.created_at);
    const isFirstNew = newFrom !== undefined && message.ordinal >= newFrom && (before?.ordinal ?? 0) < newFrom;
    if (isNewDay) rows.push({ kind: "day", key: `day ${message.id}`, at: message.created_at });
    if (isFirstNew) rows.push({ kind: "new", key: "new" });
    const breaks = isNewDay || isFirstNew || !together(before, message);
    const previous = rows.at(-1);
    if (breaks && previous?.kind === "message") rows[rows.length - 1] = { ...previous, last: true };
    rows.push({ kind: "message", key: message.id, item, first: breaks, last: !items[at + 1] });
    // A day line or the line of what is new ends a group too.
    const earlier = rows.at(-3);
    if ((isNewDay || isFirstNew) && earlier?.kind === "message") rows[rows.length - 3] = { ...earlier, last: true };
  });
  return rows;
}

const together = (before: TimelineItem["message"] | undefined, now: TimelineItem["message"]): boolean =>
  before !== undefined && before.sender_id === now.sender_id && before.message_type !== "system" && now.message_type !== "system"
  && Date.parse(now.created_at) - Date.parse(before.created_at) < TOGETHER;
