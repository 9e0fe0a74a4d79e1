import type { AdminUpdateUser, AdminUserView } from "@parley/client";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, Dialog, TextField, toast } from "../../ui/index.ts";
import { problemText } from "../parts/Problem.tsx";
import { useScope } from "../Scope.tsx";
import { RoleAndType } from "./RoleAndType.tsx";

/** Sends only what was changed, so that two administrators do not undo each other. */
export function EditUser({ account: { user }, open, onClose, onChanged }: { account: AdminUserView; open: boolean; onClose(): void; onChanged(): void }) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const form = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = (change: AdminUpdateUser) => parley.rest.call<AdminUserView>("PATCH", `/admin/users/${user.id}`, change, { query });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const present: Record<string, string> = { display_name: user.display_name, email: user.email ?? "", role: user.role, account_type: user.account_type };
    const changed = Object.keys(present).filter((name) => wanted[name] !== undefined && wanted[name] !== present[name]);
    const only = (values: Record<string, string>) => Object.fromEntries(changed.map((name) => [name, values[name]])) as AdminUpdateUser;
    if (changed.length === 0) return onClose();
    setBusy(true);
    setProblem(null);
    try {
      await save(only(wanted));
      onClose();
      onChanged();
      toast(t("changed", { count: 1 }), {
        action: { label: t("undo"), onAct: () => void save(only(present)).then(() => { toast(t("undone")); onChanged(); }, (error: unknown) => toast(problemText(error), { kind: "problem" })) },
      });
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open} onClose={onClose} title={t("users.editTitle", { name: user.display_name })}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" form={form} busy={busy}>{t("save")}</Button></>}
    >
      <form id={form} className="admin-form" onSubmit={(event) => void submit(event)}>
        <TextField label={t("users.displayName")} name="display_name" required maxLength={200} defaultValue={user.display_name} autoComplete="off" />
        <TextField label={t("users.email")} name="email" type="email" maxLength={254} defaultValue={user.email ?? ""} autoComplete="off" />
        <RoleAndType role={user.role} type={user.account_type} />
        {problem && <p role="alert" className="admin-wrong">{problem}</p>}
      </form>
    </Dialog>
  );
}
