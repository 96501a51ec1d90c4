import type { ReactNode } from "react";

export interface Column<Row> {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  /** Makes the column sortable, by what the reader sees: text, or a whole number as text or bigint. */
  sortBy?(row: Row): string | number | bigint;
  /** Numbers and amounts stand at the right. */
  isNumber?: boolean;
  /** CSS width such as `12rem`; the rest is shared. */
  width?: string;
  /** Not shown at first; the reader can add it. */
  isHiddenAtFirst?: boolean;
  /** Names the row: it cannot be hidden and heads the card. */
  isMain?: boolean;
}

export interface Sorting {
  id: string;
  isDescending: boolean;
}

/** What both forms of the table are given. */
export interface RowsProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  onOpen?(row: Row): void;
  onEnd?(): void;
}
