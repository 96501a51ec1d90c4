import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../design/status";
import classes from "./lint-view.module.css";
import type { Finding, LintReport } from "./use-lint";

const tones: Record<Finding["severity"], Tone> = {
  error: "bad",
  warning: "waiting",
  advice: "active",
};

interface Part {
  start: number;
  text: string;
  severity: Finding["severity"] | undefined;
}

/** The caption cut at the places that findings point at; where several overlap, the first one counts. */
function partsOf(caption: string, findings: readonly Finding[]): Part[] {
  const spans = findings
    .flatMap(({ span, severity }) => (span && span.end > span.start ? [{ ...span, severity }] : []))
    .sort((one, other) => one.start - other.start);
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, severity } of spans) {
    if (start < at) continue;
    parts.push({ start: at, text: caption.slice(at, start), severity: undefined });
    parts.push({ start, text: caption.slice(start, end), severity });
    at = end;
  }
  parts.push({ start: at, text: caption.slice(at), severity: undefined });
  return parts.filter(({ text }) => text !== "");
}

/** A caption with what the linter found marked in it. */
export function MarkedCaption({
  caption,
  findings,
}: {
  caption: string;
  findings: readonly Finding[];
}) {
  return (
    <p className={classes["caption"]}>
      {partsOf(caption, findings).map(({ start, text, severity }) =>
        severity ? (
          <mark key={start} data-severity={severity}>
            {text}
          </mark>
        ) : (
          <span key={start}>{text}</span>
        ),
      )}
    </p>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const { t } = useTranslation("creator");
  const { severity, message, fix, source } = finding;
  return (
    <li className={classes["finding"]}>
      <StatusBadge tone={tones[severity]} label={t(`lint.severities.${severity}`)} />
      <div>
        <div>{message}</div>
        <Text size="sm">{fix}</Text>
        <Text size="xs" c="dimmed">
          {t(`lint.sources.${source.kind}`)}: {source.title} ({source.dated})
        </Text>
      </div>
    </li>
  );
}

/** Everything the linter says, the gravest first, or that it has nothing to say. */
export function Findings({ report }: { report: LintReport }) {
  const { t } = useTranslation("creator");
  const order = ["error", "warning", "advice"];
  const findings = [...report.findings].sort(
    (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity),
  );
  return (
    <>
      <StatusBadge
        tone={report.isClean ? "good" : "bad"}
        label={t(report.isClean ? "lint.clean" : "lint.notClean")}
      />
      <ul className={classes["findings"]}>
        {findings.map((finding) => (
          <FindingItem key={`${finding.ruleId} ${finding.span?.start ?? ""}`} finding={finding} />
        ))}
      </ul>
    </>
  );
}
