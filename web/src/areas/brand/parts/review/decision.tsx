/** Approve, ask for changes, or refuse: each about exactly the version that was looked at. */
import { Button, Group, Select, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../../api/hooks";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { DateText, MoneyText } from "../../../../design/values";
import { useBrand } from "../brand";
import { type Submission, submissionReads } from "./types";

const reasons = [
  "brief_not_met",
  "disclosure",
  "quality",
  "factual_error",
  "brand_safety",
  "rights",
  "other",
] as const;
type Reason = (typeof reasons)[number];

interface DecisionProps {
  submission: Submission;
  /** Findings that keep the caption back. */
  errorsCount: number;
}

function Approve({ submission, errorsCount }: DecisionProps) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const [disclosureReason, setDisclosureReason] = useState("");
  const [checklistReason, setChecklistReason] = useState("");
  const { id: submissionId, version, deliverable } = submission;
  const checklist = useRead("GET /v1/submissions/{submissionId}/checklist", {
    params: { submissionId },
    query: { version: `${version}` },
  });
  const write = useWrite("POST /v1/submissions/{submissionId}/approve", {
    invalidates: submissionReads,
    onDone: () => {
      setOpen(false);
      notice(t("review.approved"));
    },
  });
  const openCount = checklist.data?.openItems.length ?? 0;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("review.approve")}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("review.approve")}
        text={t("review.approveText")}
        facts={[
          { label: t("review.versionLabel"), value: version },
          { label: t("application.fee"), value: <MoneyText money={deliverable.fee} /> },
        ]}
        confirmLabel={t("review.approve")}
        onConfirm={() =>
          write.mutate({
            params: { submissionId },
            body: {
              version,
              ...(disclosureReason.trim() ? { disclosureReason } : {}),
              ...(checklistReason.trim() ? { checklistReason } : {}),
            },
          })
        }
        isBusy={write.isPending}
        error={write.error}
      >
        {errorsCount > 0 ? (
          <Textarea
            label={t("review.disclosureReason")}
            description={t("review.disclosureReasonText", { count: errorsCount })}
            autosize
            minRows={2}
            value={disclosureReason}
            onChange={(event) => setDisclosureReason(event.currentTarget.value)}
          />
        ) : null}
        {openCount > 0 ? (
          <Textarea
            label={t("review.checklistReason")}
            description={t("review.checklistReasonText", { count: openCount })}
            autosize
            minRows={2}
            value={checklistReason}
            onChange={(event) => setChecklistReason(event.currentTarget.value)}
          />
        ) : null}
      </ConfirmDialog>
    </>
  );
}

function SendBack({ submission, verb }: { submission: Submission; verb: "request-changes" | "reject" }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason>("brief_not_met");
  const [note, setNote] = useState("");
  const { id: submissionId, version, changeRounds } = submission;
  const isReject = verb === "reject";
  const words = isReject ? ("reject" as const) : ("changes" as const);
  const write = useWrite(`POST /v1/submissions/{submissionId}/${verb}`, {
    invalidates: submissionReads,
    onDone: () => {
      setOpen(false);
      notice(t(`review.done.${words}`));
    },
  });
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        disabled={!isReject && changeRounds.isSpent}
      >
        {t(`review.${words}`)}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t(`review.${words}`)}
        text={t(`review.about.${words}`)}
        isFinal={isReject}
        confirmLabel={t(`review.${words}`)}
        onConfirm={() =>
          write.mutate({
            params: { submissionId },
            body: { reasonCode: reason, version, ...(note.trim() ? { note } : {}) },
          })
        }
        isBusy={write.isPending}
        error={write.error}
      >
        <Select
          label={t("review.reasonLabel")}
          data={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          allowDeselect={false}
          value={reason}
          onChange={(chosen) => setReason(reasons.find((value) => value === chosen) ?? "other")}
        />
        <Textarea
          label={t("review.note")}
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

export function Decision({ submission, errorsCount }: DecisionProps) {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  const { clocks, changeRounds } = submission;
  return (
    <>
      <Text mb="sm">
        {t("review.rounds", {
          used: changeRounds.usedCount,
          max: changeRounds.max,
        })}{" "}
        {clocks.reviewUntil ? (
          <>
            {t("review.until")} <DateText at={clocks.reviewUntil} hasDistance />
          </>
        ) : null}
      </Text>
      <Group gap="xs">
        {isManager ? <Approve submission={submission} errorsCount={errorsCount} /> : null}
        <SendBack submission={submission} verb="request-changes" />
        {isManager ? <SendBack submission={submission} verb="reject" /> : null}
      </Group>
    </>
  );
}
