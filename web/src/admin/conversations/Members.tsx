import type { AdminChangeMembers, AdminConversationView, BulkResults, MemberRole, MemberView } from "@parley/client";
import { UserPlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, Menu, MenuItem } from "../../ui/index.ts";
import type { Column } from "../../ui/Table.tsx";
import { useLocation } from "wouter";
import { useAdminAddress } from "../address.ts";
import { BulkBar } from "../parts/BulkBar.tsx";
import type { Deed } from "../parts/Deed.tsx";
import { groups } from "../parts/groups.ts";
import { ChoiceFilter } from "../parts/FilterBar.tsx";
import { Listed } from "../parts/Listed.tsx";
import { useOwnPages } from "../parts/useOwnPages.ts";
import { useSelection } from "../parts/useSelection.ts";
import { useScope } from "../Scope.tsx";
import { AddMembers } from "./AddMembers.tsx";

const ROLES: MemberRole[] = ["member", "moderator", "admin", "owner"];
const STATUSES = ["active", "left", "kicked", "banned"] as const;

/** The members of whatever status; those selected are removed or given a role together. */
export function Members({ conversation, turn, onDeed, onChanged }: { conversation: AdminConversationView; turn: number; onDeed(deed: Deed): void; onChanged(): void }) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { to } = useAdminAddress();
  const [, navigate] = useLocation();
  const [status, setStatus] = useState("active");
  const [isAdding, setAdding] = useState(false);
  const pages = useOwnPages<MemberView>(`/admin/conversations/${conversation.id}/members`, { ...query, status });
  const { reload } = pages;
  useEffect(() => { if (turn > 0) reload(); }, [turn, reload]);
  const selection = useSelection(pages.rows, ({ user_id }) => user_id, [status, turn]);
  const isFixed = conversation.type === "direct" || conversation.deleted_at !== null;

  const change = (body: AdminChangeMembers) => parley.rest.post<BulkResults>(`/admin/conversations/${conversation.id}/members`, body, { query });
  const chosen = selection.chosen.filter((member) => member.status === "active");
  const count = chosen.length;
  const targets = chosen.map(({ user_id, display_name, username }) => ({ id: user_id, name: `${display_name} (@${username})` }));
  const ids = targets.map(({ id }) => id);
  const byRole = async (done: string[], action: "add" | "set_role") => {
    for (const [role, group] of groups(chosen.filter(({ user_id }) => done.includes(user_id)), (member) => member.role))
      await change({ action, role, user_ids: group.map(({ user_id }) => user_id) });
  };
  const where = conversation.title ?? t(`type.${conversation.type}`);
  const remove = (): Deed => ({
    title: t("members.removeTitle", { count, where }), text: t("members.removeText"), confirm: t("members.remove"), targets,
    run: () => change({ action: "remove", user_ids: ids }), said: (done) => t("members.removed", { count: done }), undo: (done) => byRole(done, "add"),
  });
  const setRole = (role: MemberRole): Deed => ({
    title: t("members.roleTitle", { count, role: t(`memberRole.${role}`) }), text: t("members.roleText", { where }), confirm: t("users.setRole"), kind: "primary", targets,
    run: () => change({ action: "set_role", role, user_ids: ids }), said: (done) => t("changed", { count: done }), undo: (done) => byRole(done, "set_role"),
  });

  const columns: Column<MemberView>[] = [
    { id: "name", header: t("users.name"), cell: (member) => <span className="admin-person-words"><bdi className="admin-strong">{member.display_name}</bdi><bdi className="admin-muted">@{member.username}</bdi></span> },
    { id: "role", header: t("users.role"), cell: (member) => (member.status === "active" ? t(`memberRole.${member.role}`) : t(`memberStatus.${member.status}`)) },
  ];

  return (
    <section aria-label={t("conversations.members")} className="admin-members">
      <div className="admin-detail-row">
        <h3 className="admin-detail-part">{t("members.count", { count: conversation.member_count })}</h3>
        <ChoiceFilter label={t("members.status")} all={t("members.all")} value={status} onChange={setStatus} options={STATUSES.map((value) => ({ value, label: t(`memberStatus.${value}`) }))} />
        {!isFixed && <Button size="small" icon={<UserPlus />} onClick={() => setAdding(true)}>{t("members.add")}</Button>}
      </div>
      {conversation.type === "direct" && <p className="admin-muted">{t("members.directFixed")}</p>}
      <BulkBar count={isFixed ? 0 : count} onClear={selection.clear}>
        <Button size="small" className="admin-danger" onClick={() => onDeed(remove())}>{t("members.remove")}</Button>
        <Menu label={t("users.setRole")} trigger={<Button size="small">{t("users.setRole")}</Button>}>
          {ROLES.map((role) => <MenuItem key={role} onSelect={() => onDeed(setRole(role))}>{t(`memberRole.${role}`)}</MenuItem>)}
        </Menu>
      </BulkBar>
      <Listed
        label={t("members.count", { count: conversation.member_count })} columns={columns} pages={pages} keyOf={({ user_id }) => user_id} nameOf={({ display_name }) => display_name}
        {...(!isFixed && { selected: selection.selected, onSelect: selection.select })} onOpen={({ user_id }) => navigate(to("users", user_id))}
        emptyTitle={t("members.none")}
      />
      <AddMembers conversation={conversation} open={isAdding} onClose={() => setAdding(false)} change={change} onChanged={onChanged} />
    </section>
  );
}
