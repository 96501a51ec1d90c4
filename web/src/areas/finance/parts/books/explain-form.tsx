/** What a line is when no posting of ours explains it; it is booked by that. */
import { Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { usePages, useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { notice } from "../../../../design/notice";
import { useFormat } from "../../../../i18n/format";
import { afterDecision } from "./decide-line";
import type { Line } from "./statement-words";

export const explanationKinds = [
  "bank_fee",
  "provider_fee",
  "interest",
  "transfer",
  "suspense",
  "write_off",
] as const;
type Kind = (typeof explanationKinds)[number];

interface Values {
  kind: Kind | null;
  reason: string;
  clears: string | null;
}

function useSuspenseOptions(line: Line, isEnabled: boolean) {
  const format = useFormat();
  const items = usePages(
    "GET /v1/suspense-items",
    { query: { account: `assets:suspense:${line.source}`, currency: line.amount.currency } },
    { isEnabled },
  );
  return items.items.map(({ reference, open }) => ({
    value: reference,
    label: `${reference} (${format.money(open)})`,
  }));
}

export function ExplainForm({ line, onDone }: { line: Line; onDone(): void }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: { kind: null, reason: "", clears: null },
    validate: { kind: required, reason: required },
  });
  const isSuspense = form.values.kind === "suspense";
  const options = useSuspenseOptions(line, isSuspense);
  const explain = useWrite("POST /v1/reconciliation/lines/{lineId}/explanation", {
    invalidates: afterDecision,
    onDone: ({ needsSecondPerson }) => {
      notice(t(needsSecondPerson ? "matching.explain.waits" : "matching.explain.done"));
      onDone();
    },
  });
  return (
    <FormLayout
      form={form}
      write={explain}
      toRequest={({ kind, reason, clears }) => ({
        params: { lineId: line.id },
        body: {
          kind: kind ?? "suspense",
          reason,
          ...(kind === "suspense" && clears ? { clears } : {}),
        },
      })}
      submitLabel={t("matching.explain.submit")}
    >
      <Select
        label={t("matching.explain.kind")}
        data={explanationKinds.map((value) => ({ value, label: t(`matching.explained.${value}`) }))}
        required
        {...form.getInputProps("kind")}
      />
      {isSuspense ? (
        <Select
          label={t("matching.explain.clears")}
          description={t("matching.explain.clearsText")}
          data={options}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("matching.explain.clearsNone") }}
          {...form.getInputProps("clears")}
        />
      ) : null}
      <Textarea
        label={t("matching.explain.reason")}
        autosize
        minRows={2}
        maxLength={500}
        required
        {...form.getInputProps("reason")}
      />
    </FormLayout>
  );
}
