import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";
import { type Tone, toneIcons } from "./status";
import classes from "./timeline.module.css";
import { DateText } from "./values";

export interface TimelineStep {
  key: string;
  title: ReactNode;
  /** When it happened, or is expected to. */
  at?: string | null;
  isExpected?: boolean;
  tone: Tone;
  /** Why, and what to do. */
  text?: ReactNode;
}

/** What happened to something, in order, and what comes next. */
export function Timeline({ label, steps }: { label: string; steps: readonly TimelineStep[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes["line"]} aria-label={label}>
      {steps.map(({ key, title, at, isExpected = false, tone, text }) => (
        <li
          key={key}
          className={classes["step"]}
          data-tone={tone}
          data-expected={isExpected || undefined}
        >
          <span className={classes["dot"]}>
            <Icon name={toneIcons[tone]} size={16} />
          </span>
          <div>
            <strong>{title}</strong>
            {at ? (
              <div className={classes["time"]}>
                {isExpected ? `${t("timeline.expected")} ` : null}
                <DateText at={at} hasDistance={isExpected} />
              </div>
            ) : null}
            {text ? <div>{text}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
