import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { type Pages, usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";

type Applicant = ItemOf<"GET /v1/campaigns/{campaignId}/applications">;

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
] as const satisfies readonly Applicant["status"][];

function useColumns(): readonly Column<Applicant>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "name",
      header: t("applicants.creator"),
      isMain: true,
      cell: ({ id, creatorName }) => (
        <PageLink to={`/brand/applications/${id}`}>{creatorName}</PageLink>
      ),
      sortBy: ({ creatorName }) => creatorName,
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <ApplicationStatus status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      id: "fee",
      header: t("applicants.fee"),
      isNumber: true,
      cell: ({ fee, askedFee }) => {
        const shown = fee ?? askedFee;
        return shown ? <MoneyText money={shown} /> : "–";
      },
    },
    {
      id: "unread",
      header: t("applicants.unread"),
      isNumber: true,
      cell: ({ unreadMessagesCount }) => unreadMessagesCount,
      sortBy: ({ unreadMessagesCount }) => unreadMessagesCount,
    },
    {
      id: "createdAt",
      header: t("applicants.since"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
    },
  ];
}

/** Of one campaign, or of all campaigns of a brand. */
type Place = { campaignId: string } | { brandId: string };

function useApplicants(of: Place, status: Applicant["status"] | undefined): Pages<Applicant> {
  const query = status ? { status } : {};
  const isOne = "campaignId" in of;
  const ofCampaign = usePages(
    "GET /v1/campaigns/{campaignId}/applications",
    { params: { campaignId: isOne ? of.campaignId : "" }, query },
    { isLive: true, isEnabled: isOne },
  );
  const ofBrand = usePages(
    "GET /v1/brands/{brandId}/applications",
    { params: { brandId: isOne ? "" : of.brandId }, query },
    { isLive: true, isEnabled: !isOne },
  );
  return isOne ? ofCampaign : ofBrand;
}

export function ApplicantTable({ of }: { of: Place }) {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"] as const);
  const status = statuses.find((known) => known === filters.status);
  const isOne = "campaignId" in of;
  const list = useApplicants(of, status);
  const columns = useColumns();
  const campaign: Column<Applicant> = {
    id: "campaign",
    header: t("content.campaign"),
    cell: ({ campaignId, campaignTitle }) => (
      <PageLink to={`/brand/campaigns/${campaignId}/applicants`}>{campaignTitle}</PageLink>
    ),
    sortBy: ({ campaignTitle }) => campaignTitle,
  };
  return (
    <>
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("money.status"),
            options: statuses.map((value) => ({
              value,
              label: tCommon(`status.application.${value}`),
            })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t(isOne ? "campaign.tab.applicants" : "nav.applications")}
        {...fromPages(list)}
        columns={isOne ? columns : columns.toSpliced(1, 0, campaign)}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/applications/${id}`)}
        empty={
          <EmptyState icon="people" title={t("applicants.none")} text={t("applicants.noneText")} />
        }
      />
    </>
  );
}
