import { limits } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText } from "../../i18n/format.ts";
import { plainText } from "../../text/plainText.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { useTalk } from "../context.ts";
import type { AboutMessage } from "./about.ts";

/** Asks before a message goes; a moderator says why. */
export function DeleteDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation("timeline");
  const { conversation, me } = useTalk();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const isMine = message.sender_id === me;
  const name = parley.people.person(message.sender_id).get()?.display_name ?? "";

  function remove() {
    // Shown at once; a refusal brings the message back, and the dialog says why.
    conversation.remove(message.id, reason.trim() || undefined).then(onClose, (error: { code: string }) => setProblem(errorText(error.code)));
  }

  return (
    <Dialog
      open onClose={onClose} role="alertdialog" size="small" title={isMine ? t("deleteTitle") : t("deleteTitleOf", { name })} description={t("deleteText")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="danger" onClick={remove}>{t("do_delete")}</Button></>}
    >
      <blockquote className="timeline-about" dir="auto">{plainText(message.content, 200) || t("files", { count: message.attachments.length })}</blockquote>
      {!isMine && <TextField label={t("reason")} hint={t("reasonHint")} value={reason} maxLength={limits.reasonCharacters} onChange={(event) => setReason(event.target.value)} />}
      {problem && <p role="alert" className="timeline-problem">{problem}</p>}
    </Dialog>
  );
}
