import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n/format.ts";
import { EmptyState } from "../../ui/index.ts";
import { Pager } from "../../ui/Pager.tsx";
import { Table, type TableProps } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { Problem } from "./Problem.tsx";
import type { Pages } from "./usePages.ts";

type ListedProps<Row> = Omit<TableProps<Row>, "rows" | "loading" | "empty" | "current"> & {
  pages: Pages<Row>;
  emptyTitle: string;
  emptyText?: string;
  /** The columns that stay while one row is open beside the table. */
  brief?: string[];
};

/** A table over pages: its rows, its problem, its way on. */
export function Listed<Row>({ pages, emptyTitle, emptyText, brief, columns, ...table }: ListedProps<Row>) {
  const { t } = useTranslation("admin");
  const { id } = useAdminAddress();
  if (pages.problem) return <Problem error={pages.problem} onRetry={pages.reload} />;
  return (
    <div className="admin-table">
      <Table {...table} columns={brief && id ? columns.filter((column) => brief.includes(column.id)) : columns} current={brief && id} rows={pages.rows} loading={pages.loading} empty={<EmptyState icon={<SearchX />} title={emptyTitle} text={emptyText} />} />
      {(pages.onBack || pages.onNext) && <Pager text={t("page", { page: formatNumber(pages.page) })} onBack={pages.onBack} onNext={pages.onNext} />}
    </div>
  );
}
