import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../../api/hooks";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState, ErrorState, LinesSkeleton } from "../../../../design/states";
import { LedgerTabs } from "../../parts/books/section-tabs";
import { TransactionCard } from "../../parts/books/transaction-card";

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["reference", "tag", "account"]);
  const list = usePages("GET /v1/ledger/transactions", { query: { limit: "20", ...values } });
  const { items, isPending, error } = list;
  return (
    <>
      <PageHeader
        title={t("ledger.transactions")}
        text={t("ledger.transactionsText")}
        crumbs={[{ label: t("ledger.trial"), to: "/finance/ledger" }]}
      />
      <LedgerTabs />
      <FilterBar
        filters={[
          { name: "reference", label: t("ledger.reference"), kind: "text" },
          { name: "tag", label: t("ledger.about"), kind: "text" },
          { name: "account", label: t("ledger.account"), kind: "text" },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      {isPending ? <LinesSkeleton /> : null}
      {error ? <ErrorState error={error} onRetry={list.refetch} /> : null}
      {!isPending && !error && items.length === 0 ? (
        <EmptyState
          icon="search"
          title={t("ledger.noTransactions")}
          text={t("ledger.noTransactionsText")}
        />
      ) : null}
      {items.map((transaction) => (
        <TransactionCard key={transaction.id} transaction={transaction} />
      ))}
      {list.hasMore ? (
        <Button variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
          {t("ledger.more")}
        </Button>
      ) : null}
    </>
  );
}
