import { Radio, Select, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ItemOf, Money } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { PageHeader } from "../../../design/page-header";
import { Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { asCurrency, currencies } from "../parts/words";

type Method = ItemOf<"GET /v1/deposits">["method"];

const methods = ["stripe", "paypal", "bank_transfer"] as const satisfies readonly Method[];

interface Values {
  method: Method;
  currency: string;
  amount: Money | undefined;
}

/** What a campaign lacks may stand in the address, so that nobody types it again. */
function useFirstValues(): Values {
  const [search] = useSearchParams();
  const asked = search.get("currency");
  const currency = currencies.find((code) => code === asked) ?? "USD";
  const amountMinor = search.get("amount");
  const isAmount = amountMinor !== null && /^[1-9]\d{0,14}$/.test(amountMinor);
  return { method: "stripe", currency, amount: isAmount ? { amountMinor, currency } : undefined };
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const go = useGo();
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: useFirstValues(),
    validate: { amount: required },
  });
  const write = useWrite("POST /v1/brands/{brandId}/deposits", {
    invalidates: ["GET /v1/deposits", "GET /v1/brands/{brandId}/balance"],
    onDone: ({ id, checkoutUrl }) => {
      form.resetDirty();
      if (checkoutUrl) window.location.assign(checkoutUrl);
      else go(`/brand/deposits/${id}`);
    },
  });
  const { method, currency } = form.values;
  return (
    <>
      <PageHeader
        title={t("payIn.title")}
        text={t("payIn.text")}
        crumbs={[{ label: t("nav.money"), to: "/brand/money" }]}
      />
      <Panel>
        <FormLayout
          form={form}
          write={write}
          toRequest={({ method: by, amount, currency: code }) => ({
            params: { brandId },
            body: {
              method: by,
              amount: { amountMinor: amount?.amountMinor ?? "0", currency: asCurrency(code) },
            },
          })}
          submitLabel={t(method === "bank_transfer" ? "payIn.submitBank" : "payIn.submit")}
        >
          <Radio.Group label={t("payIn.method")} {...form.getInputProps("method")}>
            <Stack gap="xs" mt="xs">
              {methods.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`method.${value}`)}
                  description={t(`payIn.about.${value}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Select
            label={t("payIn.currency")}
            data={[...currencies]}
            searchable
            allowDeselect={false}
            value={currency}
            onChange={(code) =>
              form.setValues({ currency: code ?? currency, amount: undefined })
            }
          />
          <MoneyInput
            key={currency}
            label={t("payIn.amount")}
            currency={currency}
            required
            {...form.getInputProps("amount")}
          />
        </FormLayout>
      </Panel>
    </>
  );
}
