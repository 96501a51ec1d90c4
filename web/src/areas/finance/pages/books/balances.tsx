import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { MoneyText } from "../../../../design/values";
import { accountPath } from "../../parts/books/links";
import { LedgerTabs } from "../../parts/books/section-tabs";

type Owned = ItemOf<"GET /v1/ledger/balances">;
const owners = ["brand", "campaign", "creator"] as const;

function useColumns(): Column<Owned>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "id",
      header: t("ledger.owner"),
      isMain: true,
      cell: ({ id, name }) => (
        <PageLink to={`/finance/ledger/transactions?tag=${id}`}>{name ?? id}</PageLink>
      ),
      sortBy: ({ id, name }) => name ?? id,
    },
    {
      id: "accounts",
      header: t("ledger.accounts"),
      cell: ({ accounts }) =>
        accounts.map(({ account, balance }) => (
          <div key={`${account} ${balance.currency}`}>
            <PageLink to={accountPath(account, balance.currency)} size="sm">
              {account.split(":").at(-1)}
            </PageLink>{" "}
            <MoneyText money={balance} />
          </div>
        )),
    },
    {
      id: "total",
      header: t("ledger.ownerTotal"),
      isNumber: true,
      cell: ({ totals }) =>
        totals.map((total) => (
          <div key={total.currency}>
            <MoneyText money={total} />
          </div>
        )),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["owner", "on"]);
  const owner = owners.find((one) => one === values.owner) ?? "brand";
  const balances = usePages("GET /v1/ledger/balances", {
    query: { owner, ...(values.on ? { on: values.on } : {}) },
  });
  return (
    <>
      <PageHeader
        title={t("ledger.balances")}
        text={t("ledger.balancesText")}
        crumbs={[{ label: t("ledger.trial"), to: "/finance/ledger" }]}
      />
      <LedgerTabs />
      <FilterBar
        filters={[
          {
            name: "owner",
            label: t("ledger.whose"),
            kind: "choice",
            options: owners.map((value) => ({ value, label: t(`ledger.owners.${value}`) })),
          },
          { name: "on", label: t("ledger.on"), kind: "day" },
        ]}
        values={{ owner, ...values }}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("ledger.balances")}
        {...fromPages(balances)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="book" title={t("ledger.none")} text={t("ledger.noneText")} />}
      />
    </>
  );
}
