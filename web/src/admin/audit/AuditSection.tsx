import type { AuditEntryView } from "@parley/client";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import type { Column } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { DaysFilter, FilterBar, SearchFilter } from "../parts/FilterBar.tsx";
import { Listed } from "../parts/Listed.tsx";
import { PersonFilter } from "../parts/NamedFilter.tsx";
import { Split } from "../parts/Split.tsx";
import { startOf, useFilters } from "../parts/useFilters.ts";
import { usePages } from "../parts/usePages.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { AuditDetails, AuditSubject } from "./AuditDetails.tsx";
import { VerifyChain } from "./VerifyChain.tsx";

export default function AuditSection() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { id, open } = useAdminAddress();
  const { filters, change, clear, isSet } = useFilters(["query", "actor", "action", "subject", "address", "from", "to"]);
  const span = { from: startOf(filters.from), to: startOf(filters.to, 1) };
  const pages = usePages<AuditEntryView>("/admin/audit", { ...query, ...filters, ...span });
  const opened = pages.rows.find(({ n }) => String(n) === id);
  const exported = new URLSearchParams(Object.entries({ ...query, ...span }).flatMap(([name, value]) => (value ? [[name, value]] : [])));

  const columns: Column<AuditEntryView>[] = [
    { id: "at", header: t("audit.at"), cell: ({ at }) => <When at={at} /> },
    { id: "actor", header: t("audit.actor"), cell: ({ actor_name }) => (actor_name ? <bdi className="admin-line">{actor_name}</bdi> : <span className="admin-muted">{t("audit.nobody")}</span>) },
    { id: "action", header: t("audit.action"), cell: ({ action }) => <code className="admin-code">{action}</code> },
    { id: "subject", header: t("audit.subject"), wide: true, cell: (row) => <AuditSubject entry={row} /> },
    { id: "address", header: t("audit.address"), wide: true, cell: ({ address }) => <bdi dir="ltr" className="admin-muted">{address}</bdi> },
    { id: "n", header: t("audit.number"), align: "end", wide: true, cell: ({ n }) => <span className="admin-muted">{n}</span> },
  ];

  return (
    <Split label={t("audit.one")} detail={id && opened && <AuditDetails key={id} entry={opened} onFilter={(name, value) => { clear(); change({ [name]: value }); }} />}>
      <FilterBar
        onClear={clear} isSet={isSet}
        actions={<>
          <VerifyChain />
          <a className="ui-button ui-button-plain admin-button-link" href={`${parley.rest.url}/api/v1/admin/audit/export?${exported}`} download><Download aria-hidden="true" /><span className="ui-button-text">{t("audit.export")}</span></a>
        </>}
      >
        <SearchFilter label={t("audit.find")} value={filters.query} onChange={(text) => change({ query: text })} />
        <PersonFilter label={t("audit.actor")} value={filters.actor} onChange={(actor) => change({ actor })} />
        <SearchFilter label={t("audit.actionFilter")} value={filters.action} onChange={(action) => change({ action })} search={false} />
        <SearchFilter label={t("audit.subject")} value={filters.subject} onChange={(subject) => change({ subject })} search={false} />
        <SearchFilter label={t("audit.address")} value={filters.address} onChange={(address) => change({ address })} search={false} />
        <DaysFilter from={filters.from} to={filters.to} onChange={change} />
      </FilterBar>
      <Listed label={t("sections.audit")} columns={columns} pages={pages} keyOf={({ n }) => String(n)} onOpen={({ n }) => open(String(n))} brief={["at", "actor", "action", "subject"]} emptyTitle={t("audit.none")} emptyText={isSet ? t("otherFilters") : undefined} />
    </Split>
  );
}
