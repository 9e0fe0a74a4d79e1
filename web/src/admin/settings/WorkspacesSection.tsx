import type { CreateWorkspace as CreateBody, Registration, WorkspaceView } from "@parley/client";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { collator } from "../../i18n/format.ts";
import { Button, Dialog, SelectField, TextField, toast } from "../../ui/index.ts";
import { type Column, type Sort, Table } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { Chip } from "../parts/Chip.tsx";
import { problemText } from "../parts/Problem.tsx";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";

/** All workspaces of the install; opening one administers it. */
export default function WorkspacesSection() {
  const { t } = useTranslation("admin");
  const { all, own, workspace } = useScope();
  const { go } = useAdminAddress();
  const [sort, setSort] = useState<Sort>({ column: "name", direction: "ascending" });
  const [isCreating, setCreating] = useState(false);
  const key = (row: WorkspaceView) => (sort.column === "created" ? row.created_at : sort.column === "slug" ? row.slug : row.name);
  const rows = [...all].sort((a, b) => collator().compare(key(a), key(b)) * (sort.direction === "ascending" ? 1 : -1));
  const columns: Column<WorkspaceView>[] = [
    { id: "name", header: t("workspaces.name"), sortable: true, cell: (row) => <span className="admin-name-chip"><bdi className="admin-strong">{row.name}</bdi>{row.id === workspace.id && <Chip tone="good">{t("workspaces.current")}</Chip>}</span> },
    { id: "slug", header: t("workspaces.slug"), sortable: true, cell: (row) => <code className="admin-code">{row.slug}</code> },
    { id: "registration", header: t("settings.registration"), wide: true, cell: (row) => t(`registration.${row.registration}`) },
    { id: "types", header: t("settings.account_types"), wide: true, cell: (row) => row.account_types.join(", ") },
    { id: "created", header: t("users.created"), sortable: true, wide: true, cell: (row) => <When at={row.created_at} /> },
  ];
  return (
    <div className="admin-list">
      <div className="admin-filters"><p className="admin-hint admin-grows">{t("workspaces.hint")}</p><Button kind="primary" icon={<Plus />} onClick={() => setCreating(true)}>{t("workspaces.create")}</Button></div>
      <div className="admin-table"><Table label={t("sections.workspaces")} columns={columns} rows={rows} keyOf={(row) => row.id} sort={sort} onSort={setSort} onOpen={(row) => go("users", row.id === own.id ? null : row.slug)} /></div>
      <CreateWorkspace open={isCreating} onClose={() => setCreating(false)} />
    </div>
  );
}

/** The first account that registers there owns it. */
function CreateWorkspace({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation("admin");
  const { learn } = useScope();
  const form = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, slug, registration } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    setProblem(null);
    try {
      learn(await parley.rest.post<WorkspaceView>("/workspaces", { name: name!, slug: slug!, registration: registration as Registration } satisfies CreateBody));
      onClose();
      toast(t("workspaces.created", { name }));
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open} onClose={() => { setProblem(null); onClose(); }} title={t("workspaces.create")} description={t("workspaces.createText")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" form={form} busy={busy}>{t("workspaces.create")}</Button></>}
    >
      <form id={form} className="admin-form" onSubmit={(event) => void create(event)}>
        <TextField label={t("workspaces.name")} name="name" required maxLength={200} autoComplete="off" />
        <TextField label={t("workspaces.slug")} name="slug" required pattern="[a-z0-9][a-z0-9\-]{0,62}" hint={t("workspaces.slugHint")} dir="ltr" autoComplete="off" autoCapitalize="off" spellCheck={false} />
        <SelectField label={t("settings.registration")} name="registration" defaultValue="invite" options={(["open", "invite", "closed"] as const).map((value) => ({ value, label: t(`registration.${value}`) }))} />
        {problem && <p role="alert" className="admin-wrong">{problem}</p>}
      </form>
    </Dialog>
  );
}
