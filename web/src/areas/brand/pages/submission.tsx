import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { SubmissionStatus } from "../../../design/status";
import { Review } from "../parts/review/review";
import type { Submission } from "../parts/review/types";
import { usePiece } from "../parts/words";

/** Where a post may be. */
const live: ReadonlySet<Submission["status"]> = new Set([
  "content_approved",
  "posted",
  "verifying",
  "verified",
  "endorsed",
  "live_complete",
  "clawed_back",
  "disputed",
  "resolved_creator",
  "resolved_brand",
  "resolved_split",
]);

function Content({ submission }: { submission: Submission }) {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const { applicationId, deliverable, status, id } = submission;
  const application = useRead("GET /v1/applications/{applicationId}", {
    params: { applicationId },
  });
  const { data } = application;
  return (
    <>
      <PageHeader
        title={`${deliverable.seq}. ${pieceName(deliverable)}`}
        text={<SubmissionStatus status={status} />}
        crumbs={
          data
            ? [
                { label: data.campaignTitle, to: `/brand/campaigns/${data.campaignId}` },
                { label: data.creatorName, to: `/brand/applications/${applicationId}` },
              ]
            : []
        }
        actions={
          live.has(status) ? (
            <PageButton to={`/brand/submissions/${id}/post`}>{t("review.toPost")}</PageButton>
          ) : null
        }
      />
      <Review submission={submission} />
    </>
  );
}

export function Page() {
  const { submissionId = "" } = useParams();
  const submission = useRead(
    "GET /v1/submissions/{submissionId}",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <QueryState query={submission} skeleton={<PageSkeleton />}>
      {(data) => <Content submission={data} />}
    </QueryState>
  );
}
