/** PayPal and Stripe are asked for the days themselves. */
import { Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/hooks";
import { useGo } from "../../../../app/links";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { FormLayout, useRequired } from "../../../../design/form";

interface Values {
  source: "paypal" | "stripe";
  from: string | null;
  to: string | null;
}

export function ProviderImport() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: { source: "paypal", from: today(), to: today() },
    validate: { from: required, to: required },
  });
  const read = useWrite("POST /v1/reconciliation/imports", {
    invalidates: [
      "GET /v1/reconciliation/imports",
      "GET /v1/reconciliation/lines",
      "GET /v1/reconciliation",
    ],
    onDone: ({ id }) => go(`/finance/statements/${id}`),
  });
  return (
    <FormLayout
      form={form}
      write={read}
      toRequest={({ source, from, to }) => ({ body: { source, from: from ?? "", to: to ?? "" } })}
      submitLabel={t("statements.new.read")}
      isGuarded={false}
    >
      <Radio.Group label={t("statements.new.provider")} {...form.getInputProps("source")}>
        <Stack gap="xs" mt="xs">
          <Radio value="paypal" label={t("statements.source.paypal")} />
          <Radio value="stripe" label={t("statements.source.stripe")} />
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed">
        {t("statements.new.daysMax")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <DayInput label={t("statements.new.firstDay")} required {...form.getInputProps("from")} />
        <DayInput label={t("statements.new.lastDay")} required {...form.getInputProps("to")} />
      </SimpleGrid>
    </FormLayout>
  );
}
