import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { ApplicationStatus, StatusBadge } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import type { ApplicationSummary } from "../parts/words";

const statuses = [
  "applied",
  "invited",
  "shortlisted",
  "offered",
  "countered",
  "accepted",
  "in_progress",
  "completed",
  "declined",
  "withdrawn",
  "expired",
  "cancelled_by_brand",
  "cancelled_by_creator",
  "terminated",
] as const;

function useColumns(): Column<ApplicationSummary>[] {
  const { t } = useTranslation("creator");
  return [
    {
      id: "campaign",
      header: t("feed.campaign"),
      isMain: true,
      sortBy: ({ campaignTitle }) => campaignTitle,
      cell: ({ id, campaignTitle }) => (
        <PageLink to={`/creator/applications/${id}`}>{campaignTitle}</PageLink>
      ),
    },
    {
      id: "status",
      header: t("applications.status"),
      cell: ({ status }) => <ApplicationStatus status={status} />,
    },
    {
      id: "fee",
      header: t("applications.fee"),
      isNumber: true,
      cell: ({ fee, askedFee }) => {
        const money = fee ?? askedFee;
        return money ? <MoneyText money={money} /> : "–";
      },
    },
    {
      id: "todo",
      header: t("applications.todo"),
      cell: ({ status, unreadMessagesCount, askedBriefVersion }) => (
        <>
          {status === "offered" ? (
            <StatusBadge tone="waiting" label={t("applications.answerOffer")} />
          ) : null}
          {askedBriefVersion === null ? null : (
            <StatusBadge tone="waiting" label={t("applications.answerTerms")} />
          )}
          {unreadMessagesCount > 0 ? (
            <StatusBadge
              tone="waiting"
              label={t("applications.unread", { count: unreadMessagesCount })}
            />
          ) : null}
        </>
      ),
    },
    {
      id: "createdAt",
      header: t("applications.since"),
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <DateText at={createdAt} />,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("creator");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const columns = useColumns();
  const [values, set, clear] = useFilters(["status"] as const);
  const applications = usePages(
    "GET /v1/applications",
    { query: values as object },
    { isLive: true },
  );
  const options = statuses.map((value) => ({
    value,
    label: tCommon(`status.application.${value}`),
  }));
  return (
    <>
      <PageHeader title={t("applications.title")} text={t("applications.text")} />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[{ name: "status", label: t("applications.status"), kind: "choice", options }]}
      />
      <DataTable
        label={t("applications.title")}
        {...fromPages(applications)}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/creator/applications/${id}`)}
        empty={
          <EmptyState
            icon="campaign"
            title={t("applications.none")}
            text={t("applications.noneText")}
            action={<PageButton to="/creator/campaigns">{t("applications.toFeed")}</PageButton>}
          />
        }
      />
    </>
  );
}
