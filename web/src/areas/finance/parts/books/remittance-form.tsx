import { MultiSelect, Select, SimpleGrid, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money, RequestOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { MoneyInput } from "../../../../design/money-input";
import { notice } from "../../../../design/notice";
import { useFormat } from "../../../../i18n/format";
import { useBankAccounts } from "./bank-accounts";

type Body = RequestOf<"POST /v1/authorities/remittances">["body"];
export const holdings = ["unclaimed_property", "withheld_tax"] as const;
const directions = ["to_authority", "from_authority"] as const;

interface Values {
  holding: Body["holding"];
  direction: (typeof directions)[number];
  jurisdiction: string;
  bankAccountCode: string | null;
  amount: Money | undefined;
  reference: string;
  chequeIds: string[];
}

function useClaims(isEnabled: boolean) {
  const format = useFormat();
  const claims = usePages("GET /v1/authorities/claims", {}, { isEnabled });
  return claims.items.map(({ id, chequeNumber, payeeName, owed }) => ({
    value: id,
    label: `${chequeNumber} · ${payeeName} · ${format.money(owed)}`,
  }));
}

const toBody = ({ chequeIds, ...values }: Values, currency: string): Body => ({
  ...values,
  bankAccountCode: values.bankAccountCode ?? "",
  amount: { amountMinor: values.amount?.amountMinor ?? "0", currency } as Body["amount"],
  ...(chequeIds.length > 0 ? { chequeIds } : {}),
});

function Fields({ form, currency }: { form: UseFormReturnType<Values>; currency: string }) {
  const { t } = useTranslation("finance");
  const bank = useBankAccounts();
  const isReturn = form.values.direction === "from_authority";
  const claims = useClaims(isReturn);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t("treasury.authority.holding")}
          data={holdings.map((value) => ({
            value,
            label: t(`treasury.authority.holdings.${value}`),
          }))}
          allowDeselect={false}
          {...form.getInputProps("holding")}
        />
        <Select
          label={t("treasury.authority.direction")}
          data={directions.map((value) => ({
            value,
            label: t(`treasury.authority.directions.${value}`),
          }))}
          allowDeselect={false}
          {...form.getInputProps("direction")}
        />
        <TextInput
          label={t("treasury.authority.jurisdiction")}
          description={t("treasury.authority.jurisdictionText")}
          maxLength={6}
          required
          {...form.getInputProps("jurisdiction")}
        />
        <Select
          label={t("treasury.authority.account")}
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
      </SimpleGrid>
      {isReturn ? (
        <MultiSelect
          label={t("treasury.authority.cheques")}
          description={t("treasury.authority.chequesText")}
          data={claims}
          searchable
          {...form.getInputProps("chequeIds")}
        />
      ) : null}
    </>
  );
}

export function RemittanceForm() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const bank = useBankAccounts();
  const form = useForm<Values>({
    initialValues: {
      holding: "unclaimed_property",
      direction: "to_authority",
      jurisdiction: "",
      bankAccountCode: null,
      amount: undefined,
      reference: "",
      chequeIds: [],
    },
    validate: {
      jurisdiction: required,
      bankAccountCode: required,
      amount: required,
      reference: required,
    },
  });
  const currency = bank.currencyOf(form.values.bankAccountCode);
  const propose = useWrite("POST /v1/authorities/remittances", {
    invalidates: ["GET /v1/authorities/remittances"],
    onDone: () => {
      notice(t("treasury.authority.prepared"));
      form.reset();
    },
  });
  return (
    <FormLayout
      form={form}
      write={propose}
      toRequest={(values) => ({ body: toBody(values, currency) })}
      submitLabel={t("treasury.authority.prepare")}
    >
      <Fields form={form} currency={currency} />
    </FormLayout>
  );
}
