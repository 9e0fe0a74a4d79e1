import type { WorkspaceView } from "@parley/client";
import { describe, expect, it } from "vitest";
import { changedFields, changeOf, draftOf } from "./draft.ts";

const workspace = {
  id: "w", slug: "main", name: "Main", registration: "open", account_types: ["user", "guest"], created_at: "", invite_code: null,
  settings: { restore_days: 3, files: { max_bytes: 104_857_600, max_bytes_by_role: null, allowed_types: ["image/png", "audio/*"], quota_bytes: null }, moderation: null, link_previews: null, metadata_keys: null, admin_reads_messages: false, mentions: null, push: null },
} satisfies WorkspaceView;

describe("A change of the workspace's settings", () => {
  const before = draftOf(workspace);

  it("is empty where nothing was changed", () => {
    expect(changeOf(before, { ...before })).toEqual({});
  });

  it("names only what was changed, each at its place", () => {
    const after = { ...before, name: "Parley", account_types: "user, guest ,  agent", evidence_days: "14", max_owner: "2.5", push_content: false };
    expect(changedFields(before, after)).toHaveLength(5);
    expect(changeOf(before, after)).toEqual({
      name: "Parley", account_types: ["user", "guest", "agent"],
      settings: { moderation: { evidence_days: 14 }, files: { max_bytes_by_role: { owner: 2_500_000 } }, push: { content: false } },
    });
  });

  it("gives an emptied field back to the server", () => {
    expect(changeOf(before, { ...before, restore_days: "", allowed_types: " , " })).toEqual({ settings: { restore_days: null, files: { allowed_types: null } } });
  });

  it("keeps a number of bytes that is no round number of megabytes", () => {
    expect(before.max_bytes).toBe("104.8576");
    expect(changeOf({ ...before, max_bytes: "" }, before)).toEqual({ settings: { files: { max_bytes: 104_857_600 } } });
  });

  it("has a way back", () => {
    const after = { ...before, name: "Parley", restore_days: "9", admin_reads_messages: true };
    expect(changeOf(after, before)).toEqual({ name: "Main", settings: { restore_days: 3, admin_reads_messages: false } });
  });
});
