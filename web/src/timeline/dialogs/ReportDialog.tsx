import type { ReportReason } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText } from "../../i18n/format.ts";
import { plainText } from "../../text/plainText.ts";
import { Button } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choice.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { toast } from "../../ui/toasts.ts";
import type { AboutMessage } from "./about.ts";

const REASONS = ["spam", "harassment", "hate", "violence", "sexual_content", "self_harm", "illegal", "impersonation", "other"] as const satisfies readonly ReportReason[];

export function ReportDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const [reason, setReason] = useState<ReportReason>("spam");
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const name = parley.people.person(message.sender_id).get()?.display_name ?? "";

  function report() {
    setBusy(true);
    parley.rest.post(`/messages/${message.id}/reports`, { reason, comment: comment.trim() || undefined })
      .then(() => { toast(t("reported")); onClose(); }, (error: { code: string }) => { setProblem(errorText(error.code)); setBusy(false); });
  }

  return (
    <Dialog
      open onClose={onClose} size="small" title={t("reportTitle", { name })} description={t("reportText")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="danger" busy={busy} onClick={report}>{t("do_report")}</Button></>}
    >
      <blockquote className="timeline-about" dir="auto">{plainText(message.content, 200) || t("files", { count: message.attachments.length })}</blockquote>
      <RadioGroup label={t("reportReason")} value={reason} onChange={(value) => setReason(value as ReportReason)} options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
      <TextArea label={t("reportComment")} value={comment} maxLength={2000} rows={3} onChange={(event) => setComment(event.target.value)} />
      {problem && <p role="alert" className="timeline-problem">{problem}</p>}
    </Dialog>
  );
}
