import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useCountryOptions } from "../../../design/country-options";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { useNicheNames } from "../../../design/niche-names";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText } from "../../../design/values";
import { PiecesText } from "../parts/campaign-facts";
import { FeeText } from "../parts/fee-text";
import { useMyApplications } from "../parts/use-my-applications";
import { type Campaign, usePlatformOptions } from "../parts/words";

const names = ["platform", "niche", "country"] as const;

function useColumns(): Column<Campaign>[] {
  const { t } = useTranslation("creator");
  const mine = useMyApplications();
  const statusOf = (campaignId: string) =>
    mine.data?.items.find((application) => application.campaignId === campaignId)?.status;
  return [
    {
      id: "title",
      header: t("feed.campaign"),
      isMain: true,
      sortBy: ({ title }) => title,
      cell: ({ id, title, brandName }) => (
        <>
          <PageLink to={`/creator/campaigns/${id}`}>{title}</PageLink>
          <Text size="sm" c="dimmed">
            {brandName}
          </Text>
        </>
      ),
    },
    {
      id: "pieces",
      header: t("feed.pieces"),
      cell: ({ deliverables }) => <PiecesText deliverables={deliverables} />,
    },
    { id: "fee", header: t("feed.fee"), cell: (campaign) => <FeeText campaign={campaign} /> },
    {
      id: "applyBy",
      header: t("feed.applyBy"),
      sortBy: ({ applyBy }) => applyBy,
      cell: ({ applyBy }) => <DateText at={applyBy} hasDistance />,
    },
    {
      id: "mine",
      header: t("feed.mine"),
      cell: ({ id }) => {
        const status = statusOf(id);
        return status ? <ApplicationStatus status={status} /> : t("feed.notYet");
      },
    },
  ];
}

export function Page() {
  const { t } = useTranslation("creator");
  const go = useGo();
  const columns = useColumns();
  const platforms = usePlatformOptions();
  const niches = useNicheNames();
  const countries = useCountryOptions();
  const [values, set, clear] = useFilters(names);
  // What stands in the address is whatever somebody typed; the server says when it knows no such value.
  const campaigns = usePages("GET /v1/campaigns", { query: values as object }, { isLive: true });
  return (
    <>
      <PageHeader title={t("feed.title")} text={t("feed.text")} />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[
          { name: "platform", label: t("feed.platform"), kind: "choice", options: platforms },
          { name: "niche", label: t("feed.niche"), kind: "choice", options: niches.options },
          { name: "country", label: t("feed.country"), kind: "choice", options: countries },
        ]}
      />
      <DataTable
        label={t("feed.title")}
        {...fromPages(campaigns)}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/creator/campaigns/${id}`)}
        empty={<EmptyState icon="search" title={t("feed.none")} text={t("feed.noneText")} />}
      />
    </>
  );
}
