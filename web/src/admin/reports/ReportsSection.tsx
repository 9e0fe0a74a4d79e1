import type { ReportView } from "@parley/client";
import { Building2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { EmptyState, RadioGroup } from "../../ui/index.ts";
import type { Column } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { Chip } from "../parts/Chip.tsx";
import { type Deed, DeedDialog } from "../parts/Deed.tsx";
import { FilterBar } from "../parts/FilterBar.tsx";
import { Listed } from "../parts/Listed.tsx";
import { ConversationFilter } from "../parts/NamedFilter.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { Split } from "../parts/Split.tsx";
import { useFilters } from "../parts/useFilters.ts";
import { usePages } from "../parts/usePages.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { ReportDetails } from "./ReportDetails.tsx";

export default function ReportsSection() {
  const { t } = useTranslation("admin");
  const { workspace, own } = useScope();
  return workspace === own ? <Reports /> : <EmptyState icon={<Building2 />} title={t("ownOnly.title")} text={t("ownOnly.text", { name: own.name })} />;
}

const STATES = ["open", "resolved", "all"] as const;

function Reports() {
  const { t } = useTranslation("admin");
  const { id, open } = useAdminAddress();
  const { filters, change, clear, isSet } = useFilters(["state", "conversation_id"]);
  const state = filters.state || "open";
  const pages = usePages<ReportView>("/moderation/reports", { conversation_id: filters.conversation_id, state: state === "all" ? undefined : state });
  const [deed, setDeed] = useState<Deed | null>(null);
  const [turn, setTurn] = useState(0);
  const { reload } = pages;

  // Others decide too: the queue is as the moderators' events say.
  useEffect(() => {
    const changed = () => { reload(); setTurn((before) => before + 1); };
    const stops = [parley.on("report_created", changed), parley.on("report_resolved", changed)];
    return () => { for (const stop of stops) stop(); };
  }, [reload]);

  const columns: Column<ReportView>[] = [
    { id: "at", header: t("reports.at"), cell: ({ created_at }) => <When at={created_at} /> },
    { id: "reason", header: t("reports.reason"), cell: ({ reason }) => t(`reason.${reason}`) },
    { id: "about", header: t("reports.about"), cell: ({ user_id, message_id }) => <span className="admin-person-words"><span className="admin-strong"><PersonName id={user_id} /></span><span className="admin-muted">{message_id ? t("reports.aboutMessage") : t("reports.aboutPerson")}</span></span> },
    { id: "by", header: t("reports.by"), wide: true, cell: ({ reporter_id }) => <span className="admin-line"><PersonName id={reporter_id} /></span> },
    { id: "state", header: t("reports.state"), wide: true, cell: ({ state: is, action }) => (is === "open" ? <Chip tone="waiting">{t("reportState.open")}</Chip> : <Chip>{action ? t(`decision.${action}`) : t("reportState.resolved")}</Chip>) },
  ];

  return (
    <Split label={t("reports.one")} detail={id && <ReportDetails key={id} id={id} turn={turn} onDeed={setDeed} />}>
      <FilterBar onClear={clear} isSet={isSet}>
        <RadioGroup segments hideLabel label={t("reports.state")} value={state} onChange={(value) => change({ state: value })} options={STATES.map((value) => ({ value, label: t(`reportState.${value}`) }))} />
        <ConversationFilter label={t("messages.conversation")} value={filters.conversation_id} onChange={(conversation_id) => change({ conversation_id })} />
      </FilterBar>
      <Listed label={t("sections.reports")} columns={columns} pages={pages} keyOf={(row) => row.id} onOpen={(row) => open(row.id)} brief={["at", "reason", "about", "state"]} emptyTitle={state === "open" ? t("reports.noneOpen") : t("reports.none")} emptyText={state === "open" ? t("reports.noneOpenText") : undefined} />
      <DeedDialog deed={deed} onClose={() => setDeed(null)} onDone={() => { reload(); setTurn((before) => before + 1); }} />
    </Split>
  );
}
