import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { MoneyInput } from "../../../../design/money-input";
import { notice } from "../../../../design/notice";
import { useBankAccounts } from "./bank-accounts";

interface Values {
  bankAccountCode: string | null;
  amount: Money | undefined;
  reference: string;
}

export function TopUpForm() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const bank = useBankAccounts();
  const form = useForm<Values>({
    initialValues: { bankAccountCode: null, amount: undefined, reference: "" },
    validate: { bankAccountCode: required, amount: required, reference: required },
  });
  const record = useWrite("POST /v1/treasury/top-ups", {
    invalidates: ["GET /v1/treasury/top-ups", "GET /v1/treasury"],
    onDone: ({ status }) => {
      notice(t(status === "sent" ? "treasury.topUp.sent" : "treasury.topUp.waits"));
      form.reset();
    },
  });
  const currency = bank.currencyOf(form.values.bankAccountCode);
  return (
    <FormLayout
      form={form}
      write={record}
      toRequest={({ bankAccountCode, amount, reference }) => ({
        body: {
          bankAccountCode: bankAccountCode ?? "",
          amount: { amountMinor: amount?.amountMinor ?? "0", currency },
          reference,
        },
      })}
      submitLabel={t("treasury.topUp.record")}
    >
      <Select
        label={t("treasury.topUp.from")}
        data={bank.options}
        required
        {...form.getInputProps("bankAccountCode")}
      />
      <MoneyInput
        key={currency}
        label={t("breaks.amount")}
        currency={currency}
        required
        {...form.getInputProps("amount")}
      />
      <TextInput
        label={t("treasury.topUp.reference")}
        description={t("treasury.topUp.referenceText")}
        maxLength={100}
        required
        {...form.getInputProps("reference")}
      />
    </FormLayout>
  );
}
