import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import { selectAll, selectRow } from "./selection.ts";
import { Skeleton } from "./Skeleton.tsx";
import "./Table.css";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell(row: Row): ReactNode;
  sortable?: boolean;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  width?: string;
  /** Left out below 768 px. */
  wide?: boolean;
}

export interface Sort { column: string; direction: "ascending" | "descending" }

export interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
  /** What the row is called, for its checkbox. */
  nameOf?(row: Row): string;
  sort?: Sort;
  onSort?(sort: Sort): void;
  selected?: ReadonlySet<string>;
  onSelect?(selected: Set<string>): void;
  onOpen?(row: Row): void;
  /** The row that is open elsewhere on the page. */
  current?: string;
  loading?: boolean;
  empty?: ReactNode;
}

/** Dense. Arrows walk the rows, Space selects (with Shift from the last one to here), Ctrl+A all, Enter opens. */
export function Table<Row>({ label, columns, rows, keyOf, nameOf, sort, onSort, selected, onSelect, onOpen, current, loading, empty }: TableProps<Row>) {
  const { t } = useTranslation("ui");
  const body = useRef<HTMLTableSectionElement>(null);
  const last = useRef<string | null>(null);
  const keys = rows.map(keyOf);
  const allRows = () => [...(body.current?.querySelectorAll<HTMLTableRowElement>("tr[data-key]") ?? [])];

  useLayoutEffect(() => {
    const all = allRows();
    if (all[0] && !all.some((row) => row.tabIndex === 0)) all[0].tabIndex = 0;
  });

  const choose = (key: string, range: boolean) => {
    onSelect?.(selectRow(keys, selected ?? new Set(), key, last.current, range));
    last.current = key;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = event.target as HTMLTableRowElement;
    if (!row.matches("tr[data-key]")) return;
    const all = allRows(), at = all.indexOf(row), key = row.dataset.key!;
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1, PageDown: at + 10, PageUp: at - 10 };
    const to = moves[event.key];
    if (to !== undefined) {
      const next = all[Math.min(all.length - 1, Math.max(0, to))]!;
      next.focus();
      if (event.shiftKey && onSelect && next !== row) {
        last.current ??= key;
        choose(next.dataset.key!, true);
      }
    } else if (event.key === " " && onSelect) choose(key, event.shiftKey);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey) && onSelect) onSelect(selectAll(keys, selected ?? new Set()));
    else if (event.key === "Escape" && selected?.size && onSelect) onSelect(new Set());
    else if (event.key === "Enter" && onOpen) onOpen(rows[keys.indexOf(key)]!);
    else return;
    event.preventDefault();
  };

  const onFocus = (event: { target: Element }) => {
    const row = event.target.closest<HTMLTableRowElement>("tr[data-key]");
    if (row) for (const other of allRows()) other.tabIndex = other === row ? 0 : -1;
  };

  const onRowClick = (event: MouseEvent, row: Row) => {
    if ((event.target as Element).closest("a, button, input, label") || getSelection()?.toString()) return;
    if (onSelect && (event.shiftKey || event.ctrlKey || event.metaKey)) choose(keyOf(row), event.shiftKey);
    else onOpen?.(row);
  };

  const chosen = keys.filter((key) => selected?.has(key)).length;
  const nextSort = (column: string): Sort => ({ column, direction: sort?.column === column && sort.direction === "ascending" ? "descending" : "ascending" });

  return (
    <div className="ui-table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="ui-table" role="grid" aria-label={label} aria-multiselectable={onSelect ? true : undefined} aria-busy={loading || undefined}>
        <thead>
          <tr>
            {onSelect && (
              <th scope="col" className="ui-table-tick">
                <input
                  type="checkbox" aria-label={t("selectAll")} checked={rows.length > 0 && chosen === rows.length} disabled={rows.length === 0}
                  ref={(box) => { if (box) box.indeterminate = chosen > 0 && chosen < rows.length; }} onChange={() => onSelect(selectAll(keys, selected ?? new Set()))}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.id} scope="col" style={{ inlineSize: column.width }} className={classes(column.align === "end" && "ui-table-end", column.wide && "ui-table-wide")}
                aria-sort={sort?.column === column.id ? sort.direction : undefined}
              >
                {column.sortable && onSort
                  ? <button type="button" className="ui-table-sort" onClick={() => onSort(nextSort(column.id))}>{column.header}<SortSign direction={sort?.column === column.id ? sort.direction : null} /></button>
                  : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown} onFocus={onFocus}>
          {rows.map((row) => {
            const key = keyOf(row);
            const isSelected = selected?.has(key) ?? false;
            return (
              <tr key={key} data-key={key} tabIndex={-1} aria-selected={onSelect ? isSelected : undefined} aria-current={key === current || undefined} className={onOpen ? "ui-table-opens" : undefined} onClick={(event) => onRowClick(event, row)}>
                {onSelect && (
                  <td className="ui-table-tick">
                    <input type="checkbox" tabIndex={-1} aria-label={t("select", { name: nameOf?.(row) ?? key })} checked={isSelected} onChange={() => {}} onClick={(event) => choose(key, event.shiftKey)} />
                  </td>
                )}
                {columns.map((column) => <td key={column.id} className={classes(column.align === "end" && "ui-table-end", column.wide && "ui-table-wide")}>{column.cell(row)}</td>)}
              </tr>
            );
          })}
          {loading && rows.length === 0 && Array.from({ length: 8 }, (_, at) => (
            <tr key={at} aria-hidden="true">{onSelect && <td />}{columns.map((column) => <td key={column.id} className={classes(column.wide && "ui-table-wide")}><Skeleton width={`${50 + ((at * 17) % 40)}%`} /></td>)}</tr>
          ))}
        </tbody>
      </table>
      {!loading && rows.length === 0 && empty}
    </div>
  );
}

function SortSign({ direction }: { direction: Sort["direction"] | null }) {
  const Sign = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  return <Sign className={direction ? "ui-table-sign" : "ui-table-sign ui-table-unsorted"} aria-hidden="true" />;
}
