import type { MessageView, TimelineItem } from "@parley/client";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./rows.ts";

let ordinal = 0;
function message(sender: string, minute: number, more: Partial<MessageView> = {}): TimelineItem {
  ordinal++;
  return {
    message: {
      id: `id-${ordinal}`, conversation_id: "c", seq: ordinal, ordinal, sender_id: sender, message_type: "text", content: `${ordinal}`, reply_to: null, forward_from: null,
      attachments: [], mentions: [], reactions: [], reply_count: 0, metadata: null, created_at: new Date(2026, 10, 20, 12, minute).toISOString(), edited_at: null,
      deleted_at: null, quote: null, forwarded: null, mentions_all: null, ...more,
    },
  };
}
const joined = (who: string, minute: number) => message(who, minute, { message_type: "system", metadata: { event: "member_joined", user_ids: [who], count: 1 } });
const rows = (items: TimelineItem[], line?: { from: number; count: number }, hasBefore = false) => rowsOf(items, line, "me", [], hasBefore);

describe("Rows", () => {
  it("group what one person writes within five minutes", () => {
    const all = rows([message("ada", 0), message("ada", 4), message("ada", 10), message("grace", 11), message("grace", 12, { reply_to: "x" })]);
    expect(all.map(({ first }) => first)).toEqual([true, false, true, true, true]);
  });

  it("begin days", () => {
    const all = rows([message("ada", 0), message("ada", 1), message("ada", 60 * 24)]);
    expect(all.map(({ day }) => day)).toEqual([true, false, true]);
  });

  it("say once that several joined; each line has a row, the last one speaks for all", () => {
    const all = rows([joined("ada", 0), joined("grace", 1), joined("linus", 2), message("ada", 3), joined("li", 4)]);
    expect(all.map(({ system }) => system?.length)).toEqual([0, 0, 3, undefined, 1]);
  });

  it("mark the first new message of somebody else, with how many there are", () => {
    const items = [message("ada", 0), message("me", 1), message("ada", 2), message("ada", 3)];
    const from = items[1]!.message.ordinal;
    expect(rows(items, { from, count: 2 }).map(({ unread }) => unread)).toEqual([0, 0, 2, 0]);
  });

  it("are the same objects where nothing changed", () => {
    const items = [message("ada", 0), message("ada", 1)];
    const before = rowsOf(items, undefined, "me", [], false);
    expect(rowsOf([...items], undefined, "me", before, false)).toBe(before);
    const after = rowsOf([...items, message("ada", 2)], undefined, "me", before, false);
    expect(after.slice(0, 2)).toEqual([before[0], before[1]]);
    expect(after[0]).toBe(before[0]);
  });

  it("leave out the first while what stands before it is not known, so that no row changes when it comes", () => {
    const items = [message("ada", 0), message("ada", 1), message("ada", 2)];
    const known = rowsOf(items.slice(1), undefined, "me", [], true);
    const all = rowsOf(items, undefined, "me", known, false);
    expect(known.map(({ item }) => item)).toEqual([items[2]]);
    expect(all[2]).toBe(known[0]);
  });
});
