import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ProblemAlert, QueryState } from "../../../design/states";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { Brief } from "../parts/campaign-facts";
import { Checklist } from "../parts/checklist";
import { ClockText } from "../parts/clock-text";
import { Comments } from "../parts/comments";
import { DisputePanel } from "../parts/dispute-panel";
import { FundedBadge } from "../parts/funded";
import { LiveLinkForm } from "../parts/live-link-form";
import { LivePost } from "../parts/live-post";
import { PieceStatus } from "../parts/piece-status";
import { submissionReads } from "../parts/submission-reads";
import { TwoColumns } from "../parts/two-columns";
import { UploadForm } from "../parts/upload-form";
import { Versions } from "../parts/versions";
import { type Application, type Deliverable, type Submission, usePieceName } from "../parts/words";
import { clockOf, type Piece } from "../parts/work";

function Head({ piece }: { piece: Piece }) {
  const { t } = useTranslation("creator");
  const { deliverable, submission, application } = piece;
  const clock = clockOf(piece);
  const status = submission?.status ?? "to_make";
  return (
    <Panel>
      {application.reservation ? <FundedBadge reservation={application.reservation} /> : null}
      <Text my="md">{t(`pieceHints.${status}`)}</Text>
      {clock ? (
        <Text mb="md">
          <ClockText clock={clock} />
        </Text>
      ) : null}
      <Facts
        items={[
          { label: t("work.fee"), value: <MoneyText money={deliverable.fee} /> },
          ...(deliverable.postFrom
            ? [{ label: t("work.postFrom"), value: <DateText at={deliverable.postFrom} /> }]
            : []),
          { label: t("work.postBy"), value: <DateText at={deliverable.postBy} /> },
        ]}
      />
      <Text mt="md">
        <PageLink to={`/creator/applications/${application.id}`}>
          {t("work.toApplication")}
        </PageLink>
      </Text>
    </Panel>
  );
}

/** The brand has used all rounds of changes; only the creator can give another one. */
function MoreRounds({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const grant = useWrite("POST /v1/submissions/{submissionId}/change-rounds", {
    invalidates: submissionReads,
  });
  if (!submission.changeRounds.isSpent || submission.status !== "in_review") return null;
  return (
    <Alert variant="default" icon={<Icon name="refresh" />} mb="md" title={t("rounds.title")}>
      <Text mb="sm">{t("rounds.text")}</Text>
      {grant.error ? <ProblemAlert error={grant.error} /> : null}
      <Button
        variant="default"
        loading={grant.isPending}
        onClick={() => grant.mutate({ params: { submissionId: submission.id } })}
      >
        {t("rounds.grant")}
      </Button>
    </Alert>
  );
}

function Earned({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const { endorsement } = submission;
  if (!endorsement) return null;
  const { fee, endorsedAt, heldUntil, payableAt, origin } = endorsement;
  return (
    <Panel title={t("earned.title")}>
      <Facts
        items={[
          { label: t("earned.fee"), value: <MoneyText money={fee} /> },
          { label: t("earned.why"), value: t(`earned.origins.${origin}`) },
          { label: t("earned.since"), value: <DateText at={endorsedAt} /> },
          ...(heldUntil
            ? [{ label: t("earned.heldUntil"), value: <DateText at={heldUntil} hasDistance /> }]
            : []),
          ...(payableAt
            ? [{ label: t("earned.payableAt"), value: <DateText at={payableAt} /> }]
            : []),
        ]}
      />
      <Text mt="md">
        <PageLink to="/creator/earnings">{t("earned.toEarnings")}</PageLink>
      </Text>
    </Panel>
  );
}

/** What the creator does next. */
function NextStep({ piece, submission }: { piece: Piece; submission: Submission | undefined }) {
  const { application, deliverable } = piece;
  const isOver = deliverable.releasedAt !== null;
  if (isOver) return null;
  const shared = { application, deliverable };
  if (!submission) return <UploadForm key="first" {...shared} />;
  switch (submission.status) {
    case "changes_requested":
      return <UploadForm key={submission.version} {...shared} submission={submission} />;
    case "content_approved":
      return <LiveLinkForm submission={submission} />;
    default:
      return submission.livePost ? <LivePost submissionId={submission.id} /> : null;
  }
}

function Content({ application, deliverable }: Omit<Piece, "submission">) {
  const list = useRead(
    "GET /v1/applications/{applicationId}/submissions",
    { params: { applicationId: application.id }, query: { limit: "100" } },
    { isLive: true },
  );
  const summary = list.data?.items.find((each) => each.deliverable.id === deliverable.id);
  const detail = useRead(
    "GET /v1/submissions/{submissionId}",
    { params: { submissionId: summary?.id ?? "" } },
    { isLive: true, isEnabled: summary !== undefined },
  );
  const campaign = useRead("GET /v1/campaigns/{campaignId}", {
    params: { campaignId: application.campaignId },
  });
  const piece = { application, deliverable, submission: summary };
  const isKnown = list.data !== undefined && (summary === undefined || detail.data !== undefined);
  const submission = detail.data;
  return (
    <QueryState
      query={{
        data: isKnown ? piece : undefined,
        error: list.error ?? detail.error,
        refetch: () => Promise.all([list.refetch(), detail.refetch()]),
      }}
    >
      {(found) => (
        <TwoColumns
          main={
            <>
              <Head piece={found} />
              {submission ? <MoreRounds submission={submission} /> : null}
              <NextStep piece={found} submission={submission} />
              {submission ? (
                <>
                  <Earned submission={submission} />
                  <Versions submission={submission} />
                </>
              ) : null}
            </>
          }
          side={
            <>
              {submission ? (
                <>
                  <Comments submissionId={submission.id} />
                  <Checklist submissionId={submission.id} />
                  <DisputePanel submission={submission} />
                </>
              ) : null}
              <QueryState query={campaign}>{(data) => <Brief campaign={data} />}</QueryState>
            </>
          }
        />
      )}
    </QueryState>
  );
}

function PieceOf({ application, deliverableId }: PieceOfProps) {
  const { t } = useTranslation("creator");
  const deliverable = application.deliverables.find(({ id }) => id === deliverableId);
  if (!deliverable) {
    return <EmptyState icon="search" title={t("work.unknown")} text={t("work.unknownText")} />;
  }
  return <Content application={application} deliverable={deliverable} />;
}

interface PieceOfProps {
  application: Application;
  deliverableId: Deliverable["id"];
}

function Status({ application, deliverableId }: PieceOfProps) {
  const list = useRead("GET /v1/applications/{applicationId}/submissions", {
    params: { applicationId: application.id },
    query: { limit: "100" },
  });
  const deliverable = application.deliverables.find(({ id }) => id === deliverableId);
  const submission = list.data?.items.find((each) => each.deliverable.id === deliverableId);
  return deliverable && list.data ? <PieceStatus piece={{ deliverable, submission }} /> : null;
}

export function Page() {
  const { t } = useTranslation("creator");
  const nameOf = usePieceName();
  const { applicationId = "", deliverableId = "" } = useParams();
  const application = useRead(
    "GET /v1/applications/{applicationId}",
    { params: { applicationId } },
    { isLive: true },
  );
  const { data } = application;
  const deliverable = data?.deliverables.find(({ id }) => id === deliverableId);
  return (
    <>
      <PageHeader
        title={
          deliverable
            ? t("work.piece", { number: deliverable.seq, name: nameOf(deliverable) })
            : t("work.one")
        }
        text={data?.campaignTitle}
        crumbs={[{ label: t("work.title"), to: "/creator/work" }]}
        actions={data ? <Status application={data} deliverableId={deliverableId} /> : null}
      />
      <QueryState query={application}>
        {(found) => <PieceOf application={found} deliverableId={deliverableId} />}
      </QueryState>
    </>
  );
}
