/** Lines of statements with what they stand for. */
import { useTranslation } from "react-i18next";
import type { Pages } from "../../../../api/hooks";
import { PageLink, useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { EmptyState } from "../../../../design/states";
import { DateText, MoneyText } from "../../../../design/values";
import { type Line, LineStatus } from "./statement-words";
import { useWords } from "./words";

/** What the provider prints beside the amount. */
export function lineText({ details, providerId, kind }: Line): string {
  const words = [details["reference"], details["name"], details["chequeNumber"]].filter(Boolean);
  return words.length > 0 ? words.join(" · ") : `${kind} ${providerId}`;
}

export function useLineColumns(): Column<Line>[] {
  const { t } = useTranslation("finance");
  const words = useWords();
  return [
    {
      id: "text",
      header: t("statements.line.text"),
      isMain: true,
      cell: (line) => <PageLink to={`/finance/matching/${line.id}`}>{lineText(line)}</PageLink>,
      sortBy: lineText,
    },
    {
      id: "day",
      header: t("statements.line.day"),
      cell: ({ bookedAt }) => <DateText at={bookedAt.slice(0, 10)} />,
      sortBy: ({ bookedAt }) => bookedAt,
    },
    {
      id: "kind",
      isHiddenAtFirst: true,
      header: t("statements.line.kind"),
      cell: ({ kind }) => kind,
      sortBy: ({ kind }) => kind,
    },
    {
      id: "amount",
      header: t("statements.line.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
    {
      id: "fee",
      header: t("statements.line.fee"),
      isNumber: true,
      isHiddenAtFirst: true,
      cell: ({ fee }) => <MoneyText money={fee} />,
    },
    {
      id: "status",
      header: t("statements.line.status"),
      cell: (line) => <LineStatus {...line} />,
      sortBy: ({ status }) => status,
    },
    {
      id: "why",
      header: t("statements.line.why"),
      cell: ({ rule, problem }) =>
        rule ? words.lineRule(rule) : problem ? words.lineProblem(problem) : "",
    },
  ];
}

export function LinesTable({ lines, label }: { lines: Pages<Line>; label: string }) {
  const { t } = useTranslation("finance");
  const go = useGo();
  const columns = useLineColumns();
  return (
    <DataTable
      label={label}
      {...fromPages(lines)}
      columns={columns}
      keyOf={({ id }) => id}
      onOpen={({ id }) => go(`/finance/matching/${id}`)}
      empty={
        <EmptyState
          icon="check"
          title={t("statements.noLines")}
          text={t("statements.noLinesText")}
        />
      }
    />
  );
}
