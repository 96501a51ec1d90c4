import { Button, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { ProblemAlert, QueryState } from "../../../design/states";
import { DisputeStatus } from "../../../design/status";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { usePieceName } from "../parts/words";

type Dispute = AnswerOf<"GET /v1/disputes/{disputeId}">;

const reads = ["GET /v1/disputes/{disputeId}", "GET /v1/disputes"] as const;
const wholeShare = 10_000;

function AnswerIt({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm({ initialValues: { answer: "" }, validate: { answer: required } });
  const write = useWrite("POST /v1/disputes/{disputeId}/answer", {
    invalidates: reads,
    onDone: () => notice(t("dispute.answered")),
  });
  return (
    <Panel title={t("dispute.answerTitle")}>
      <Text mb="md">
        {t("dispute.answerUntil")} <DateText at={dispute.answerUntil} hasDistance />
      </Text>
      <FormLayout
        form={form}
        write={write}
        toRequest={(body) => ({ params: { disputeId: dispute.id }, body })}
        submitLabel={t("dispute.sendAnswer")}
      >
        <Textarea
          label={t("dispute.answer")}
          autosize
          minRows={4}
          maxLength={4000}
          required
          {...form.getInputProps("answer")}
        />
      </FormLayout>
    </Panel>
  );
}

function Withdraw({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("creator");
  const write = useWrite("POST /v1/disputes/{disputeId}/withdrawal", {
    invalidates: reads,
    onDone: () => notice(t("dispute.withdrawn")),
  });
  return (
    <>
      {write.error ? <ProblemAlert error={write.error} /> : null}
      <Button
        variant="default"
        loading={write.isPending}
        onClick={() => write.mutate({ params: { disputeId: dispute.id } })}
      >
        {t("dispute.withdraw")}
      </Button>
    </>
  );
}

function Words({ title, text }: { title: string; text: string | null }) {
  if (text === null) return null;
  return (
    <Panel title={title}>
      <Text style={{ whiteSpace: "pre-line" }}>{text}</Text>
    </Panel>
  );
}

function Content({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const nameOf = usePieceName();
  const { submission, status, openedBy, shareBasisPoints, outcome } = dispute;
  const isRunning = status === "open" || status === "answered";
  return (
    <>
      <Panel>
        <Facts
          items={[
            { label: t("dispute.reason"), value: t(`dispute.reasons.${dispute.reasonCode}`) },
            { label: t("dispute.openedBy"), value: t(`sides.${openedBy}`) },
            { label: t("dispute.openedAt"), value: <DateText at={dispute.openedAt} /> },
            { label: t("dispute.piece"), value: nameOf(submission.deliverable) },
            ...(outcome
              ? [{ label: t("dispute.outcome"), value: t(`dispute.outcomes.${outcome}`) }]
              : []),
            ...(shareBasisPoints === null
              ? []
              : [
                  {
                    label: t("dispute.share"),
                    value: format.number(shareBasisPoints / wholeShare, {
                      style: "percent",
                      maximumFractionDigits: 2,
                    }),
                  },
                ]),
          ]}
        />
        <Text mt="md">
          <PageLink to={`/creator/work/${dispute.applicationId}/${submission.deliverable.id}`}>
            {t("dispute.toPiece")}
          </PageLink>
        </Text>
      </Panel>
      <Words title={t(`dispute.says.${openedBy}`)} text={dispute.statement} />
      <Words
        title={t(`dispute.says.${openedBy === "brand" ? "creator" : "brand"}`)}
        text={dispute.answer}
      />
      <Words title={t("dispute.decision")} text={dispute.decision} />
      {status === "open" && openedBy === "brand" ? <AnswerIt dispute={dispute} /> : null}
      {isRunning && openedBy === "creator" ? <Withdraw dispute={dispute} /> : null}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const { disputeId = "" } = useParams();
  const dispute = useRead(reads[0], { params: { disputeId } }, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("dispute.title")}
        crumbs={[{ label: t("dispute.listTitle"), to: "/creator/disputes" }]}
        actions={dispute.data ? <DisputeStatus status={dispute.data.status} /> : null}
      />
      <QueryState query={dispute}>{(data) => <Content dispute={data} />}</QueryState>
    </>
  );
}
