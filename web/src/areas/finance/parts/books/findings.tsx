/** What is wrong with a file, line by line, in the server's words. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { ApiProblem } from "../../../../api/problem";
import { RowList } from "../../../../design/row-list";
import { useFormat } from "../../../../i18n/format";

type Finding = AnswerOf<"GET /v1/reconciliation/files/{fileId}">["findings"][number];

/** The findings that a refusal of a file carries; empty for any other problem. */
export function findingsIn(error: unknown): readonly Finding[] {
  const lines = error instanceof ApiProblem ? error.document["lines"] : undefined;
  return Array.isArray(lines) ? (lines as Finding[]) : [];
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  if (findings.length === 0) return null;
  const alsoOn = ({ count, otherLines = [] }: Finding) =>
    count === undefined || count < 2
      ? null
      : t("statements.findings.also", {
          count,
          formatted: format.number(count),
          lines: otherLines.map((line) => format.number(line)).join(", "),
        });
  return (
    <section aria-label={t("statements.findings.title")}>
      <RowList
        rows={findings.map((finding) => ({
          key: `${finding.line} ${finding.problem}`,
          title: t("statements.findings.line", { line: format.number(finding.line) }),
          text: (
            <>
              {finding.text}
              {finding.expected === undefined ? null : (
                <Text size="sm">
                  {t("statements.findings.expected", { value: finding.expected })}
                </Text>
              )}
              {finding.found === undefined ? null : (
                <Text size="sm">{t("statements.findings.found", { value: finding.found })}</Text>
              )}
              {alsoOn(finding)}
            </>
          ),
        }))}
      />
    </section>
  );
}
