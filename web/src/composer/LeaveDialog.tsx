import type { Conversation, ParleyError } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { errorText } from "../i18n/format.ts";
import { ConfirmDialog } from "../ui/index.ts";

/** `/leave` asks first. */
export default function LeaveDialog({ conversation, name, onClose }: { conversation: Conversation; name: string; onClose(left: boolean): void }) {
  const { t } = useTranslation("composer");
  return (
    <ConfirmDialog
      open onClose={() => onClose(false)} title={t("leave.title", { name })} text={t(conversation.view.get().visibility === "public" ? "leave.public" : "leave.private")} confirm={t("leave.confirm")}
      onConfirm={() => parley.rest.post(`/conversations/${conversation.id}/leave`).then(() => onClose(true))} problemText={(error) => errorText((error as ParleyError).code)}
    />
  );
}
