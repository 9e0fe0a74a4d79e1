import type { ConversationView, MemberView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { useNaming } from "../people/naming.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { toast } from "../ui/toasts.ts";
import { act, problemText } from "./act.ts";
import { may } from "./rights.ts";

export type Question = "remove" | "ban" | "transfer";

/** Before somebody is removed, banned, or made the owner: whom it touches and what follows. */
export function MemberQuestion({ question, member, view, onClose }: { question: Question | undefined; member: MemberView; view: ConversationView; onClose(): void }) {
  const { t } = useTranslation("details");
  const place = useNaming()(view);
  const name = member.display_name;
  const members = `/conversations/${view.id}/members`;

  async function doIt() {
    if (question === "transfer") {
      await parley.rest.post(`/conversations/${view.id}/transfer`, { user_id: member.user_id });
      toast(t("transferred", { name }));
    } else if (question === "ban") {
      await parley.rest.patch(`${members}/${member.user_id}`, { status: "banned" });
      toast(t("banned", { name }), { action: { label: t("undo"), onAct: () => void act(() => parley.rest.patch(`${members}/${member.user_id}`, { status: "left" })) } });
    } else {
      await parley.rest.delete(`${members}/${member.user_id}`);
      const back = () => void act(() => parley.rest.post(members, { user_ids: [member.user_id] }));
      toast(t("removed", { name }), may(view, "addMembers") ? { action: { label: t("undo"), onAct: back } } : {});
    }
  }

  return (
    <ConfirmDialog
      open={question !== undefined} onClose={onClose} kind={question === "transfer" ? "primary" : "danger"}
      title={question ? t(`ask.${question}`, { name }) : ""} text={question ? t(`askHint.${question}`, { name, place }) : ""} confirm={question ? t(question) : ""}
      onConfirm={doIt} problemText={problemText}
    />
  );
}
