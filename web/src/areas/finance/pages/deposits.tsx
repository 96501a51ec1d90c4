import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { EmptyState } from "../../../design/states";
import { DepositStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import { DepositsHeader } from "../parts/deposits-tabs";
import { HashText } from "../parts/hash-text";

type Deposit = ItemOf<"GET /v1/deposits">;
type Query = NonNullable<RequestOf<"GET /v1/deposits">["query"]>;
const names = ["status", "brandId"] as const;
const statuses = ["created", "pending", "captured", "failed", "expired"] as const;

function useColumns(): readonly Column<Deposit>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "created",
      header: t("payouts.created"),
      isMain: true,
      sortBy: (row) => row.createdAt,
      cell: (row) => <DateText at={row.createdAt} />,
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "method",
      header: t("chargebacks.method"),
      sortBy: (row) => row.method,
      cell: (row) => t(`chargebacks.methods.${row.method}`),
    },
    {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => (
        <>
          <DepositStatus status={row.status} />
          {row.problem ? <div>{row.problem}</div> : null}
        </>
      ),
    },
    {
      id: "reference",
      header: t("chargebacks.reference"),
      cell: (row) => row.referenceCode ?? "–",
    },
    {
      id: "fee",
      header: t("payouts.fee"),
      isNumber: true,
      cell: (row) => (row.fee ? <MoneyText money={row.fee} /> : "–"),
    },
    {
      id: "captured",
      header: t("chargebacks.captured"),
      sortBy: (row) => row.capturedAt ?? "",
      cell: (row) => (row.capturedAt ? <DateText at={row.capturedAt} /> : "–"),
    },
    {
      id: "brand",
      header: t("chargebacks.brand"),
      isHiddenAtFirst: true,
      cell: (row) => <HashText>{row.brandId}</HashText>,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const [values, set, clear] = useFilters(names);
  const columns = useColumns();
  const filters: readonly Filter<(typeof names)[number]>[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: tCommon(`status.deposit.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/deposits", { query: values as Query }, { isLive: true });
  return (
    <>
      <DepositsHeader page="deposits" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("chargebacks.deposits.title")}
        rows={pages.items}
        columns={columns}
        keyOf={(row) => row.id}
        isPending={pages.isPending}
        error={pages.error}
        onRetry={pages.refetch}
        onEnd={pages.loadMore}
        isLoadingMore={pages.isLoadingMore}
        empty={
          <EmptyState
            icon="money"
            title={t("chargebacks.deposits.none")}
            text={t("chargebacks.deposits.noneText")}
          />
        }
      />
    </>
  );
}
