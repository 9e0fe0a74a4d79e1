import type { Conversation } from "@parley/client";
import { Archive, ArchiveRestore, Ban, Flag, LogOut, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { formatNumber } from "../i18n/format.ts";
import { block, useBlocks } from "../people/blocks.ts";
import ReportDialog from "../people/ReportDialog.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { toast } from "../ui/toasts.ts";
import { act, problemText } from "./act.ts";
import { may } from "./rights.ts";

type Asking = "leave" | "archive" | "delete" | "block" | "report";

/** Leaving it, closing it for everybody, ending it. Each says whom it touches before it is done. */
export function Endings({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useTranslation("details");
  const [, go] = useLocation();
  const view = useCell(conversation.view);
  const blocked = useBlocks();
  const [asking, ask] = useState<Asking>();
  const path = `/conversations/${conversation.id}`;
  const other = view.type === "direct" ? view.direct_with?.[0] : undefined;
  const isBlocked = other !== undefined && (blocked?.has(other.id) ?? false);
  const people = { count: view.member_count, number: formatNumber(view.member_count), name };
  const close = () => ask(undefined);
  const setArchived = (archived: boolean) => parley.rest.patch(path, { archived });

  const questions: Record<Exclude<Asking, "report">, { title: string; text: string; confirm: string; doIt(): Promise<unknown> }> = {
    leave: { title: t("leaveName", { name }), text: t(view.visibility === "public" ? "leavePublic" : "leavePrivate"), confirm: t("leave"), doIt: async () => { await parley.rest.post(`${path}/leave`); go("/"); } },
    archive: { title: t("closeName", { name }), text: t("closeHint", people), confirm: t("closeIt"), doIt: async () => { await setArchived(true); toast(t("closed", { name }), { action: { label: t("undo"), onAct: () => void act(() => setArchived(false)) } }); } },
    delete: { title: t("deleteName", { name }), text: t("deleteHint", people), confirm: t("delete"), doIt: async () => { await parley.rest.delete(path); go("/"); } },
    block: { title: t("blockName", { name }), text: t("blockHint"), confirm: t("block"), doIt: () => block(other!.id) },
  };
  const question = asking && asking !== "report" ? questions[asking] : undefined;
  const isNone = !other && !may(view, "leave");
  if (isNone) return null;

  return (
    <section className="details-section details-endings" aria-label={t("endings")}>
      {may(view, "leave") && <Button kind="quiet" icon={<LogOut />} onClick={() => ask("leave")}>{t("leave")}</Button>}
      {may(view, "edit") && (view.archived_at
        ? <Button kind="quiet" icon={<ArchiveRestore />} onClick={() => void act(() => setArchived(false))}>{t("openAgain")}</Button>
        : <Button kind="quiet" icon={<Archive />} onClick={() => ask("archive")}>{t("closeIt")}</Button>)}
      {may(view, "delete") && <Button kind="quiet" className="details-danger" icon={<Trash2 />} onClick={() => ask("delete")}>{t("delete")}</Button>}
      {other && (isBlocked
        ? <Button kind="quiet" icon={<Ban />} onClick={() => void act(() => block(other.id, false))}>{t("unblockName", { name })}</Button>
        : <Button kind="quiet" className="details-danger" icon={<Ban />} onClick={() => ask("block")}>{t("blockName", { name })}</Button>)}
      {other && <Button kind="quiet" className="details-danger" icon={<Flag />} onClick={() => ask("report")}>{t("reportName", { name })}</Button>}
      <ConfirmDialog
        open={question !== undefined} onClose={close} title={question?.title ?? ""} text={question?.text ?? ""} confirm={question?.confirm ?? ""}
        onConfirm={question?.doIt ?? close} problemText={problemText}
      />
      {asking === "report" && other && <ReportDialog kind="user" id={other.id} name={name} onClose={close} />}
    </section>
  );
}
