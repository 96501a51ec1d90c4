import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DisputeStatus, SubmissionStatus } from "../../../design/status";
import { Timeline, type TimelineStep } from "../../../design/timeline";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { DecideDispute } from "../parts/decide-dispute";
import { Evidence } from "../parts/evidence";
import { Prose } from "../parts/prose";

type Dispute = AnswerOf<"GET /v1/disputes/{disputeId}">;

const wholeShare = 10_000;

function useSteps(dispute: Dispute): readonly TimelineStep[] {
  const { t } = useTranslation("operator");
  const isOver = dispute.closedAt !== null;
  const answered: TimelineStep = dispute.answeredAt
    ? { key: "answer", title: t("dispute.answered"), at: dispute.answeredAt, tone: "good" }
    : {
        key: "answer",
        title: t("dispute.answerAwaited"),
        at: dispute.answerUntil,
        isExpected: true,
        tone: "waiting",
        text: t("dispute.answerAwaitedText"),
      };
  return [
    { key: "opened", title: t("dispute.openedStep"), at: dispute.openedAt, tone: "active" },
    ...(dispute.answeredAt || !isOver ? [answered] : []),
    ...(isOver
      ? [
          {
            key: "closed",
            title: t(dispute.status === "withdrawn" ? "dispute.withdrawn" : "dispute.decided"),
            at: dispute.closedAt,
            tone: "good" as const,
          },
        ]
      : []),
  ];
}

/** What is at stake, and what the decision made of it. */
function Stakes({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { deliverable, endorsement } = dispute.submission;
  const share = dispute.shareBasisPoints;
  return (
    <Panel title={t("dispute.money")}>
      <Facts
        items={[
          { label: t("dispute.fee"), value: <MoneyText money={deliverable.fee} /> },
          {
            label: t("dispute.piece"),
            value: `${t(`platforms.${deliverable.platform}`)}, ${t(`pieces.${deliverable.kind}`)}`,
          },
          { label: t("dispute.postBy"), value: <DateText at={deliverable.postBy} /> },
          {
            label: t("dispute.before"),
            value: <SubmissionStatus status={dispute.fromStatus} />,
          },
          {
            label: t("dispute.now"),
            value: <SubmissionStatus status={dispute.submission.status} />,
          },
          ...(dispute.outcome
            ? [
                {
                  label: t("disputes.outcome"),
                  value: t(`disputes.outcomes.${dispute.outcome}`),
                },
              ]
            : []),
          ...(share === null
            ? []
            : [
                {
                  label: t("dispute.share"),
                  value: format.number(share / wholeShare, {
                    style: "percent",
                    maximumFractionDigits: 2,
                  }),
                },
              ]),
          ...(endorsement
            ? [
                {
                  label: t(endorsement.undoneAt ? "dispute.earnedBefore" : "dispute.earned"),
                  value: <MoneyText money={endorsement.fee} />,
                },
                {
                  label: t("dispute.payable"),
                  value: endorsement.payableAt ? (
                    <DateText at={endorsement.payableAt} />
                  ) : (
                    t("dispute.held")
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Content({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("operator");
  const latest = dispute.submission.versions.at(-1);
  const { livePost } = dispute.submission;
  if (!latest && !livePost) return null;
  return (
    <Panel title={t("dispute.content")}>
      {latest ? (
        <>
          <Prose text={latest.caption} lang={latest.language} />
          <Evidence
            disputeId={dispute.id}
            files={latest.media.map(({ id, contentType, altText }) => ({
              id,
              isPicture: contentType.startsWith("image/"),
              label: altText ?? undefined,
            }))}
          />
          {latest.note ? (
            <Facts items={[{ label: t("dispute.brandNote"), value: latest.note }]} />
          ) : null}
        </>
      ) : null}
      {livePost ? (
        <p>
          <a href={livePost.url} rel="noreferrer noopener" target="_blank">
            {livePost.url}
          </a>
        </p>
      ) : null}
    </Panel>
  );
}

function Details({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("operator");
  const other = dispute.openedBy === "brand" ? "creator" : "brand";
  return (
    <>
      <PageHeader
        title={t(`disputes.reasons.${dispute.reasonCode}`)}
        text={<DisputeStatus status={dispute.status} />}
        crumbs={[{ label: t("disputes.title"), to: "/operator/disputes" }]}
      />
      <Panel title={t(`dispute.says.${dispute.openedBy}`)}>
        <Prose text={dispute.statement} />
        <Evidence disputeId={dispute.id} files={dispute.mediaIds.map((id) => ({ id }))} />
      </Panel>
      <Panel title={t(`dispute.says.${other}`)}>
        {dispute.answer ? <Prose text={dispute.answer} /> : <p>{t("dispute.noAnswer")}</p>}
        <Evidence disputeId={dispute.id} files={dispute.answerMediaIds.map((id) => ({ id }))} />
      </Panel>
      <Content dispute={dispute} />
      <Stakes dispute={dispute} />
      <Panel title={t("dispute.course")}>
        <Timeline label={t("dispute.course")} steps={useSteps(dispute)} />
      </Panel>
      {dispute.decision ? (
        <Panel title={t("dispute.reasons")}>
          <Prose text={dispute.decision} />
        </Panel>
      ) : null}
      {dispute.closedAt ? null : <DecideDispute dispute={dispute} />}
    </>
  );
}

export function Page() {
  const { disputeId = "" } = useParams();
  const dispute = useRead(
    "GET /v1/disputes/{disputeId}",
    { params: { disputeId } },
    { isLive: true },
  );
  return (
    <QueryState query={dispute} skeleton={<PageSkeleton />}>
      {(data) => <Details dispute={data} />}
    </QueryState>
  );
}
