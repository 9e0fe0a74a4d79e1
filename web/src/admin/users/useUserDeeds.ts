import type { AdminBulkUsers, AdminUserView, BulkResults, WorkspaceRole } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import type { Deed } from "../parts/Deed.tsx";
import { groups } from "../parts/groups.ts";
import { useScope } from "../Scope.tsx";

/** What can be done with these accounts, each as a deed that names whom it touches and, where the server allows, how it is taken back. */
export function useUserDeeds(accounts: AdminUserView[]) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const count = accounts.length;
  const targets = accounts.map(({ user }) => ({ id: user.id, name: `${user.display_name} (@${user.username})` }));
  const ids = targets.map(({ id }) => id);
  const sessions = accounts.reduce((sum, { session_count }) => sum + session_count, 0);
  const bulk = (body: AdminBulkUsers) => parley.rest.post<BulkResults>("/admin/users/bulk", body, { query });
  const ends = sessions > 0 ? ` ${t("users.sessionsEnd", { count: sessions })}` : "";

  /** What everybody had before comes back, all with the same value in one call. */
  const putBack = (before: (account: AdminUserView) => string, body: (value: string) => Omit<AdminBulkUsers, "ids">) => async (done: string[]) => {
    const sets = groups(accounts.filter(({ user }) => done.includes(user.id)), before);
    for (const [value, group] of sets) await bulk({ ...body(value), ids: group.map(({ user }) => user.id) });
  };

  return {
    disable: (): Deed => ({
      title: t("users.disableTitle", { count }), text: t("users.disableText") + ends, confirm: t("users.disable"), targets,
      run: () => bulk({ action: "disable", ids }), said: (done) => t("users.disabled", { count: done }), undo: (done) => bulk({ action: "enable", ids: done }),
    }),
    enable: (): Deed => ({
      title: t("users.enableTitle", { count }), text: t("users.enableText"), confirm: t("users.enable"), kind: "primary", targets,
      run: () => bulk({ action: "enable", ids }), said: (done) => t("users.enabled", { count: done }),
      undo: (done) => bulk({ action: "disable", ids: accounts.filter(({ user }) => user.disabled && done.includes(user.id)).map(({ user }) => user.id) }),
    }),
    setType: (type: string): Deed => ({
      title: t("users.setTypeTitle", { count, type }), text: t("users.setTypeText"), confirm: t("users.setType"), kind: "primary", targets,
      run: () => bulk({ action: "set_type", account_type: type, ids }), said: (done) => t("changed", { count: done }),
      undo: putBack(({ user }) => user.account_type, (account_type) => ({ action: "set_type", account_type })),
    }),
    setRole: (role: WorkspaceRole): Deed => ({
      title: t("users.setRoleTitle", { count, role: t(`role.${role}`) }), text: t(`users.roleText.${role}`), confirm: t("users.setRole"), kind: "primary", targets,
      run: () => bulk({ action: "set_role", role, ids }), said: (done) => t("changed", { count: done }),
      undo: putBack(({ user }) => user.role, (before) => ({ action: "set_role", role: before as WorkspaceRole })),
    }),
    signOut: (): Deed => ({
      title: t("users.signOutTitle", { count }), text: t("users.signOutText") + ends, confirm: t("users.signOut"), targets,
      run: () => bulk({ action: "sign_out", ids }), said: (done) => t("users.signedOut", { count: done }),
    }),
  };
}
