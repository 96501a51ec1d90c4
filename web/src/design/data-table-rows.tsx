import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from "react";
import classes from "./data-table.module.css";
import { rowsAhead, useEnd } from "./data-table-end";
import type { Column, RowsProps, Sorting } from "./data-table-types";
import { Icon } from "./icons";

interface TableRowsProps<Row> extends RowsProps<Row> {
  sorting: Sorting | undefined;
  onSort(sorting: Sorting | undefined): void;
}

const rowHeight = 52;
const pageStep = 10;

function HeadCell<Row>({
  column,
  sorting,
  onSort,
}: { column: Column<Row> } & Pick<TableRowsProps<Row>, "sorting" | "onSort">) {
  const isSorted = sorting?.id === column.id;
  const direction = isSorted ? (sorting.isDescending ? "descending" : "ascending") : "none";
  // First click up, second down, third as the server sent it.
  const next = () => {
    if (!isSorted) onSort({ id: column.id, isDescending: false });
    else onSort(sorting.isDescending ? undefined : { id: column.id, isDescending: true });
  };
  return (
    <th
      scope="col"
      data-number={column.isNumber || undefined}
      style={column.width ? { width: column.width } : undefined}
      {...(column.sortBy ? { "aria-sort": direction } : {})}
    >
      {column.sortBy ? (
        <button type="button" className={classes["sort"]} onClick={next}>
          {column.header}
          <span data-shown={isSorted || undefined}>
            <Icon name={sorting?.isDescending && isSorted ? "down" : "up"} size={16} />
          </span>
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

/** One row takes part in the tab order; the arrows walk from it to the others. */
function useWalk(count: number, scrollTo: (index: number) => void) {
  const [current, setCurrent] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageStep,
    PageUp: -pageStep,
    Home: -count,
    End: count,
  };
  const walk = (event: KeyboardEvent, index: number) => {
    const step = steps[event.key];
    if (step === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    const next = Math.min(Math.max(index + step, 0), count - 1);
    setCurrent(next);
    scrollTo(next);
    requestAnimationFrame(() => {
      body.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
    });
  };
  return { current, setCurrent, walk, body };
}

/** A link or a button in the row acts by itself; the row would do the same a second time. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, label") !== null;
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  return column.isMain ? (
    <th scope="row" data-number={column.isNumber || undefined}>
      {children}
    </th>
  ) : (
    <td data-number={column.isNumber || undefined}>{children}</td>
  );
}

export function TableRows<Row>(props: TableRowsProps<Row>) {
  const { label, rows, columns, keyOf, onOpen, onEnd, sorting, onSort } = props;
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: rowsAhead,
    getItemKey: (index) => keyOf(rows[index] as Row),
  });
  const walk = useWalk(rows.length, (index) => virtual.scrollToIndex(index));
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  useEnd(items.at(-1)?.index ?? 0, rows.length, onEnd);
  const isInSight = items.some(({ index }) => index === walk.current);
  return (
    // A region that scrolls must be reachable by keyboard, and needs a name for that.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes["frame"]} ref={frame} aria-label={label} tabIndex={0}>
      <table className={classes["table"]} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={walk.body}>
          {before > 0 ? <tr aria-hidden="true" style={{ height: before }} /> : null}
          {items.map(({ index, key }) => {
            const row = rows[index] as Row;
            const isEntry = isInSight ? index === walk.current : index === items[0]?.index;
            return (
              <tr
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                data-opens={onOpen ? true : undefined}
                {...(onOpen
                  ? {
                      tabIndex: isEntry ? 0 : -1,
                      onFocus: () => walk.setCurrent(index),
                      onClick: (event: MouseEvent) => {
                        if (!isControl(event.target)) onOpen(row);
                      },
                      onKeyDown: (event: KeyboardEvent) => {
                        if (event.key === "Enter" && event.target === event.currentTarget)
                          onOpen(row);
                        else walk.walk(event, index);
                      },
                    }
                  : {})}
              >
                {columns.map((column) => (
                  <Cell key={column.id} column={column}>
                    {column.cell(row)}
                  </Cell>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <tr aria-hidden="true" style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  );
}
