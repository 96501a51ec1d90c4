import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { AnswerOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText, Figure, Figures, MoneyText } from "../../../../design/values";
import { TransactionLink, transactionPath } from "../../parts/books/links";
import { useWords } from "../../parts/books/words";

type Statement = AnswerOf<"GET /v1/ledger/accounts/{name}/statement">;
type Entry = Statement["items"][number];

function useColumns(): Column<Entry>[] {
  const { t } = useTranslation("finance");
  const words = useWords();
  return [
    {
      id: "reference",
      header: t("ledger.reference"),
      isMain: true,
      cell: ({ reference }) => <TransactionLink reference={reference} />,
    },
    {
      id: "day",
      header: t("ledger.day"),
      cell: ({ effectiveAt }) => <DateText at={effectiveAt} zone="UTC" />,
    },
    { id: "rule", header: t("ledger.why"), cell: ({ rule }) => words.bookingRule(rule) },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    {
      id: "balance",
      header: t("ledger.balance"),
      isNumber: true,
      cell: ({ balance }) => <MoneyText money={balance} />,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const { name = "" } = useParams();
  const [search] = useSearchParams();
  const currency = (search.get("currency") ?? "USD") as Statement["currency"];
  const [values, set, clear] = useFilters(["from", "to"]);
  const { from, to } = values;
  const query = { currency, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const params = { name };
  const entries = usePages("GET /v1/ledger/accounts/{name}/statement", {
    params,
    query: { ...query, limit: "100" },
  });
  const ends = useRead("GET /v1/ledger/accounts/{name}/statement", {
    params,
    query: { ...query, limit: "1" },
  });
  return (
    <>
      <PageHeader
        title={`${name} ${currency}`}
        text={t("ledger.accountText")}
        crumbs={[{ label: t("ledger.trial"), to: "/finance/ledger" }]}
      />
      <FilterBar
        filters={[
          { name: "from", label: t("ledger.from"), kind: "day" },
          { name: "to", label: t("ledger.to"), kind: "day" },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      {ends.data ? (
        <Figures>
          <Figure
            label={t("ledger.opening")}
            value={<MoneyText money={ends.data.openingBalance} />}
          />
          <Figure label={t("ledger.closing")} value={<MoneyText money={ends.data.balance} />} />
        </Figures>
      ) : null}
      <DataTable
        label={`${name} ${currency}`}
        {...fromPages(entries)}
        columns={useColumns()}
        keyOf={({ seq }) => seq}
        onOpen={({ reference }) => go(transactionPath(reference))}
        empty={
          <EmptyState icon="book" title={t("ledger.noEntries")} text={t("ledger.noEntriesText")} />
        }
      />
    </>
  );
}
