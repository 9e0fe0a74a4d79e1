import type { AdminConversationView, ReportAction, ReportView, ResolveReport } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, RadioGroup, TextArea } from "../../ui/index.ts";
import type { Deed } from "../parts/Deed.tsx";
import { knownName } from "../parts/PersonName.tsx";

/** What can be decided here: no kick without a group, no deletion without a message. */
function possible({ message_id }: ReportView, place: AdminConversationView | undefined): ReportAction[] {
  const hasGroup = place !== undefined && place.type !== "direct" && !place.deleted_at;
  return ["dismiss", ...(message_id ? ["delete_message" as const] : []), "warn", ...(hasGroup ? ["kick" as const, "ban" as const] : []), "disable"];
}

export function Decide({ report, place, onDeed }: { report: ReportView; place: AdminConversationView | undefined; onDeed(deed: Deed): void }) {
  const { t } = useTranslation("admin");
  const [action, setAction] = useState<ReportAction>("dismiss");
  const [note, setNote] = useState("");
  const name = knownName(report.user_id);
  const where = place?.title ?? (place ? t(`type.${place.type}`) : "");

  const takeBack: Partial<Record<ReportAction, () => Promise<unknown>>> = {
    delete_message: () => parley.rest.post(`/admin/messages/${report.message_id}/restore`),
    kick: () => parley.rest.post(`/admin/conversations/${report.conversation_id}/members`, { action: "add", user_ids: [report.user_id] }),
    disable: () => parley.rest.patch(`/admin/users/${report.user_id}`, { disabled: false }),
  };
  const deed = (): Deed => ({
    title: t(`decide.${action}.title`, { name, where }), text: t(`decide.${action}.text`, { name, where }), confirm: t(`decision.${action}`), kind: action === "dismiss" ? "primary" : "danger", targets: [],
    run: async () => { await parley.rest.post(`/moderation/reports/${report.id}/resolve`, { action, note: note.trim() || null } satisfies ResolveReport); },
    said: () => t("reports.resolved"), undo: takeBack[action],
  });

  return (
    <section className="admin-form admin-decide" aria-label={t("reports.decide")}>
      <RadioGroup label={t("reports.decide")} value={action} onChange={(value) => setAction(value as ReportAction)} options={possible(report, place).map((value) => ({ value, label: t(`decision.${value}`), hint: t(`decide.${value}.hint`) }))} />
      <TextArea label={t("reports.note")} hint={action === "warn" ? t("reports.noteRead") : t("reports.noteKept")} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      <Button kind={action === "dismiss" ? "primary" : "danger"} onClick={() => onDeed(deed())}>{t(`decision.${action}`)}</Button>
    </section>
  );
}
