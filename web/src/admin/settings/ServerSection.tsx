import type { SettingsView, SettingView } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { collator } from "../../i18n/format.ts";
import { EmptyState } from "../../ui/index.ts";
import { type Column, type Sort, Table } from "../../ui/Table.tsx";
import { Chip } from "../parts/Chip.tsx";
import { ChoiceFilter, FilterBar, SearchFilter } from "../parts/FilterBar.tsx";
import { Problem } from "../parts/Problem.tsx";
import { useAnswer } from "../parts/useAnswer.ts";
import { useFilters } from "../parts/useFilters.ts";
import { useScope } from "../Scope.tsx";

const SOURCES = ["default", "file", "environment", "command_line", "host", "workspace"] as const;

/** Every setting with its value and where that comes from: the server's and the workspace's. Read here, set at the server. */
export default function ServerSection() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { filters, change, clear, isSet } = useFilters(["query", "source"]);
  const { value, problem, loading, reload } = useAnswer<SettingsView>("/admin/settings", query);
  const [sort, setSort] = useState<Sort>({ column: "name", direction: "ascending" });
  if (problem) return <Problem error={problem} onRetry={reload} />;

  const wanted = filters.query.toLowerCase();
  const key = (row: SettingView) => (sort.column === "source" ? row.source : sort.column === "value" ? row.value ?? "" : row.name);
  const rows = [...(value?.server ?? []), ...(value?.workspace ?? [])]
    .filter((row) => (!filters.source || row.source === filters.source) && (!wanted || `${row.name} ${row.value ?? ""} ${row.meaning ?? ""}`.toLowerCase().includes(wanted)))
    .sort((a, b) => collator().compare(key(a), key(b)) * (sort.direction === "ascending" ? 1 : -1));
  const columns: Column<SettingView>[] = [
    { id: "name", header: t("server.name"), sortable: true, cell: (row) => <span className="admin-person-words"><code className="admin-code" dir="ltr">{row.name}</code>{row.meaning && <span className="admin-muted admin-wraps" lang="en">{row.meaning}</span>}</span> },
    { id: "value", header: t("server.value"), sortable: true, cell: (row) => (row.value === null ? <span className="admin-muted">{t("server.unset")}</span> : <code className="admin-code" dir="ltr">{row.value}</code>) },
    { id: "source", header: t("server.source"), sortable: true, wide: true, cell: (row) => (row.source === "default" ? <span className="admin-muted">{t("source.default")}</span> : <Chip>{t(`source.${row.source}`)}</Chip>) },
  ];
  return (
    <div className="admin-list">
      <FilterBar onClear={clear} isSet={isSet}>
        <SearchFilter label={t("server.find")} value={filters.query} onChange={(text) => change({ query: text })} />
        <ChoiceFilter label={t("server.source")} all={t("server.anySource")} value={filters.source} onChange={(source) => change({ source })} options={SOURCES.map((source) => ({ value: source, label: t(`source.${source}`) }))} />
      </FilterBar>
      <p className="admin-hint">{t("server.hint")}</p>
      <div className="admin-table"><Table label={t("sections.server")} columns={columns} rows={rows} loading={loading} keyOf={(row) => row.name} sort={sort} onSort={setSort} empty={<EmptyState title={t("server.none")} />} /></div>
    </div>
  );
}
