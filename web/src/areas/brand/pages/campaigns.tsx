import { Text } from "@mantine/core";
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
import { CampaignStatus } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { Drafts, Templates } from "../parts/outlines";

type Campaign = ItemOf<"GET /v1/campaigns">;

const statuses = [
  "draft",
  "funding_pending",
  "funded",
  "open",
  "paused",
  "closed",
  "settled",
  "cancelling",
  "cancelled",
] as const satisfies readonly Campaign["status"][];

function useColumns(): readonly Column<Campaign>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "title",
      header: t("wizard.title"),
      isMain: true,
      width: "34%",
      cell: ({ id, title }) => <PageLink to={`/brand/campaigns/${id}`}>{title}</PageLink>,
      sortBy: ({ title }) => title,
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <CampaignStatus status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      id: "places",
      header: t("campaigns.places"),
      isNumber: true,
      cell: ({ acceptedCount, creatorsMax }) => (
        <span className="numbers">
          {acceptedCount} / {creatorsMax}
        </span>
      ),
    },
    {
      id: "budget",
      header: t("wizard.budget"),
      isNumber: true,
      cell: ({ budget, compensation }) =>
        budget && compensation !== "product" ? (
          <MoneyText money={budget} />
        ) : (
          <Text span size="sm">
            {t("campaigns.products")}
          </Text>
        ),
    },
    {
      id: "applyBy",
      header: t("sheet.applyBy"),
      cell: ({ applyBy }) => <DateText at={applyBy} />,
      sortBy: ({ applyBy }) => applyBy,
    },
    {
      id: "postBy",
      header: t("sheet.postBy"),
      cell: ({ postBy }) => <DateText at={postBy} />,
      sortBy: ({ postBy }) => postBy,
      isHiddenAtFirst: true,
    },
  ];
}

function Campaigns({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"] as const);
  const status = statuses.find((known) => known === filters.status);
  const campaigns = usePages(
    "GET /v1/campaigns",
    { query: { brandId, ...(status ? { status } : {}) } },
    { isLive: true },
  );
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
              label: tCommon(`status.campaign.${value}`),
            })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("nav.campaigns")}
        {...fromPages(campaigns)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/campaigns/${id}`)}
        empty={
          <Panel>
            <EmptyState
              icon="campaign"
              title={t("campaigns.none")}
              text={t(status ? "campaigns.noneOfState" : "campaigns.noneText")}
              action={<PageButton to="/brand/campaigns/new">{t("campaigns.new")}</PageButton>}
            />
          </Panel>
        }
      />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  return (
    <>
      <PageHeader
        title={t("nav.campaigns")}
        text={t("campaigns.text")}
        actions={
          <PageButton to="/brand/campaigns/new" leftSection={<Icon name="plus" />}>
            {t("campaigns.new")}
          </PageButton>
        }
      />
      <Drafts brandId={brandId} />
      <Campaigns brandId={brandId} />
      <Templates brandId={brandId} />
    </>
  );
}
