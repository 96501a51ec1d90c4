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
import { StatusBadge } from "../../../design/status";
import { DateText } from "../../../design/values";
import { type PostStatus, postTones } from "../parts/post-words";

type Post = ItemOf<"GET /v1/live-posts">;

const statuses = Object.keys(postTones) as PostStatus[];

function useColumns(): readonly Column<Post>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "url",
      header: t("posts.address"),
      isMain: true,
      width: "38%",
      cell: ({ submissionId, url }) => (
        <PageLink to={`/brand/submissions/${submissionId}/post`}>
          {url.replace(/^https:\/\/(www\.)?/, "")}
        </PageLink>
      ),
    },
    {
      id: "platform",
      header: t("wizard.platform"),
      cell: ({ platform }) => t(`platform.${platform}`),
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => (
        <StatusBadge tone={postTones[status]} label={t(`posts.state.${status}`)} />
      ),
    },
    {
      id: "checkedAt",
      header: t("posts.checked"),
      cell: ({ checkedAt }) => (checkedAt ? <DateText at={checkedAt} /> : "–"),
      sortBy: ({ checkedAt }) => checkedAt ?? "",
    },
    {
      id: "liveUntil",
      header: t("posts.stays"),
      cell: ({ liveUntil }) => (liveUntil ? <DateText at={liveUntil} /> : "–"),
    },
    {
      id: "recordedAt",
      header: t("posts.recorded"),
      cell: ({ recordedAt }) => <DateText at={recordedAt} />,
      sortBy: ({ recordedAt }) => recordedAt,
      isHiddenAtFirst: true,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("brand");
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["status"] as const);
  const status = statuses.find((known) => known === filters.status);
  const posts = usePages(
    "GET /v1/live-posts",
    { query: status ? { status } : {} },
    { isLive: true },
  );
  return (
    <>
      <PageHeader title={t("nav.livePosts")} text={t("posts.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("money.status"),
            options: statuses.map((value) => ({ value, label: t(`posts.state.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("nav.livePosts")}
        {...fromPages(posts)}
        columns={useColumns()}
        keyOf={({ submissionId }) => submissionId}
        onOpen={({ submissionId }) => go(`/brand/submissions/${submissionId}/post`)}
        empty={<EmptyState icon="link" title={t("posts.none")} text={t("posts.noneText")} />}
      />
    </>
  );
}
