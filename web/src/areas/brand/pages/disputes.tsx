import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DisputeStatus } from "../../../design/status";
import { DateText } from "../../../design/values";

type Dispute = ItemOf<"GET /v1/disputes">;

const statuses = ["open", "answered", "withdrawn", "decided"] as const;

function useColumns(): readonly Column<Dispute>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "reason",
      header: t("review.reasonLabel"),
      isMain: true,
      cell: ({ id, reasonCode }) => (
        <PageLink to={`/brand/disputes/${id}`}>{t(`dispute.reason.${reasonCode}`)}</PageLink>
      ),
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <DisputeStatus status={status} />,
    },
    {
      id: "by",
      header: t("dispute.openedBy"),
      cell: ({ openedBy }) => t(`dispute.side.${openedBy}`),
    },
    {
      id: "openedAt",
      header: t("dispute.openedAt"),
      cell: ({ openedAt }) => <DateText at={openedAt} />,
      sortBy: ({ openedAt }) => openedAt,
    },
    {
      id: "outcome",
      header: t("dispute.outcome"),
      cell: ({ outcome }) => (outcome ? t(`dispute.outcomes.${outcome}`) : "–"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"] as const);
  const status = statuses.find((known) => known === filters.status);
  const disputes = usePages(
    "GET /v1/disputes",
    { query: status ? { status } : {} },
    { isLive: true },
  );
  return (
    <>
      <PageHeader title={t("nav.disputes")} text={t("dispute.listText")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("money.status"),
            options: statuses.map((value) => ({
              value,
              label: tCommon(`status.dispute.${value}`),
            })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("nav.disputes")}
        {...fromPages(disputes)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/disputes/${id}`)}
        empty={<EmptyState icon="scale" title={t("dispute.none")} text={t("dispute.noneText")} />}
      />
    </>
  );
}
