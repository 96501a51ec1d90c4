import type { ReactNode } from "react";
import classes from "./two-columns.module.css";

/** The work at the left, what goes with it at the right; one below the other where there is little room. */
export function TwoColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={classes["columns"]}>
      <div>{main}</div>
      <div>{side}</div>
    </div>
  );
}
