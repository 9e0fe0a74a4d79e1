import type { ConversationView, MemberRole } from "@parley/client";

const RANKS: Record<MemberRole, number> = { member: 0, moderator: 1, admin: 2, owner: 3 };

export const atLeast = (role: MemberRole, least: MemberRole): boolean => RANKS[role] >= RANKS[least];

/** What the server's table says (Access/Permissions.cs), as far as writing is concerned. */
export const may = {
  write: ({ type, my }: ConversationView) => my !== null && (type !== "channel" || atLeast(my.role, "moderator")),
  invite: ({ type, my }: ConversationView) => my !== null && type !== "direct" && atLeast(my.role, type === "channel" ? "admin" : "moderator"),
  edit: ({ type, my }: ConversationView) => my !== null && type !== "direct" && atLeast(my.role, "admin"),
  leave: ({ type, my }: ConversationView) => my !== null && type !== "direct",
};
