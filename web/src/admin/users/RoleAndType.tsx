import type { WorkspaceRole } from "@parley/client";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../ui/index.ts";
import { useScope } from "../Scope.tsx";

/** Only owners make owners. */
export function RoleAndType({ role, type }: { role: WorkspaceRole; type: string }) {
  const { t } = useTranslation("admin");
  const { me, workspace } = useScope();
  const roles = (["member", "admin", "owner"] as const).map((value) => ({ value, label: t(`role.${value}`), disabled: value === "owner" && me.role !== "owner" }));
  const types = [...new Set([...workspace.account_types, type])].filter(Boolean);
  return (
    <div className="admin-form-pair">
      <SelectField label={t("users.role")} name="role" defaultValue={role} options={roles} disabled={role === "owner" && me.role !== "owner"} />
      <SelectField label={t("users.type")} name="account_type" defaultValue={type} options={types.map((value) => ({ value, label: value }))} />
    </div>
  );
}
