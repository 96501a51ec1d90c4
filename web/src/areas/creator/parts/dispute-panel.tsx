import { Button, Select, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/hooks";
import { serverNowMs } from "../../../api/server-time";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { DisputeStatus } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { submissionReads } from "./submission-reads";
import type { Submission } from "./words";

const reasons = [
  "unfair_rejection",
  "unreasonable_changes",
  "no_answer",
  "not_endorsed",
  "post_not_as_agreed",
  "removed_early",
  "other",
] as const;

/** States in which a creator may ask an operator to decide; the server knows the clocks as well. */
function mayDispute({ status, clocks }: Submission): boolean {
  if (status === "in_review") {
    const { reviewUntil, overdueAt } = clocks;
    return overdueAt !== null || (reviewUntil !== null && Date.parse(reviewUntil) < serverNowMs());
  }
  return ["changes_requested", "rejected", "posted", "verifying", "verified"].includes(status);
}

function DisputeForm({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm<{ reasonCode: (typeof reasons)[number]; statement: string }>({
    initialValues: {
      reasonCode: submission.status === "rejected" ? "unfair_rejection" : "other",
      statement: "",
    },
    validate: { statement: required },
  });
  const write = useWrite("POST /v1/submissions/{submissionId}/disputes", {
    invalidates: submissionReads,
    onDone: () => notice(t("dispute.done")),
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(body) => ({ params: { submissionId: submission.id }, body })}
      submitLabel={t("dispute.submit")}
    >
      <Select
        label={t("dispute.reason")}
        data={reasons.map((value) => ({ value, label: t(`dispute.reasons.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps("reasonCode")}
      />
      <Textarea
        label={t("dispute.statement")}
        description={t("dispute.statementHint")}
        autosize
        minRows={4}
        maxLength={4000}
        required
        {...form.getInputProps("statement")}
      />
    </FormLayout>
  );
}

/** Asks somebody outside of both sides to decide, and shows what became of it. */
export function DisputePanel({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const [isOpen, setOpen] = useState(false);
  const disputes = useRead("GET /v1/disputes", { query: { submissionId: submission.id } });
  const items = disputes.data?.items ?? [];
  const isPossible = mayDispute(submission);
  if (items.length === 0 && !isPossible) return null;
  return (
    <Panel title={t("dispute.title")}>
      <RowList
        rows={items.map(({ id, reasonCode, openedAt, status }) => ({
          key: id,
          title: t(`dispute.reasons.${reasonCode}`),
          to: `/creator/disputes/${id}`,
          text: <DateText at={openedAt} />,
          end: <DisputeStatus status={status} />,
        }))}
      />
      {isPossible ? (
        <>
          <Text mb="md">{t("dispute.text")}</Text>
          {isOpen ? (
            <DisputeForm submission={submission} />
          ) : (
            <Button variant="default" onClick={() => setOpen(true)}>
              {t("dispute.open")}
            </Button>
          )}
        </>
      ) : null}
    </Panel>
  );
}
