import type { Conversation, ConversationView } from "@parley/client";
import { describe, expect, test } from "vitest";
import { rowsOf, type Section } from "./order.ts";

const conversation = (id: string, view: Partial<ConversationView>, my: Partial<NonNullable<ConversationView["my"]>> = {}) => ({
  id, view: { get: () => ({ id, type: "group", unread_count: 0, ...view, my: { role: "member", read_ordinal: 0, muted_until: null, archived: false, pinned: false, unread_mentions: 0, ...my } }) },
}) as unknown as Conversation;

const all = [
  conversation("news", { unread_count: 2 }), conversation("quiet", {}), conversation("muted", { unread_count: 9 }, { muted_until: "2999-01-01T00:00:00Z" }),
  conversation("named", { unread_count: 9 }, { muted_until: "2999-01-01T00:00:00Z", unread_mentions: 1 }), conversation("pinned", {}, { pinned: true }),
  conversation("ada", { type: "direct" }), conversation("old", { unread_count: 3 }, { archived: true }),
];
const shown = (settings: { unreadFirst?: boolean; closed?: Section[]; held?: string }) =>
  rowsOf(all, { unreadFirst: settings.unreadFirst ?? true, closed: new Set(settings.closed ?? []), held: settings.held })
    .map((row) => (row.kind === "section" ? `# ${row.section} ${row.count}` : row.conversation.id));

describe("The order of the sidebar", () => {
  test("unread first, then pinned, channels and groups, direct, the archive", () => {
    expect(shown({})).toEqual(["# unread 2", "news", "named", "# pinned 1", "pinned", "# channels 2", "quiet", "muted", "# direct 1", "ada", "# archived 1", "old"]);
  });
  test("a muted conversation is no news unless one is named in it", () => {
    expect(shown({ unreadFirst: true }).indexOf("muted")).toBeGreaterThan(shown({}).indexOf("# channels 2"));
  });
  test("without unread first everything stands in its own section", () => {
    expect(shown({ unreadFirst: false })).toEqual(["# pinned 1", "pinned", "# channels 4", "news", "quiet", "muted", "named", "# direct 1", "ada", "# archived 1", "old"]);
  });
  test("a closed section shows how many are in it", () => {
    expect(shown({ closed: ["channels", "archived"] })).toEqual(["# unread 2", "news", "named", "# pinned 1", "pinned", "# channels 2", "# direct 1", "ada", "# archived 1"]);
  });
  test("what was unread when it was opened stays there", () => {
    expect(shown({ held: "quiet" }).slice(0, 4)).toEqual(["# unread 3", "news", "quiet", "named"]);
  });
});
