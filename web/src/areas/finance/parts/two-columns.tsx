import type { ReactNode } from "react";
import classes from "./two-columns.module.css";

/** Side by side where there is room for both. */
export function TwoColumns({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className={classes["columns"]}>
      <div>{left}</div>
      <div>{right}</div>
    </div>
  );
}
