import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DepositStatus } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { Balances } from "../parts/balances";
import { useBrand } from "../parts/brand";

type Deposit = ItemOf<"GET /v1/deposits">;

const statuses = ["created", "pending", "captured", "failed", "expired"] as const;

function useColumns(): readonly Column<Deposit>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "amount",
      header: t("money.amount"),
      isMain: true,
      cell: ({ id, amount }) => (
        <PageLink to={`/brand/deposits/${id}`}>
          <MoneyText money={amount} />
        </PageLink>
      ),
    },
    { id: "method", header: t("money.method"), cell: ({ method }) => t(`method.${method}`) },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <DepositStatus status={status} />,
    },
    {
      id: "reference",
      header: t("money.reference"),
      cell: ({ referenceCode }) => referenceCode ?? "–",
      isHiddenAtFirst: true,
    },
    {
      id: "createdAt",
      header: t("money.begun"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
    },
  ];
}

function Deposits({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"] as const);
  const status = statuses.find((known) => known === filters.status);
  const deposits = usePages(
    "GET /v1/deposits",
    { query: { brandId, ...(status ? { status } : {}) } },
    { isLive: true },
  );
  return (
    <Panel title={t("money.deposits")}>
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("money.status"),
            options: statuses.map((value) => ({
              value,
              label: tCommon(`status.deposit.${value}`),
            })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("money.deposits")}
        {...fromPages(deposits)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/deposits/${id}`)}
        empty={
          <EmptyState icon="money" title={t("money.noDeposits")} text={t("money.noDepositsText")} />
        }
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId, isManager } = useBrand();
  return (
    <>
      <PageHeader
        title={t("money.title")}
        text={t("money.text")}
        actions={
          <>
            {isManager ? (
              <PageButton to="/brand/deposits/new" leftSection={<Icon name="plus" />}>
                {t("money.payIn")}
              </PageButton>
            ) : null}
            <PageButton to="/brand/refunds" variant="default">
              {t("money.toRefunds")}
            </PageButton>
          </>
        }
      />
      <Balances brandId={brandId} />
      <Deposits brandId={brandId} />
    </>
  );
}
