import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import classes from "./data-table.module.css";
import { useEnd } from "./data-table-end";
import type { RowsProps } from "./data-table-types";

const cardHeight = 160;

/** The rows as cards that scroll with the page. */
export function CardRows<Row>({ label, rows, columns, keyOf, onEnd }: RowsProps<Row>) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler.
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => cardHeight,
    overscan: 4,
    scrollMargin: offset,
    getItemKey: (index) => keyOf(rows[index] as Row),
  });
  const items = virtual.getVirtualItems();
  useEnd(items.at(-1)?.index ?? 0, rows.length, onEnd);
  const main = columns.find((column) => column.isMain) ?? columns[0];
  const others = columns.filter((column) => column !== main);
  return (
    <ul
      ref={list}
      className={classes["cards"]}
      aria-label={label}
      style={{
        paddingTop: Math.max((items[0]?.start ?? offset) - offset, 0),
        paddingBottom: Math.max(
          virtual.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset),
          0,
        ),
      }}
    >
      {items.map(({ index, key }) => {
        const row = rows[index] as Row;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className={classes["card"]}
          >
            <div className={classes["main"]}>{main?.cell(row)}</div>
            <dl>
              {others.map((column) => (
                <div key={column.id}>
                  <dt>{column.header}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
