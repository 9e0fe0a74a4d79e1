import type { AdminChangeMembers, AdminConversationView, BulkResults, MemberRole } from "@parley/client";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { Button, Dialog, IconButton, SelectField, toast } from "../../ui/index.ts";
import { findPeople } from "../parts/find.ts";
import { type Choice, Picker } from "../parts/Picker.tsx";
import { problemText } from "../parts/Problem.tsx";
import { useScope } from "../Scope.tsx";

interface AddMembersProps {
  conversation: AdminConversationView;
  open: boolean;
  onClose(): void;
  change(body: AdminChangeMembers): Promise<BulkResults>;
  onChanged(): void;
}

/** Chooses people and adds them together; those refused stay in the dialog with the reason. */
export function AddMembers({ conversation, open, onClose, change, onChanged }: AddMembersProps) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const [people, setPeople] = useState<Choice[]>([]);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [role, setRole] = useState<MemberRole>("member");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const close = () => { setPeople([]); setRefused({}); setProblem(null); onClose(); };

  async function add() {
    setBusy(true);
    setProblem(null);
    try {
      const { items, done_count } = await change({ action: "add", role, user_ids: people.map(({ id }) => id) });
      const done = items.filter((item) => item.done).map(({ id }) => id);
      setRefused(Object.fromEntries(items.filter((item) => !item.done).map(({ id, code }) => [id, errorText(code ?? "unknown")])));
      setPeople((before) => before.filter(({ id }) => !done.includes(id)));
      onChanged();
      if (done_count > 0) {
        toast(t("members.added", { count: done_count }), { action: { label: t("undo"), onAct: () => void change({ action: "remove", user_ids: done }).then(onChanged, (error: unknown) => toast(problemText(error), { kind: "problem" })) } });
      }
      if (done_count === items.length) close();
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open} onClose={close} title={t("members.addTitle", { where: conversation.title ?? t(`type.${conversation.type}`) })} description={t("members.addText")}
      actions={<><Button onClick={close}>{t("cancel")}</Button><Button kind="primary" busy={busy} disabled={people.length === 0} onClick={() => void add()}>{t("members.addDo", { count: people.length })}</Button></>}
    >
      <Picker label={t("members.find")} find={findPeople(query)} onPick={(choice) => setPeople((before) => (before.some(({ id }) => id === choice.id) ? before : [...before, choice]))} />
      <SelectField label={t("users.role")} value={role} onChange={(event) => setRole(event.target.value as MemberRole)} options={(["member", "moderator", "admin"] as const).map((value) => ({ value, label: t(`memberRole.${value}`) }))} />
      {people.length > 0 && (
        <ul role="list" className="admin-lines">
          {people.map(({ id, name, more }) => (
            <li key={id} className="admin-chosen">
              <span className="admin-person-words"><bdi>{name}</bdi><bdi className="admin-muted">{more}</bdi>{refused[id] && <span className="admin-wrong">{refused[id]}</span>}</span>
              <IconButton size="small" label={t("members.leaveOut", { name })} icon={<X />} onClick={() => setPeople((before) => before.filter((one) => one.id !== id))} />
            </li>
          ))}
        </ul>
      )}
      {problem && <p role="alert" className="admin-wrong">{problem}</p>}
    </Dialog>
  );
}
