import type { AdminCreateUser, InvitedUser } from "@parley/client";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";
import { problemText } from "../parts/Problem.tsx";
import { useScope } from "../Scope.tsx";
import { InvitationLink } from "./InvitationLink.tsx";
import { RoleAndType } from "./RoleAndType.tsx";

/** Makes an account; its person sets the password by the link that is shown then. */
export function CreateUser({ open, onClose, onCreated }: { open: boolean; onClose(): void; onCreated(): void }) {
  const { t } = useTranslation("admin");
  const { query, workspace } = useScope();
  const form = useId();
  const [invited, setInvited] = useState<InvitedUser | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => String(value).trim())) as unknown as AdminCreateUser;
    setBusy(true);
    setProblem(null);
    try {
      const made = await parley.rest.post<InvitedUser>("/admin/users", fields, { query });
      onClose();
      setInvited(made);
      onCreated();
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Dialog
        open={open} onClose={() => { setProblem(null); onClose(); }} title={t("users.create")} description={t("users.createText")}
        actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" form={form} busy={busy}>{t("users.createDo")}</Button></>}
      >
        <form id={form} className="admin-form" onSubmit={(event) => void create(event)}>
          <TextField label={t("users.username")} name="username" required maxLength={64} autoComplete="off" autoCapitalize="off" spellCheck={false} />
          <TextField label={t("users.displayName")} name="display_name" maxLength={200} autoComplete="off" />
          <TextField label={t("users.email")} name="email" type="email" maxLength={254} autoComplete="off" />
          <RoleAndType role="member" type={workspace.account_types[0] ?? ""} />
          {problem && <p role="alert" className="admin-wrong">{problem}</p>}
        </form>
      </Dialog>
      <InvitationLink invited={invited} onClose={() => setInvited(null)} />
    </>
  );
}

