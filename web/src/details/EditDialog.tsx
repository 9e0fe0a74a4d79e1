import { type ConversationView, type HistoryVisibility, limits, type UpdateConversation, type Visibility } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { Button } from "../ui/Button.tsx";
import { RadioGroup } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SelectField, TextArea, TextField } from "../ui/Field.tsx";
import { problemText } from "./act.ts";
import { SLOW_MODES, slowModeText } from "./slowMode.ts";

/** Title, description, who finds it, what newcomers see, slow mode; only what changed is sent. */
export function EditDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { t } = useTranslation("details");
  const [title, setTitle] = useState(view.title ?? "");
  const [description, setDescription] = useState(view.description ?? "");
  const [visibility, setVisibility] = useState<Visibility>(view.visibility);
  const [history, setHistory] = useState<HistoryVisibility>(view.history);
  const [slow, setSlow] = useState(view.slow_mode_seconds);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const needsTitle = view.type === "channel" && !title.trim();

  async function save() {
    if (needsTitle) return;
    const changed: UpdateConversation = {
      ...(title.trim() !== (view.title ?? "") && { title: title.trim() }),
      ...(description.trim() !== (view.description ?? "") && { description: description.trim() }),
      ...(visibility !== view.visibility && { visibility }), ...(history !== view.history && { history }),
      ...(slow !== view.slow_mode_seconds && { slow_mode_seconds: slow }),
    };
    if (Object.keys(changed).length === 0) return onClose();
    setBusy(true);
    try {
      await parley.rest.patch(`/conversations/${view.id}`, changed);
      onClose();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  }

  const steps = [...new Set([...SLOW_MODES, view.slow_mode_seconds])].sort((one, other) => one - other);
  return (
    <Dialog
      open onClose={onClose} title={t("editTitle")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" busy={isBusy} onClick={() => void save()}>{t("save")}</Button></>}
    >
      <TextField label={t("title")} value={title} maxLength={limits.nameCharacters} onChange={(event) => setTitle(event.target.value)} error={needsTitle ? t("needTitle") : undefined} />
      <TextArea label={t("description")} rows={3} value={description} maxLength={limits.descriptionCharacters} onChange={(event) => setDescription(event.target.value)} />
      <RadioGroup
        label={t("visibility")} value={visibility} onChange={(value) => setVisibility(value as Visibility)}
        options={[{ value: "public", label: t("public"), hint: t("publicHint") }, { value: "private", label: t("private"), hint: t("privateHint") }]}
      />
      <RadioGroup
        label={t("history")} value={history} onChange={(value) => setHistory(value as HistoryVisibility)}
        options={[{ value: "from_start", label: t("fromStart") }, { value: "from_join", label: t("fromJoin") }]}
      />
      <SelectField
        label={t("slowMode")} hint={t("slowModeHint")} value={String(slow)} onChange={(event) => setSlow(Number(event.target.value))}
        options={steps.map((seconds) => ({ value: String(seconds), label: seconds === 0 ? t("slowModeOff") : slowModeText(seconds) }))}
      />
      {problem && <p role="alert" className="details-problem">{problem}</p>}
    </Dialog>
  );
}
