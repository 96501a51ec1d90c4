import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { fieldErrors } from "../../../design/form";
import { notice } from "../../../design/notice";
import { MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "./action-button";
import { payoutReads } from "./payout-reads";

const outcomes = ["was_created", "was_not_created"] as const;

/** First signature: what became of a batch whose answer was lost. */
export function BatchOutcome({ batch }: { batch: AnswerOf<"GET /v1/payout-batches/{batchId}"> }) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>("was_created");
  const [payoutBatchId, setPayoutBatchId] = useState("");
  const resolve = useWrite("POST /v1/payout-batches/{batchId}/outcome", {
    invalidates: payoutReads,
    onDone: () => notice(t("payouts.resolutionProposed")),
  });
  return (
    <ActionButton
      label={t("batches.outcome")}
      text={t("batches.outcomeText")}
      facts={[
        { label: t("batches.code"), value: batch.senderBatchId },
        { label: t("batches.items"), value: format.number(batch.itemsCount) },
        { label: t("batches.total"), value: <MoneyText money={batch.total} /> },
      ]}
      write={resolve}
      words={{
        name: "evidence",
        label: t("payouts.evidence"),
        hint: t("payouts.evidenceHint"),
      }}
      toRequest={(evidence) => ({
        params: { batchId: batch.id },
        body:
          outcome === "was_created" ? { outcome, evidence, payoutBatchId } : { outcome, evidence },
      })}
    >
      <Radio.Group
        label={t("batches.outcomeLabel")}
        value={outcome}
        onChange={(value) => setOutcome(value as (typeof outcomes)[number])}
      >
        <Stack gap="xs" mt="xs">
          {outcomes.map((value) => (
            <Radio key={value} value={value} label={t(`batches.outcomes.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {outcome === "was_created" ? (
        <TextInput
          label={t("batches.paypalId")}
          required
          value={payoutBatchId}
          error={fieldErrors(resolve.error, { payoutBatchId })["payoutBatchId"]}
          onChange={(event) => setPayoutBatchId(event.currentTarget.value)}
        />
      ) : null}
    </ActionButton>
  );
}
