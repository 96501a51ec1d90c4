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
  const { t } = useTranslation("operator");
  const { t: common } = useTranslation();
  return [
    {
      id: "reason",
      header: t("disputes.reason"),
      isMain: true,
      cell: ({ id, reasonCode }) => (
        <PageLink to={`/operator/disputes/${id}`}>{t(`disputes.reasons.${reasonCode}`)}</PageLink>
      ),
    },
    {
      id: "by",
      header: t("disputes.by"),
      cell: ({ openedBy }) => t(`sides.${openedBy}`),
    },
    {
      id: "work",
      header: t("disputes.work"),
      cell: ({ fromStatus }) => common(`status.submission.${fromStatus}`),
    },
    {
      id: "opened",
      header: t("disputes.opened"),
      cell: ({ openedAt }) => <DateText at={openedAt} />,
      sortBy: ({ openedAt }) => openedAt,
    },
    {
      id: "until",
      header: t("disputes.answerUntil"),
      cell: ({ answeredAt, answerUntil }) => <DateText at={answeredAt ?? answerUntil} />,
      sortBy: ({ answerUntil }) => answerUntil,
    },
    {
      id: "state",
      header: t("disputes.state"),
      cell: ({ status }) => <DisputeStatus status={status} />,
    },
    {
      id: "outcome",
      header: t("disputes.outcome"),
      cell: ({ outcome }) => (outcome ? t(`disputes.outcomes.${outcome}`) : "–"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const { t: common } = useTranslation();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"]);
  const query = filters as { status?: Dispute["status"] };
  const disputes = usePages("GET /v1/disputes", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("disputes.title")} text={t("disputes.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("disputes.state"),
            options: statuses.map((value) => ({ value, label: common(`status.dispute.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(disputes)}
        label={t("disputes.title")}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/operator/disputes/${id}`)}
        empty={<EmptyState icon="scale" title={t("disputes.none")} text={t("disputes.noneText")} />}
      />
    </>
  );
}
