import type { ReactNode } from "react";
import { PageLink } from "../app/links";
import classes from "./row-list.module.css";

interface Row {
  key: string;
  title: ReactNode;
  text?: ReactNode;
  /** At the right: a state or an amount. */
  end?: ReactNode;
  /** Path without language; makes the title a link. */
  to?: string;
}

/** A short list, such as the newest few of something. Long ones belong into a DataTable. */
export function RowList({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className={classes["list"]}>
      {rows.map(({ key, title, text, end, to }) => (
        <li key={key} className={classes["row"]}>
          <div>
            {to ? <PageLink to={to}>{title}</PageLink> : <strong>{title}</strong>}
            {text ? <div className={classes["text"]}>{text}</div> : null}
          </div>
          {end}
        </li>
      ))}
    </ul>
  );
}
