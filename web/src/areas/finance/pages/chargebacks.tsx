import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { type Chargeback, ChargebackStatus } from "../parts/chargeback-status";

type Query = NonNullable<RequestOf<"GET /v1/chargebacks">["query"]>;
const names = ["status", "brandId"] as const;
const statuses = ["inquiry", "open", "won", "lost", "inquiry_closed"] as const;

function useColumns(): readonly Column<Chargeback>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "dispute",
      header: t("chargebacks.dispute"),
      isMain: true,
      cell: (row) => (
        <PageLink to={`/finance/chargebacks/${row.id}`} style={{ overflowWrap: "anywhere" }}>
          {row.disputeId}
        </PageLink>
      ),
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "taken",
      header: t("chargebacks.taken"),
      isNumber: true,
      cell: (row) => <MoneyText money={row.taken} />,
    },
    {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => <ChargebackStatus status={row.status} />,
    },
    {
      id: "due",
      header: t("chargebacks.evidenceDue"),
      sortBy: (row) => row.evidenceDueAt ?? "9",
      cell: (row) =>
        row.isEvidenceSent ? (
          t("chargebacks.sent")
        ) : row.evidenceDueAt ? (
          <DateText at={row.evidenceDueAt} hasDistance />
        ) : (
          "–"
        ),
    },
    {
      id: "freeze",
      header: t("chargebacks.freeze"),
      cell: (row) => t(row.isFreezing ? "payouts.yes" : "payouts.no"),
    },
    {
      id: "opened",
      header: t("chargebacks.opened"),
      sortBy: (row) => row.openedAt,
      cell: (row) => <DateText at={row.openedAt} />,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(names);
  const columns = useColumns();
  const filters: readonly Filter<(typeof names)[number]>[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: t(`chargebacks.statuses.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/chargebacks", { query: values as Query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("chargebacks.title")} text={t("chargebacks.text")} />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("chargebacks.title")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/chargebacks/${row.id}`)}
        empty={
          <EmptyState
            icon="shield"
            title={t("chargebacks.none")}
            text={t("chargebacks.noneText")}
          />
        }
      />
    </>
  );
}
