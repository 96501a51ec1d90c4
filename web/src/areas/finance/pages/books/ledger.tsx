import { useTranslation } from "react-i18next";
import type { AnswerOf, RequestOf } from "../../../../api/contract";
import { usePages, useRead } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { Figure, Figures, MoneyText } from "../../../../design/values";
import { useBankAccounts } from "../../parts/books/bank-accounts";
import { AccountLink, accountPath } from "../../parts/books/links";
import { LedgerTabs } from "../../parts/books/section-tabs";

type Balance = AnswerOf<"GET /v1/ledger/trial-balance">;
type Row = Balance["items"][number];
const kinds = ["assets", "liabilities", "income", "expenses", "equity"] as const;

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("finance");
  const side = (id: string, header: string, isDebit: boolean): Column<Row> => ({
    id,
    header,
    isNumber: true,
    cell: ({ balance }) => {
      const isNegative = balance.amountMinor.startsWith("-");
      if (balance.amountMinor === "0" || isNegative === isDebit) return "";
      const amountMinor = balance.amountMinor.replace("-", "");
      return <MoneyText money={{ amountMinor, currency: balance.currency }} />;
    },
    sortBy: ({ balance }) => BigInt(balance.amountMinor),
  });
  return [
    {
      id: "account",
      header: t("ledger.account"),
      isMain: true,
      cell: ({ account, balance }) => <AccountLink name={account} currency={balance.currency} />,
      sortBy: ({ account }) => account,
    },
    {
      id: "kind",
      header: t("ledger.kind"),
      cell: ({ kind }) => t(`ledger.kinds.${kind}`),
      sortBy: ({ kind }) => kind,
    },
    {
      id: "currency",
      header: t("breaks.currency"),
      cell: ({ balance }) => balance.currency,
      sortBy: ({ balance }) => balance.currency,
    },
    side("debit", t("ledger.debit"), true),
    side("credit", t("ledger.credit"), false),
  ];
}

function Totals({ totals }: { totals: Balance["totals"] }) {
  const { t } = useTranslation("finance");
  return (
    <Figures>
      {totals.map(({ currency, debit, isBalanced }) => (
        <Figure
          key={currency}
          label={t("ledger.total", { currency })}
          value={<MoneyText money={debit} />}
          text={
            <StatusBadge
              tone={isBalanced ? "good" : "bad"}
              label={t(isBalanced ? "ledger.balanced" : "ledger.notBalanced")}
            />
          }
        />
      ))}
    </Figures>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const { currencies } = useBankAccounts();
  const [values, set, clear] = useFilters(["on", "currency", "kind", "zero"]);
  const currency = currencies.find((one) => one === values.currency);
  const query: RequestOf<"GET /v1/ledger/trial-balance">["query"] = {
    ...(values.on ? { on: values.on } : {}),
    ...(currency ? { currency } : {}),
    ...(values.zero === "hide" ? { skipZero: "true" as const } : {}),
  };
  const balances = usePages("GET /v1/ledger/trial-balance", { query: { ...query, limit: "100" } });
  // The sums are those of the whole book, whatever page they come with.
  const sums = useRead("GET /v1/ledger/trial-balance", { query: { ...query, limit: "1" } });
  const kind = kinds.find((one) => one === values.kind);
  const rows = balances.items.filter((row) => !kind || row.kind === kind);
  return (
    <>
      <PageHeader title={t("ledger.trial")} text={t("ledger.trialText")} />
      <LedgerTabs />
      <FilterBar
        filters={[
          { name: "on", label: t("ledger.on"), kind: "day" },
          {
            name: "currency",
            label: t("breaks.currency"),
            kind: "choice",
            options: currencies.map((value) => ({ value, label: value })),
          },
          {
            name: "kind",
            label: t("ledger.kind"),
            kind: "choice",
            options: kinds.map((value) => ({ value, label: t(`ledger.kinds.${value}`) })),
          },
          {
            name: "zero",
            label: t("ledger.zero"),
            kind: "choice",
            options: [{ value: "hide", label: t("ledger.hideZero") }],
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <Totals totals={sums.data?.totals ?? []} />
      <DataTable
        label={t("ledger.trial")}
        {...fromPages(balances)}
        rows={rows}
        columns={useColumns()}
        keyOf={({ account, balance }) => `${account} ${balance.currency}`}
        onOpen={({ account, balance }) => go(accountPath(account, balance.currency))}
        empty={<EmptyState icon="book" title={t("ledger.none")} text={t("ledger.noneText")} />}
      />
    </>
  );
}
