import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { SubmissionStatus } from "../../../design/status";
import { DateText } from "../../../design/values";
import { useBrand } from "../parts/brand";

type Content = ItemOf<"GET /v1/brands/{brandId}/submissions">;

/** What waits for the brand stands first: content to review, and posts to endorse. */
const shown = [
  "in_review",
  "verified",
  "changes_requested",
  "content_approved",
  "all",
] as const satisfies readonly (Content["status"] | "all")[];

function useColumns(): readonly Column<Content>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "campaign",
      header: t("content.campaign"),
      isMain: true,
      width: "30%",
      cell: ({ id, campaignTitle }) => (
        <PageLink to={`/brand/submissions/${id}`}>{campaignTitle}</PageLink>
      ),
      sortBy: ({ campaignTitle }) => campaignTitle,
    },
    {
      id: "creator",
      header: t("applicants.creator"),
      cell: ({ creatorName }) => creatorName,
      sortBy: ({ creatorName }) => creatorName,
    },
    {
      id: "piece",
      header: t("content.piece"),
      cell: ({ deliverable: { platform, kind } }) =>
        `${t(`platform.${platform}`)} · ${t(`kind.${kind}`)}`,
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <SubmissionStatus status={status} />,
    },
    {
      id: "until",
      header: t("content.until"),
      cell: ({ clocks: { reviewUntil, endorseUntil } }) => {
        const until = reviewUntil ?? endorseUntil;
        return until ? <DateText at={until} hasDistance /> : "–";
      },
      sortBy: ({ clocks }) => clocks.reviewUntil ?? clocks.endorseUntil ?? "",
    },
  ];
}

/** What creators handed in, in all campaigns; at first what waits for a review. */
export function Page() {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const { brandId } = useBrand();
  const go = useGo();
  const [filters, setFilter] = useFilters(["status"] as const);
  const chosen = shown.find((known) => known === filters.status) ?? "in_review";
  const content = usePages(
    "GET /v1/brands/{brandId}/submissions",
    { params: { brandId }, query: chosen === "all" ? {} : { status: chosen } },
    { isLive: true },
  );
  return (
    <>
      <PageHeader title={t("nav.content")} text={t("content.text")} />
      <Select
        mb="md"
        maw="20rem"
        label={t("content.show")}
        allowDeselect={false}
        value={chosen}
        onChange={(value) => setFilter("status", value ?? "")}
        data={shown.map((value) => ({
          value,
          label: value === "all" ? t("content.all") : tCommon(`status.submission.${value}`),
        }))}
      />
      <DataTable
        label={t("nav.content")}
        {...fromPages(content)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/submissions/${id}`)}
        empty={<EmptyState icon="check" title={t("content.none")} text={t("content.noneText")} />}
      />
    </>
  );
}
