// Who may do what, as in src/Parley/Access/Permissions.cs: the least role, by kind of conversation; nothing where nobody may.
import type { ConversationView, MemberRole } from "@parley/client";

const ROLES = ["member", "moderator", "admin", "owner"] as const satisfies readonly MemberRole[];

const LEAST = {
  //                   direct     group        channel
  post:               ["member", "member",    "moderator"],
  react:              ["member", "member",    "member"],
  pin:                ["member", "member",    "moderator"],
  deleteAnyMessage:   [null,     "moderator", "moderator"],
} as const satisfies Record<string, readonly (MemberRole | null)[]>;

/** The server decides; this only keeps what it would refuse out of the menus. */
export function may({ type, my, archived_at }: ConversationView, what: keyof typeof LEAST): boolean {
  if (!my || (archived_at && what !== "deleteAnyMessage")) return false;
  const least = LEAST[what][type === "direct" ? 0 : type === "group" ? 1 : 2];
  return least !== null && ROLES.indexOf(my.role) >= ROLES.indexOf(least);
}
