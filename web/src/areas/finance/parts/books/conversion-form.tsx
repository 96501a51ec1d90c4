import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money, RequestOf } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { FormLayout, useRequired } from "../../../../design/form";
import { MoneyInput } from "../../../../design/money-input";
import { notice } from "../../../../design/notice";
import { useBankAccounts } from "./bank-accounts";

type Body = RequestOf<"POST /v1/treasury/conversions">["body"];
interface Values {
  account: string | null;
  intoAccount: string | null;
  from: Money | undefined;
  into: Money | undefined;
  reference: string;
  convertedAt: string | null;
}

/** A provider holds every currency, a bank account only its own. */
function useSide(code: string | null, chosen: string) {
  const bank = useBankAccounts();
  const isBank = code !== null && code !== "paypal" && code !== "stripe";
  return isBank ? bank.currencyOf(code) : chosen;
}

interface SideProps {
  account: string;
  amount: string;
  accountProps: object;
  currency: string;
  onCurrency(currency: string): void;
  amountProps: { value?: Money | undefined; onChange(value: Money | undefined): void };
}

function Side({ account, amount, accountProps, currency, onCurrency, amountProps }: SideProps) {
  const { t } = useTranslation("finance");
  const bank = useBankAccounts();
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label={account}
        data={[
          { value: "paypal", label: t("statements.source.paypal") },
          { value: "stripe", label: t("statements.source.stripe") },
          ...bank.options,
        ]}
        required
        {...accountProps}
      />
      <Select
        label={t("breaks.currency")}
        data={bank.currencies}
        value={currency}
        allowDeselect={false}
        onChange={(value) => value && onCurrency(value)}
      />
      <MoneyInput key={currency} label={amount} currency={currency} required {...amountProps} />
    </SimpleGrid>
  );
}

const toBody = (values: Values): Body => ({
  account: values.account ?? "",
  intoAccount: values.intoAccount ?? "",
  from: values.from as Body["from"],
  into: values.into as Body["into"],
  reference: values.reference,
  convertedAt: `${values.convertedAt}T00:00:00Z`,
});

function useConversionForm() {
  const required = useRequired();
  return useForm<Values & { fromCurrency: string; intoCurrency: string }>({
    initialValues: {
      account: null,
      intoAccount: null,
      from: undefined,
      into: undefined,
      fromCurrency: "USD",
      intoCurrency: "EUR",
      reference: "",
      convertedAt: today(),
    },
    validate: {
      account: required,
      intoAccount: required,
      from: required,
      into: required,
      reference: required,
      convertedAt: required,
    },
  });
}

export function ConversionForm() {
  const { t } = useTranslation("finance");
  const form = useConversionForm();
  const propose = useWrite("POST /v1/treasury/conversions", {
    invalidates: ["GET /v1/treasury/conversions"],
    onDone: () => {
      notice(t("treasury.conversion.noted"));
      form.reset();
    },
  });
  const { values } = form;
  const fromCurrency = useSide(values.account, values.fromCurrency);
  const intoCurrency = useSide(values.intoAccount, values.intoCurrency);
  return (
    <FormLayout
      form={form}
      write={propose}
      toRequest={(sent) => ({ body: toBody(sent) })}
      submitLabel={t("treasury.conversion.note")}
    >
      <Side
        account={t("treasury.conversion.account")}
        amount={t("treasury.conversion.from")}
        accountProps={form.getInputProps("account")}
        currency={fromCurrency}
        onCurrency={(currency) => form.setFieldValue("fromCurrency", currency)}
        amountProps={form.getInputProps("from")}
      />
      <Side
        account={t("treasury.conversion.intoAccount")}
        amount={t("treasury.conversion.into")}
        accountProps={form.getInputProps("intoAccount")}
        currency={intoCurrency}
        onCurrency={(currency) => form.setFieldValue("intoCurrency", currency)}
        amountProps={form.getInputProps("into")}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t("treasury.conversion.reference")}
          maxLength={100}
          required
          {...form.getInputProps("reference")}
        />
        <DayInput
          label={t("treasury.conversion.day")}
          required
          {...form.getInputProps("convertedAt")}
        />
      </SimpleGrid>
    </FormLayout>
  );
}
