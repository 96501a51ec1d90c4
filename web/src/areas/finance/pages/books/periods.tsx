import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { PeriodStatus } from "../../parts/books/period-parts";
import { PeriodTabs } from "../../parts/books/section-tabs";

type Period = ItemOf<"GET /v1/periods">;
const statuses = ["proposed", "closed", "withdrawn"] as const;

function useColumns(): Column<Period>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "days",
      header: t("periods.days"),
      isMain: true,
      cell: ({ id, fromOn, throughOn }) => (
        <PageLink to={`/finance/periods/${id}`}>
          {fromOn ? format.day(fromOn) : t("periods.beginning")} – {format.day(throughOn)}
        </PageLink>
      ),
      sortBy: ({ throughOn }) => throughOn,
    },
    {
      id: "status",
      header: t("periods.statusLabel"),
      cell: ({ status }) => <PeriodStatus status={status} />,
    },
    {
      id: "proposed",
      header: t("periods.proposedBy"),
      cell: ({ proposedBy, proposedAt }) => (
        <>
          {proposedBy.name}, <DateText at={proposedAt} />
        </>
      ),
    },
    {
      id: "closed",
      header: t("periods.closedBy"),
      cell: ({ closedBy, closedAt }) =>
        closedBy && closedAt ? (
          <>
            {closedBy.name}, <DateText at={closedAt} />
          </>
        ) : (
          "–"
        ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(["status"]);
  const status = statuses.find((one) => one === values.status);
  const periods = usePages(
    "GET /v1/periods",
    { query: status ? { status } : {} },
    { isLive: true },
  );
  const closeButton = (
    <PageButton to="/finance/periods/close">{t("periods.closeThrough")}</PageButton>
  );
  return (
    <>
      <PageHeader title={t("periods.title")} text={t("periods.text")} actions={closeButton} />
      <PeriodTabs />
      <FilterBar
        filters={[
          {
            name: "status",
            label: t("periods.statusLabel"),
            kind: "choice",
            options: statuses.map((value) => ({ value, label: t(`periods.status.${value}`) })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("periods.title")}
        {...fromPages(periods)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/finance/periods/${id}`)}
        empty={
          <EmptyState
            icon="lock"
            title={t("periods.none")}
            text={t("periods.noneText")}
            action={closeButton}
          />
        }
      />
    </>
  );
}
