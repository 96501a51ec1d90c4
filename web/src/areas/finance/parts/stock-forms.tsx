import { Group, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ReadKey } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";

const reads: readonly ReadKey[] = [
  "GET /v1/bank-accounts",
  "GET /v1/bank-accounts/{bankAccountId}/cheque-books",
  "GET /v1/bank-accounts/{bankAccountId}/cheque-numbers",
];

/** Paper that came. */
export function AddBook({ bankAccountId }: { bankAccountId: string }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm({
    initialValues: { firstNumber: "", lastNumber: "", box: "" },
    validate: { firstNumber: required, lastNumber: required },
  });
  const add = useWrite("POST /v1/bank-accounts/{bankAccountId}/cheque-books", {
    invalidates: reads,
    onDone: () => {
      form.reset();
      notice(t("cheques.stock.added"));
    },
  });
  return (
    <Panel title={t("cheques.stock.add")}>
      <FormLayout
        form={form}
        write={add}
        toRequest={({ firstNumber, lastNumber, box }) => ({
          params: { bankAccountId },
          body: { firstNumber, lastNumber, ...(box.trim() ? { box } : {}) },
        })}
        submitLabel={t("cheques.stock.addDo")}
      >
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t("cheques.stock.first")}
            inputMode="numeric"
            required
            {...form.getInputProps("firstNumber")}
          />
          <TextInput
            label={t("cheques.stock.last")}
            inputMode="numeric"
            required
            {...form.getInputProps("lastNumber")}
          />
        </Group>
        <TextInput label={t("cheques.stock.box")} {...form.getInputProps("box")} />
      </FormLayout>
    </Panel>
  );
}

/** Paper that is torn or lost. */
export function SkipNumbers({ bankAccountId }: { bankAccountId: string }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm({
    initialValues: { firstNumber: "", lastNumber: "", reason: "" },
    validate: { firstNumber: required, lastNumber: required, reason: required },
  });
  const skip = useWrite("POST /v1/bank-accounts/{bankAccountId}/skipped-cheque-numbers", {
    invalidates: reads,
    onDone: () => {
      form.reset();
      notice(t("cheques.stock.skipped"));
    },
  });
  return (
    <Panel title={t("cheques.stock.skip")}>
      <FormLayout
        form={form}
        write={skip}
        toRequest={(values) => ({ params: { bankAccountId }, body: values })}
        submitLabel={t("cheques.stock.skipDo")}
      >
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t("cheques.stock.first")}
            inputMode="numeric"
            required
            {...form.getInputProps("firstNumber")}
          />
          <TextInput
            label={t("cheques.stock.last")}
            inputMode="numeric"
            required
            {...form.getInputProps("lastNumber")}
          />
        </Group>
        <Textarea
          label={t("payouts.reason")}
          required
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      </FormLayout>
    </Panel>
  );
}
