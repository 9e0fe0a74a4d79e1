import type { AdminConversationDetails, ReportView } from "@parley/client";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { formatFull } from "../../i18n/format.ts";
import { Skeleton } from "../../ui/index.ts";
import { useAdminAddress } from "../address.ts";
import type { Deed } from "../parts/Deed.tsx";
import { Facts } from "../parts/Facts.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { Problem } from "../parts/Problem.tsx";
import { useAnswer } from "../parts/useAnswer.ts";
import { useScope } from "../Scope.tsx";
import { Decide } from "./Decide.tsx";

/** One report with the evidence, and the decision: made, or to be made. */
export function ReportDetails({ id, turn, onDeed }: { id: string; turn: number; onDeed(deed: Deed): void }) {
  const { t } = useTranslation("admin");
  const { me } = useScope();
  const { to } = useAdminAddress();
  const { value: report, problem, reload } = useAnswer<ReportView>(`/moderation/reports/${id}`);
  const { value: place } = useAnswer<AdminConversationDetails>(report?.conversation_id ? `/admin/conversations/${report.conversation_id}` : null);
  useEffect(() => { if (turn > 0) reload(); }, [turn, reload]);
  if (problem) return <Problem error={problem} onRetry={reload} />;
  if (!report) return <Skeleton lines={8} />;
  const { message, comment, conversation_id, action } = report;
  return (
    <>
      <header className="admin-detail-head"><div className="admin-detail-words"><h2>{t(`reason.${report.reason}`)}</h2><time className="admin-muted" dateTime={report.created_at}>{formatFull(report.created_at)}</time></div></header>
      <Facts facts={[
        [t("reports.about"), <Link href={to("users", report.user_id)}><PersonName id={report.user_id} /></Link>],
        [t("reports.by"), <Link href={to("users", report.reporter_id)}><PersonName id={report.reporter_id} /></Link>],
        [t("reports.where"), conversation_id && <Link href={to("conversations", conversation_id)}><bdi>{place ? place.conversation.title ?? t(`type.${place.conversation.type}`) : "…"}</bdi></Link>],
        [t("reports.comment"), comment && <bdi className="admin-prewrap">{comment}</bdi>],
      ]} />
      {message && <>
        <h3 className="admin-detail-part">{t("reports.evidence")}</h3>
        <blockquote className="admin-quote" dir="auto">{message.content || t("messages.withoutText")}</blockquote>
        <p className="admin-muted">{t("reports.asReported", { when: formatFull(message.edited_at ?? message.created_at) })}</p>
      </>}
      {report.message_id && !message && <p className="admin-note">{t("reports.evidenceGone")}</p>}
      {report.state === "resolved" && <>
        <h3 className="admin-detail-part">{t("reports.decided")}</h3>
        <Facts facts={[
          [t("reports.decision"), action && t(`decision.${action}`)], [t("reports.decidedBy"), report.resolved_by && <PersonName id={report.resolved_by} />],
          [t("reports.decidedAt"), report.resolved_at && formatFull(report.resolved_at)], [t("reports.note"), report.note && <bdi className="admin-prewrap">{report.note}</bdi>],
        ]} />
      </>}
      {report.state === "open" && (report.user_id === me.id
        ? <p className="admin-note">{t("reports.aboutYou")}</p>
        : <Decide report={report} place={place?.conversation} onDeed={onDeed} />)}
    </>
  );
}
