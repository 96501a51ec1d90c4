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
import { DepositStatus } from "../../../../design/status";
import { DateText, MoneyText } from "../../../../design/values";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Deposit = ItemOf<"GET /v1/deposits">;
const statuses = ["created", "pending", "captured", "failed", "expired"] as const;

function useColumns(): Column<Deposit>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "code",
      header: t("treasury.deposit.code"),
      isMain: true,
      cell: ({ id, referenceCode }) => (
        <PageLink to={`/finance/ledger/transactions?tag=${id}`}>
          {referenceCode ?? id.slice(0, 13)}
        </PageLink>
      ),
    },
    {
      id: "brand",
      header: t("treasury.deposit.brand"),
      cell: ({ brandName }) => brandName,
      sortBy: ({ brandName }) => brandName,
    },
    {
      id: "method",
      header: t("treasury.deposit.method"),
      cell: ({ method }) => t(`treasury.deposit.methods.${method}`),
      sortBy: ({ method }) => method,
    },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
    {
      id: "fee",
      header: t("statements.line.fee"),
      isNumber: true,
      cell: ({ fee }) => (fee ? <MoneyText money={fee} /> : "–"),
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status }) => <DepositStatus status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      id: "created",
      header: t("treasury.deposit.asked"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      id: "captured",
      header: t("treasury.deposit.arrived"),
      cell: ({ capturedAt }) => (capturedAt ? <DateText at={capturedAt} /> : "–"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const [values, set, clear] = useFilters(["status"]);
  const status = statuses.find((one) => one === values.status);
  const deposits = usePages(
    "GET /v1/deposits",
    { query: status ? { status } : {} },
    { isLive: true },
  );
  return (
    <>
      <PageHeader
        title={t("treasury.deposit.title")}
        text={t("treasury.deposit.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      <FilterBar
        filters={[
          {
            name: "status",
            label: t("breaks.status"),
            kind: "choice",
            options: statuses.map((value) => ({
              value,
              label: tCommon(`status.deposit.${value}`),
            })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("treasury.deposit.title")}
        {...fromPages(deposits)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="money"
            title={t("treasury.deposit.none")}
            text={t("treasury.deposit.noneText")}
          />
        }
      />
    </>
  );
}
