import { useTranslation } from "react-i18next";
import { DateText, Facts, MoneyText } from "../../../../design/values";
import { TransactionLink } from "./links";
import { type Line, LineStatus, useSourceName } from "./statement-words";
import { useWords } from "./words";

export function LineFacts({ line }: { line: Line }) {
  const { t } = useTranslation("finance");
  const words = useWords();
  const sourceName = useSourceName();
  const { details } = line;
  const optional = (
    [
      ["reference", details["reference"]],
      ["name", details["name"]],
      ["chequeNumber", details["chequeNumber"]],
      ["referenceId", details["referenceId"]],
      ["customField", details["customField"]],
      ["payoutId", details["payoutId"]],
    ] as const
  ).flatMap(([name, value]) => (value ? [{ label: t(`statements.detail.${name}`), value }] : []));
  const hasFee = line.fee.amountMinor !== "0";
  return (
    <Facts
      items={[
        { label: t("statements.line.amount"), value: <MoneyText money={line.amount} /> },
        ...(hasFee
          ? [{ label: t("statements.line.fee"), value: <MoneyText money={line.fee} /> }]
          : []),
        { label: t("statements.line.day"), value: <DateText at={line.bookedAt} zone="UTC" /> },
        { label: t("statements.account"), value: sourceName(line.source, line.account) },
        { label: t("statements.line.kind"), value: line.kind },
        ...optional,
        { label: t("statements.line.status"), value: <LineStatus {...line} /> },
        ...(line.problem
          ? [{ label: t("statements.line.why"), value: words.lineProblem(line.problem) }]
          : []),
        ...(line.rule
          ? [{ label: t("statements.line.why"), value: words.lineRule(line.rule) }]
          : []),
        ...(line.ledgerReferences.length > 0
          ? [
              {
                label: t("statements.line.standsFor"),
                value: line.ledgerReferences.map((reference) => (
                  <div key={reference}>
                    <TransactionLink reference={reference} />
                  </div>
                )),
              },
            ]
          : []),
      ]}
    />
  );
}
