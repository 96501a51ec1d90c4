import { Button, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { addressFor } from "../../../api/client";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { FormLayout, useRequired } from "../../../design/form";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DisputeStatus, SubmissionStatus } from "../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { useBrand } from "../parts/brand";
import { Evidence } from "../parts/post/evidence";

type Dispute = AnswerOf<"GET /v1/disputes/{disputeId}">;

const reads = [
  "GET /v1/disputes",
  "GET /v1/disputes/{disputeId}",
  "GET /v1/submissions/{submissionId}",
] as const;

interface SaidProps {
  disputeId: string;
  title: string;
  text: string;
  mediaIds?: readonly string[];
}

function Said({ disputeId, title, text, mediaIds = [] }: SaidProps) {
  const { t } = useTranslation("brand");
  return (
    <Panel title={title}>
      <Text style={{ whiteSpace: "pre-line" }}>{text}</Text>
      <RowList
        rows={mediaIds.map((mediaId, at) => ({
          key: mediaId,
          title: (
            <a
              href={addressFor("GET /v1/disputes/{disputeId}/media/{mediaId}", {
                params: { disputeId, mediaId },
              })}
            >
              {t("dispute.file", { number: at + 1 })}
            </a>
          ),
        }))}
      />
    </Panel>
  );
}

function Answer({ disputeId }: { disputeId: string }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm<{ answer: string; mediaIds: string[] }>({
    initialValues: { answer: "", mediaIds: [] },
    validate: { answer: required },
  });
  const write = useWrite("POST /v1/disputes/{disputeId}/answer", { invalidates: reads });
  return (
    <Panel title={t("dispute.answer")}>
      <FormLayout
        form={form}
        write={write}
        toRequest={(body) => ({ params: { disputeId }, body })}
        submitLabel={t("dispute.answerSubmit")}
      >
        <Textarea
          label={t("dispute.statement")}
          description={t("dispute.answerText")}
          autosize
          minRows={4}
          maxLength={4000}
          required
          {...form.getInputProps("answer")}
        />
        <Evidence
          ids={form.values.mediaIds}
          onChange={(ids) => form.setFieldValue("mediaIds", ids)}
        />
      </FormLayout>
    </Panel>
  );
}

function Withdraw({ disputeId }: { disputeId: string }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const write = useWrite("POST /v1/disputes/{disputeId}/withdrawal", {
    invalidates: reads,
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("dispute.withdraw")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("dispute.withdraw")}
        text={t("dispute.withdrawText")}
        confirmLabel={t("dispute.withdraw")}
        onConfirm={() => write.mutate({ params: { disputeId } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

function Content({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { isManager } = useBrand();
  const { id, status, openedBy, submission, outcome, shareBasisPoints } = dispute;
  const isOpen = status === "open" || status === "answered";
  return (
    <>
      <PageHeader
        title={t(`dispute.reason.${dispute.reasonCode}`)}
        text={<DisputeStatus status={status} />}
        crumbs={[{ label: t("nav.disputes"), to: "/brand/disputes" }]}
        actions={
          <>
            {isOpen && openedBy === "brand" && isManager ? <Withdraw disputeId={id} /> : null}
            <PageButton to={`/brand/submissions/${dispute.submissionId}`} variant="default">
              {t("dispute.toContent")}
            </PageButton>
          </>
        }
      />
      <Panel>
        <Facts
          items={[
            { label: t("dispute.openedBy"), value: t(`dispute.side.${openedBy}`) },
            { label: t("dispute.openedAt"), value: <DateText at={dispute.openedAt} /> },
            {
              label: t("dispute.fromStatus"),
              value: <SubmissionStatus status={dispute.fromStatus} />,
            },
            {
              label: t("application.fee"),
              value: <MoneyText money={submission.deliverable.fee} />,
            },
            ...(status === "open"
              ? [
                  {
                    label: t("dispute.answerUntil"),
                    value: <DateText at={dispute.answerUntil} hasDistance />,
                  },
                ]
              : []),
            ...(outcome
              ? [{ label: t("dispute.outcome"), value: t(`dispute.outcomes.${outcome}`) }]
              : []),
            ...(shareBasisPoints === null
              ? []
              : [
                  {
                    label: t("dispute.share"),
                    value: format.number(shareBasisPoints / 10_000, {
                      style: "percent",
                      maximumFractionDigits: 2,
                    }),
                  },
                ]),
          ]}
        />
      </Panel>
      <Said
        disputeId={id}
        title={t(`dispute.says.${openedBy}`)}
        text={dispute.statement}
        mediaIds={dispute.mediaIds}
      />
      {dispute.answer ? (
        <Said
          disputeId={id}
          title={t(`dispute.says.${openedBy === "brand" ? "creator" : "brand"}`)}
          text={dispute.answer}
          mediaIds={dispute.answerMediaIds}
        />
      ) : null}
      {status === "open" && openedBy === "creator" && isManager ? <Answer disputeId={id} /> : null}
      {dispute.decision ? (
        <Said disputeId={id} title={t("dispute.decision")} text={dispute.decision} />
      ) : null}
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
      {(data) => <Content dispute={data} />}
    </QueryState>
  );
}
