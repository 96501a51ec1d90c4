import { Loader } from "@mantine/core";
import { useNavigation } from "react-router";
import classes from "./shell.module.css";

/** Before there are texts there is nothing to read. */
export function FirstLoad() {
  return (
    <div className={classes["first"]} aria-busy="true">
      <Loader />
    </div>
  );
}

/** A thin line at the top while the next page is on its way; the present one stays. */
export function NavigationLine() {
  const { state } = useNavigation();
  return <div className={classes["line"]} data-active={state === "loading" || undefined} />;
}
