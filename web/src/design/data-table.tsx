/**
 * A table for lists of any length: only the rows in sight exist. Wide screens get a real table with a head that stays and
 * rows one walks through with the arrow keys; narrow ones get the same facts as cards.
 */
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { CardRows } from "./data-table-cards";
import { ColumnMenu } from "./data-table-columns";
import { TableRows } from "./data-table-rows";
import type { Column, Sorting } from "./data-table-types";
import { ErrorState, LinesSkeleton } from "./states";

interface DataTableProps<Row> {
  /** Says what is listed, to those who do not see the heading above. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  /** Enter or a click on a row; also put a link into the main cell. */
  onOpen?(row: Row): void;
  isPending?: boolean;
  error?: Error | null;
  onRetry?(): void;
  /** Called when the end comes into sight; see `usePages`. */
  onEnd?(): void;
  isLoadingMore?: boolean;
  /** What stands there when nothing is listed. */
  empty: ReactNode;
  /** Buttons at the left above the table, such as those for chosen rows. */
  tools?: ReactNode;
}

/** Where a table becomes cards. */
const narrow = "(max-width: 48em)";

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b);
  return a < b ? -1 : Number(a > b);
}

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const by = columns.find((column) => column.id === sorting?.id)?.sortBy;
  if (!by || !sorting) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(by(a), by(b)));
}

function useColumns<Row>(columns: readonly Column<Row>[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter((column) => column.isHiddenAtFirst).map((column) => column.id)),
  );
  const toggle = (id: string) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const shown = columns.filter((column) => column.isMain || !hidden.has(column.id));
  return { hidden, toggle, shown };
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation();
  const { rows, columns, error, isPending, onRetry } = props;
  const [sorting, setSorting] = useState<Sorting>();
  const { hidden, toggle, shown } = useColumns(columns);
  const isNarrow = useMediaQuery(narrow, false, { getInitialValueInEffect: false });
  const inOrder = useMemo(() => sorted(rows, columns, sorting), [rows, columns, sorting]);
  if (rows.length === 0) {
    if (isPending) return <LinesSkeleton />;
    if (error) return <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />;
    return <>{props.empty}</>;
  }
  const shared = { ...props, rows: inOrder, columns: shown };
  return (
    <div>
      <div className={`${classes["bar"]} no-print`}>
        <div className={classes["tools"]}>{props.tools}</div>
        <ColumnMenu columns={columns} hidden={hidden} onToggle={toggle} />
      </div>
      {isNarrow ? (
        <CardRows {...shared} />
      ) : (
        <TableRows {...shared} sorting={sorting} onSort={setSorting} />
      )}
      <p role="status" className="visually-hidden">
        {t(props.isLoadingMore ? "table.loadingMore" : "table.shown", { count: rows.length })}
      </p>
      {error ? <ErrorState error={error} {...(onRetry ? { onRetry } : {})} /> : null}
    </div>
  );
}
