import type { AddMembers, Conversation, UserView } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { useNaming } from "../people/naming.ts";
import { PeoplePicker } from "../people/PeoplePicker.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { problemText } from "./act.ts";

/** Adds people; who is a member already is not offered where the members are known. */
export function AddMembersDialog({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const { t } = useTranslation("details");
  const view = useCell(conversation.view);
  const known = useCell(conversation.members);
  const name = useNaming()(view);
  const [chosen, choose] = useState<readonly UserView[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function add() {
    setBusy(true);
    try {
      await parley.rest.post(`/conversations/${view.id}/members`, { user_ids: chosen.map(({ id }) => id) } satisfies AddMembers);
      onClose();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open onClose={onClose} title={t("addTo", { name })} description={view.history === "from_start" ? t("addSeeAll") : t("addSeeLater")}
      actions={<><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" disabled={chosen.length === 0} busy={isBusy} onClick={() => void add()}>{t("addCount", { count: chosen.length })}</Button></>}
    >
      <PeoplePicker label={t("whom")} chosen={chosen} onChange={choose} without={(id) => known?.has(id) ?? false} />
      {problem && <p role="alert" className="details-problem">{problem}</p>}
    </Dialog>
  );
}
