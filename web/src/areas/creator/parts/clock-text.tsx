import { useTranslation } from "react-i18next";
import { Icon } from "../../../design/icons";
import { DateText } from "../../../design/values";
import classes from "./clock-text.module.css";
import type { Clock } from "./work";

/** Until when somebody has to act, and what happens then. */
export function ClockText({ clock }: { clock: Clock }) {
  const { t } = useTranslation("creator");
  return (
    <span className={classes["clock"]} data-over={clock.isOver || undefined}>
      <Icon name={clock.isOver ? "warning" : "clock"} size={18} />
      <span>
        {t(`clock.${clock.kind}`)} <DateText at={clock.at} hasDistance />
        {clock.isOver ? ` · ${t("clock.over")}` : null}
      </span>
    </span>
  );
}
