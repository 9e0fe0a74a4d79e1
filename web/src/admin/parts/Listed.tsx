import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/index.ts";
import { Pager } from "../../ui/Pager.tsx";
import { Table, type TableProps } from "../../ui/Table.tsx";
import { Problem } from "./Problem.tsx";
import type { Pages } from "./usePages.ts";

/** A table over pages: its rows, its problem, its way on. */
export function Listed<Row>({ pages, emptyTitle, emptyText, ...table }: Omit<TableProps<Row>, "rows" | "loading" | "empty"> & { pages: Pages<Row>; emptyTitle: string; emptyText?: string }) {
  const { t } = useTranslation("admin");
  if (pages.problem) return <Problem error={pages.problem} onRetry={pages.reload} />;
  return (
    <div className="admin-table">
      <Table {...table} rows={pages.rows} loading={pages.loading} empty={<EmptyState icon={<SearchX />} title={emptyTitle} text={emptyText} />} />
      {(pages.onBack || pages.onNext) && <Pager text={t("page", { page: pages.page })} onBack={pages.onBack} onNext={pages.onNext} />}
    </div>
  );
}
