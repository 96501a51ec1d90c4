import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, PageSkeleton, QueryState } from "../../../design/states";
import { SubmissionStatus } from "../../../design/status";
import { RowList } from "../../../design/row-list";
import { DisputeStatus } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { Endorsement } from "../parts/post/endorse";
import { PostMetrics } from "../parts/post/metrics";
import { Standing } from "../parts/post/post-standing";
import { usePiece } from "../parts/words";

function Disputes({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const disputes = useRead("GET /v1/disputes", { query: { submissionId } }, { isLive: true });
  const items = disputes.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t("nav.disputes")}>
      <RowList
        rows={items.map((dispute) => ({
          key: dispute.id,
          to: `/brand/disputes/${dispute.id}`,
          title: t(`dispute.reason.${dispute.reasonCode}`),
          text: <DateText at={dispute.openedAt} />,
          end: <DisputeStatus status={dispute.status} />,
        }))}
      />
    </Panel>
  );
}

function LivePost({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("brand");
  const detail = useRead(
    "GET /v1/submissions/{submissionId}/live-post",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <QueryState query={detail}>
      {({ post }) =>
        post ? (
          <Standing post={post} />
        ) : (
          <Panel>
            <EmptyState icon="link" title={t("post.none")} text={t("post.noneText")} />
          </Panel>
        )
      }
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { submissionId = "" } = useParams();
  const pieceName = usePiece();
  const submission = useRead(
    "GET /v1/submissions/{submissionId}",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <QueryState query={submission} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={t("post.title", { piece: pieceName(data.deliverable) })}
            text={<SubmissionStatus status={data.status} />}
            crumbs={[{ label: t("nav.livePosts"), to: "/brand/live-posts" }]}
            actions={
              <PageButton to={`/brand/submissions/${submissionId}`} variant="default">
                {t("post.toContent")}
              </PageButton>
            }
          />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <div>
              <Endorsement submission={data} />
              <Disputes submissionId={submissionId} />
              <PostMetrics submissionId={submissionId} />
            </div>
            <div>
              <LivePost submissionId={submissionId} />
            </div>
          </SimpleGrid>
        </>
      )}
    </QueryState>
  );
}
