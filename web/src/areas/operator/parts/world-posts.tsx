import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { EmptyState, ProblemAlert } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText } from "../../../design/values";
import { Prose } from "./prose";

type Post = AnswerOf<"GET /v1/sandbox/world/posts">["items"][number];

function ShowButton({ post }: { post: Post }) {
  const { t } = useTranslation("operator");
  const { platform, url, isGone } = post;
  const show = useWrite("POST /v1/sandbox/world/posts/visibility", {
    invalidates: ["GET /v1/sandbox/world/posts"],
  });
  const label = t(isGone ? "world.bringBack" : "world.takeAway");
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        loading={show.isPending}
        onClick={() => show.mutate({ body: { platform, url, isGone: !isGone } })}
        aria-label={`${label}: ${url}`}
      >
        {label}
      </Button>
      {show.error ? <ProblemAlert error={show.error} /> : null}
    </>
  );
}

export function WorldPosts() {
  const { t } = useTranslation("operator");
  const posts = useRead("GET /v1/sandbox/world/posts", {}, { isLive: true });
  const columns: readonly Column<Post>[] = [
    {
      id: "post",
      header: t("world.post"),
      isMain: true,
      cell: ({ url, handle, platform }) => (
        <>
          {`${handle}, ${t(`platforms.${platform}`)}`}
          <div>
            <Anchor href={url} target="_blank" rel="noreferrer noopener" size="sm">
              {url}
            </Anchor>
          </div>
        </>
      ),
    },
    { id: "caption", header: t("world.caption"), cell: ({ caption }) => <Prose text={caption} /> },
    {
      id: "at",
      header: t("world.at"),
      width: "11rem",
      cell: ({ publishedAt }) => <DateText at={publishedAt} />,
      sortBy: ({ publishedAt }) => publishedAt,
    },
    {
      id: "state",
      header: t("world.status"),
      width: "10rem",
      cell: ({ isGone }) => (
        <StatusBadge
          tone={isGone ? "bad" : "good"}
          label={t(isGone ? "world.gone" : "world.live")}
        />
      ),
    },
    {
      id: "do",
      header: t("world.change"),
      width: "12rem",
      cell: (post) => <ShowButton post={post} />,
    },
  ];
  return (
    <DataTable
      label={t("world.sections.posts")}
      rows={posts.data?.items ?? []}
      isPending={posts.isPending}
      error={posts.error}
      onRetry={() => void posts.refetch()}
      columns={columns}
      keyOf={({ platform, url }) => `${platform} ${url}`}
      empty={<EmptyState icon="image" title={t("world.noPosts")} text={t("world.noPostsText")} />}
    />
  );
}
