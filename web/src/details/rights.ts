// Who may do what in a conversation: the least role, by its kind, as the server has it (src/Parley/Access/Permissions.cs).
import type { ConversationType, ConversationView, MemberRole, MemberView } from "@parley/client";

export type Right =
  | "pin" | "leave" | "edit" | "addMembers" | "removeMembers" | "ban" | "silence" | "changeRoles" | "transfer" | "delete";

const LEAST: Record<Right, Record<ConversationType, MemberRole | null>> = {
  pin: { direct: "member", group: "member", channel: "moderator" },
  leave: { direct: null, group: "member", channel: "member" },
  edit: { direct: null, group: "admin", channel: "admin" },
  addMembers: { direct: null, group: "moderator", channel: "admin" },
  removeMembers: { direct: null, group: "moderator", channel: "moderator" },
  ban: { direct: null, group: "moderator", channel: "moderator" },
  silence: { direct: null, group: "moderator", channel: "moderator" },
  changeRoles: { direct: null, group: "admin", channel: "admin" },
  transfer: { direct: null, group: "owner", channel: "owner" },
  delete: { direct: null, group: "owner", channel: "owner" },
};

export const ROLES: readonly MemberRole[] = ["member", "moderator", "admin", "owner"];
export const rank = (role: MemberRole): number => ROLES.indexOf(role);

export function may(view: Pick<ConversationView, "type" | "my">, right: Right): boolean {
  const least = LEAST[right][view.type];
  return view.my !== null && least !== null && rank(view.my.role) >= rank(least);
}

/** Nobody acts on who stands as high as themselves; owners act on everybody. */
export const isAbove = (mine: MemberRole, theirs: MemberRole): boolean => mine === "owner" || rank(mine) > rank(theirs);

/** What the caller may do about this member. */
export function rightsOver({ view, me, member }: { view: ConversationView; me: string; member: Pick<MemberView, "user_id" | "role"> }) {
  const isOther = member.user_id !== me;
  const above = isOther && view.my !== null && isAbove(view.my.role, member.role);
  return {
    changeRole: above && may(view, "changeRoles"), silence: above && may(view, "silence"), remove: above && may(view, "removeMembers"),
    ban: above && may(view, "ban"), transfer: isOther && may(view, "transfer"),
  };
}
