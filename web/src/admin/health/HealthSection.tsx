import type { PurgeView, PushAttemptView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n/format.ts";
import type { Column } from "../../ui/Table.tsx";
import { Chip } from "../parts/Chip.tsx";
import { Listed } from "../parts/Listed.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { useOwnPages } from "../parts/useOwnPages.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { Readiness } from "./Readiness.tsx";

const tones = { delivered: "good", later: "waiting", gone: "plain", refused: "bad" } as const;

/** Whether the server is well, what became of pushes, and the proof that what was purged is gone. */
export default function HealthSection() {
  const { t } = useTranslation("admin");
  const { workspace, own } = useScope();
  return (
    <div className="admin-page">
      <Readiness />
      {workspace === own && <div><h2 className="admin-part">{t("push.title")}</h2><PushAttempts /></div>}
      <div><h2 className="admin-part">{t("purge.title")}</h2><p className="admin-hint">{t("purge.hint")}</p><Purges /></div>
    </div>
  );
}

function PushAttempts() {
  const { t } = useTranslation("admin");
  const pages = useOwnPages<PushAttemptView>("/admin/push/attempts", {});
  const columns: Column<PushAttemptView>[] = [
    { id: "at", header: t("push.at"), cell: ({ at }) => <When at={at} /> },
    { id: "who", header: t("push.person"), cell: ({ user_id }) => <PersonName id={user_id} /> },
    { id: "way", header: t("push.way"), wide: true, cell: ({ way }) => t(`push.ways.${way}`) },
    { id: "purpose", header: t("push.purpose"), wide: true, cell: ({ purpose }) => t(`push.purposes.${purpose}`) },
    { id: "outcome", header: t("push.outcome"), cell: ({ outcome }) => <Chip tone={tones[outcome]}>{t(`push.outcomes.${outcome}`)}</Chip> },
    { id: "status", header: t("push.status"), align: "end", wide: true, cell: ({ status }) => (status === 0 ? <span className="admin-muted">{t("push.noAnswer")}</span> : status) },
    { id: "took", header: t("push.took"), align: "end", wide: true, cell: ({ duration_ms }) => t("statistics.ms", { value: formatNumber(duration_ms) }) },
  ];
  return <Listed label={t("push.title")} columns={columns} pages={pages} keyOf={(row) => `${row.target_id} ${row.at} ${row.duration_ms}`} emptyTitle={t("push.none")} emptyText={t("push.noneText")} />;
}

function Purges() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const pages = useOwnPages<PurgeView>("/admin/purge", query);
  const columns: Column<PurgeView>[] = [
    { id: "at", header: t("purge.at"), cell: ({ finished_at, begun_at }) => <When at={finished_at ?? begun_at} /> },
    { id: "kind", header: t("purge.kind"), cell: ({ kind, conversation_id }) => <span className="admin-person-words"><span>{t(`purge.kinds.${kind}`, { defaultValue: kind })}</span>{conversation_id && <code className="admin-code admin-muted">{conversation_id}</code>}</span> },
    { id: "messages", header: t("purge.messages"), align: "end", wide: true, cell: ({ messages }) => formatNumber(messages) },
    { id: "remaining", header: t("purge.remaining"), align: "end", cell: ({ remaining, finished_at }) => <Chip tone={!finished_at ? "waiting" : remaining === 0 ? "good" : "bad"}>{finished_at ? formatNumber(remaining) : t("purge.running")}</Chip> },
  ];
  return <Listed label={t("purge.title")} columns={columns} pages={pages} keyOf={(row) => `${row.kind} ${row.conversation_id} ${row.begun_at}`} emptyTitle={t("purge.none")} />;
}
