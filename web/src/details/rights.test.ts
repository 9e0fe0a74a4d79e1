import { describe, expect, it } from "vitest";
import table from "../../../src/Parley/Access/Permissions.cs?raw";
import { isAbove, may, type Right } from "./rights.ts";

const names: Record<Right, string> = {
  pin: "PinMessages", leave: "Leave", edit: "EditConversation", addMembers: "AddMembers", removeMembers: "RemoveMembers", ban: "BanMembers",
  silence: "SilenceMembers", changeRoles: "ChangeRoles", transfer: "TransferOwnership", delete: "DeleteConversation",
};
const types = ["direct", "group", "channel"] as const;
const roles = ["member", "moderator", "admin", "owner"] as const;

describe("rights", () => {
  // The server's own table is the truth; this one only hides what would be refused.
  it.each(Object.entries(names))("%s is as the server has it", (right, name) => {
    const row = new RegExp(`\\[Permission\\.${name}\\]\\s*=\\s*\\((.+)\\),`).exec(table)![1]!.split(",").map((word) => word.trim().replace("MemberRole.", "").toLowerCase());
    types.forEach((type, at) => {
      for (const role of roles) {
        const expected = row[at] !== "null" && roles.indexOf(role) >= roles.indexOf(row[at] as never);
        expect(may({ type, my: { role } as never }, right as Right), `${type} ${role}`).toBe(expected);
      }
    });
  });
  it("needs a membership", () => expect(may({ type: "group", my: null }, "pin")).toBe(false));
  it("reaches down only, but an owner everywhere", () => {
    expect(isAbove("admin", "admin")).toBe(false);
    expect(isAbove("admin", "moderator")).toBe(true);
    expect(isAbove("owner", "owner")).toBe(true);
  });
});
