import type { CreateReport, ParleyError, ReportReason } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { errorText } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { RadioGroup } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { TextArea } from "../ui/Field.tsx";
import { toast } from "../ui/toasts.ts";

const REASONS: ReportReason[] = ["spam", "harassment", "hate", "violence", "sexual_content", "self_harm", "illegal", "impersonation", "other"];

/** Tells the moderators about a person or a message. `name`: who it is about. */
export default function ReportDialog({ kind, id, name, onClose }: { kind: "user" | "message"; id: string; name: string; onClose(): void }) {
  const { t } = useTranslation("people");
  const [reason, setReason] = useState<ReportReason>("spam");
  const [comment, setComment] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function send() {
    setBusy(true);
    try {
      await parley.rest.post(`/${kind}s/${id}/reports`, { reason, comment: comment.trim() || null } satisfies CreateReport);
      toast(t("report.sent"));
      onClose();
    } catch (error) {
      setProblem(errorText((error as ParleyError).code));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open onClose={onClose} title={t(`report.${kind}`, { name })} description={t("report.hint")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="danger" busy={isBusy} onClick={() => void send()}>{t("report.send")}</Button></>}
    >
      <RadioGroup label={t("report.why")} value={reason} onChange={(value) => setReason(value as ReportReason)} options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))} />
      <TextArea label={t("report.comment")} hint={t("report.commentHint")} maxLength={2000} value={comment} onChange={(event) => setComment(event.target.value)} error={problem} />
    </Dialog>
  );
}
