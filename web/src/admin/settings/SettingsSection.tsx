import type { UpdateWorkspace, WorkspaceView } from "@parley/client";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, Checkbox, RadioGroup, TextField, toast } from "../../ui/index.ts";
import { problemText } from "../parts/Problem.tsx";
import { useScope } from "../Scope.tsx";
import { changedFields, changeOf, type Draft, draftOf } from "./draft.ts";
import { InviteCode } from "./InviteCode.tsx";
import "./SettingsSection.css";

type Texts = { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft];
type Flags = Exclude<keyof Draft, Texts>;

/** What the workspace sets for itself; saved together, and only what was changed. */
export default function SettingsSection() {
  const { t } = useTranslation("admin");
  const { workspace, learn } = useScope();
  const saved = draftOf(workspace);
  const [draft, setDraft] = useState(saved);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const changes = changedFields(saved, draft);

  async function send(change: UpdateWorkspace) {
    const after = await parley.rest.patch<WorkspaceView>(`/workspaces/${workspace.slug}`, change);
    learn(after);
    setDraft(draftOf(after));
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await send(changeOf(saved, draft));
      toast(t("settings.saved"), { action: { label: t("undo"), onAct: () => void send(changeOf(draft, saved)).then(() => toast(t("undone")), (error: unknown) => toast(problemText(error), { kind: "problem" })) } });
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }

  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]) => setDraft((before) => ({ ...before, [name]: value }));
  const text = (name: Texts, more: Partial<React.ComponentProps<typeof TextField>> = {}) => (
    <TextField label={t(`settings.${name}`)} value={draft[name]} onChange={(event) => set(name, event.target.value)} autoComplete="off" {...more} />
  );
  const amount = (name: Texts, max: number, hint: string) => text(name, { type: "number", inputMode: "numeric", min: 0, max, step: 1, hint, dir: "ltr", className: "admin-settings-number" });
  const size = (name: Texts, hint?: string) => text(name, { type: "number", inputMode: "decimal", min: 0.000001, step: "any", hint, dir: "ltr", className: "admin-settings-number" });
  const flag = (name: Flags) => <Checkbox label={t(`settings.${name}`)} hint={t(`settings.${name}_hint`)} checked={draft[name]} onChange={(event) => set(name, event.target.checked)} />;
  const part = (name: string, children: React.ReactNode) => <fieldset className="admin-settings-part"><legend>{t(`settings.parts.${name}`)}</legend>{children}</fieldset>;

  return (
    <form className="admin-list" onSubmit={(event) => void save(event)}>
      <div className="admin-page"><div className="admin-settings">
      {part("workspace", <>
        {text("name", { required: true, maxLength: 200 })}
        {text("account_types", { required: true, hint: t("settings.account_types_hint") })}
      </>)}
      {part("joining", <>
        <RadioGroup
          label={t("settings.registration")} value={draft.registration} onChange={(value) => set("registration", value)}
          options={(["open", "invite", "closed"] as const).map((value) => ({ value, label: t(`registration.${value}`), hint: t(`settings.registration_${value}`) }))}
        />
        {draft.registration === "invite" && <InviteCode code={draft.invite_code} saved={saved.registration === "invite" ? saved.invite_code : ""} onChange={(code) => set("invite_code", code)} />}
      </>)}
      {part("messages", <>
        {amount("restore_days", 3650, t("settings.restore_days_hint"))}
        {amount("all_limit", 1_000_000, t("settings.all_limit_hint"))}
        {flag("link_previews")}
        {flag("push_content")}
        {text("metadata_keys", { hint: t("settings.metadata_keys_hint"), dir: "ltr" })}
      </>)}
      {part("moderation", <>
        {flag("admin_reads_messages")}
        {amount("evidence_days", 3650, t("settings.evidence_days_hint"))}
      </>)}
      {part("files", <>
        {size("max_bytes", t("settings.max_bytes_hint"))}
        <div className="admin-settings-three">{size("max_member")}{size("max_admin")}{size("max_owner")}</div>
        {size("quota_bytes", t("settings.quota_bytes_hint"))}
        {text("allowed_types", { hint: t("settings.allowed_types_hint"), dir: "ltr" })}
      </>)}
      </div></div>
      <div className="admin-settings-save" data-waiting={changes.length > 0 || undefined}>
        {problem ? <p role="alert" className="admin-wrong">{problem}</p> : <p role="status" className="admin-muted">{changes.length > 0 ? t("settings.changes", { count: changes.length }) : t("settings.noChanges")}</p>}
        <Button disabled={changes.length === 0} onClick={() => { setDraft(saved); setProblem(null); }}>{t("settings.discard")}</Button>
        <Button kind="primary" type="submit" busy={busy} disabled={changes.length === 0}>{t("save")}</Button>
      </div>
    </form>
  );
}
