import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DisputeStatus } from "../../../design/status";
import { DateText } from "../../../design/values";

type Dispute = ItemOf<"GET /v1/disputes">;

function useColumns(): Column<Dispute>[] {
  const { t } = useTranslation("creator");
  return [
    {
      id: "reason",
      header: t("dispute.reason"),
      isMain: true,
      cell: ({ id, reasonCode }) => (
        <PageLink to={`/creator/disputes/${id}`}>{t(`dispute.reasons.${reasonCode}`)}</PageLink>
      ),
    },
    {
      id: "status",
      header: t("dispute.status"),
      cell: ({ status }) => <DisputeStatus status={status} />,
    },
    {
      id: "openedBy",
      header: t("dispute.openedBy"),
      cell: ({ openedBy }) => t(`sides.${openedBy}`),
    },
    {
      id: "openedAt",
      header: t("dispute.openedAt"),
      sortBy: ({ openedAt }) => openedAt,
      cell: ({ openedAt }) => <DateText at={openedAt} />,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("creator");
  const go = useGo();
  const columns = useColumns();
  const disputes = usePages("GET /v1/disputes", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("dispute.listTitle")} text={t("dispute.listText")} />
      <DataTable
        label={t("dispute.listTitle")}
        {...fromPages(disputes)}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/creator/disputes/${id}`)}
        empty={
          <EmptyState icon="scale" title={t("dispute.noneTitle")} text={t("dispute.noneText")} />
        }
      />
    </>
  );
}
