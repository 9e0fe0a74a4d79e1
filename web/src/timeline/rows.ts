import type { MessageView, TimelineItem, UserId } from "@parley/client";

/**
 * How one message stands in the list. Every message has exactly one row, also those that a summary hides: so that the list knows, when
 * older ones come, that what it showed is now so many places further down.
 */
export interface Row {
  readonly item: TimelineItem;
  /** The first of its day in this stretch. */
  readonly day: boolean;
  /** How many are new, on the first of them; 0 on all others. */
  readonly unread: number;
  /** Begins a group: shows who wrote it and when. */
  readonly first: boolean;
  /** What this line of the server's sums up; empty for one that a later line speaks for. */
  readonly system: readonly MessageView[] | undefined;
}

const GROUP_WITHIN = 5 * 60_000;

const days = new WeakMap<MessageView, number>();

/** The day by the calendar on the wall, as a number. */
export function dayOf(message: MessageView): number {
  let day = days.get(message);
  if (day === undefined) {
    const date = new Date(message.created_at);
    days.set(message, (day = date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate()));
  }
  return day;
}

const eventOf = ({ metadata }: MessageView) => (metadata as { event?: string } | null)?.event;

/** Lines that say the same of different people are one line: "Ada, Grace and 3 others joined". */
const sameNews = (one: MessageView, other: MessageView) =>
  one.message_type === "system" && other.message_type === "system" && !one.deleted_at && !other.deleted_at &&
  eventOf(one) !== undefined && eventOf(one) === eventOf(other) && (eventOf(one)!.startsWith("member_j") || eventOf(one) === "member_left" || one.sender_id === other.sender_id);

const follows = (before: MessageView, message: MessageView) =>
  before.sender_id === message.sender_id && before.message_type !== "system" && message.message_type !== "system" && !message.reply_to && !message.forward_from &&
  Date.parse(message.created_at) - Date.parse(before.created_at) < GROUP_WITHIN;

const sameList = (one: readonly unknown[] | undefined, other: readonly unknown[] | undefined) =>
  one === other || (one !== undefined && other !== undefined && one.length === other.length && one.every((part, at) => part === other[at]));

/**
 * Rows of a stretch of messages. Where more stand before it, the first has no row: whether it begins a day or a group is known when the one
 * before it is, and it must not change its height then. A row that is as before is the same object, so that it is
 * not drawn again.
 */
export function rowsOf(items: readonly TimelineItem[], line: { readonly from: number; readonly count: number } | undefined, me: UserId, before: readonly Row[], hasBefore: boolean): readonly Row[] {
  const known = new Map(before.map((row) => [row.item.message.id, row]));
  const from = line?.from ?? Infinity;
  let marked = line === undefined;
  let news: MessageView[] = [];
  const rows = items.map((item, at): Row => {
    const { message } = item;
    const previous = items[at - 1]?.message, next = items[at + 1]?.message;
    const day = !previous || dayOf(previous) !== dayOf(message);
    const unread = !marked && message.ordinal >= from && message.sender_id !== me ? line!.count : 0;
    if (unread) marked = true;
    const isNews = message.message_type === "system";
    if (isNews) news = day || unread || !previous || !sameNews(previous, message) ? [message] : [...news, message];
    const startsUnread = next !== undefined && !marked && next.ordinal >= from && next.sender_id !== me;
    const spoken = isNews && next !== undefined && !startsUnread && dayOf(next) === dayOf(message) && sameNews(message, next);
    const row: Row = {
      item, day, unread,
      first: day || unread > 0 || !follows(previous!, message),
      system: isNews ? (spoken ? [] : news) : undefined,
    };
    const old = known.get(message.id);
    return old && old.item === item && old.day === row.day && old.unread === row.unread && old.first === row.first && sameList(old.system, row.system) ? old : row;
  });
  if (hasBefore) rows.shift();
  return sameList(rows, before) ? before : rows;
}
