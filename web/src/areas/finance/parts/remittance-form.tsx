import { Group, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money, RequestOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";

type Body = RequestOf<"POST /v1/authorities/remittances">["body"];

const holdings = ["withheld_tax", "unclaimed_property"] as const;
const directions = ["to_authority", "from_authority"] as const;

const emptyRemittance = {
  holding: "withheld_tax",
  direction: "to_authority",
  jurisdiction: "",
  bankAccountCode: "",
  amount: undefined as Money | undefined,
  reference: "",
};

/** Money handed over to an authority; somebody else books it. */
export function RemittanceForm() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const accounts = useRead("GET /v1/bank-accounts");
  const form = useForm({
    initialValues: emptyRemittance,
    validate: {
      jurisdiction: required,
      bankAccountCode: required,
      amount: required,
      reference: required,
    },
  });
  const propose = useWrite("POST /v1/authorities/remittances", {
    invalidates: ["GET /v1/authorities/remittances"],
    onDone: () => {
      form.reset();
      notice(t("cheques.proposed"));
    },
  });
  const items = accounts.data?.items ?? [];
  const account = items.find(({ code }) => code === form.values.bankAccountCode);
  const input = form.getInputProps;
  return (
    <Panel title={t("tax.authorities.new")}>
      <FormLayout
        form={form}
        write={propose}
        toRequest={(values) => ({
          body: { ...values, jurisdiction: values.jurisdiction.trim().toUpperCase() } as Body,
        })}
        submitLabel={t("payouts.propose")}
      >
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Select
            label={t("tax.authorities.what")}
            data={holdings.map((value) => ({
              value,
              label: t(`tax.authorities.holding.${value}`),
            }))}
            allowDeselect={false}
            {...input("holding")}
          />
          <Select
            label={t("tax.authorities.directionLabel")}
            data={directions.map((value) => ({
              value,
              label: t(`tax.authorities.direction.${value}`),
            }))}
            allowDeselect={false}
            {...input("direction")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t("tax.authorities.place")}
            description={t("cheques.rules.placeHint")}
            required
            {...input("jurisdiction")}
          />
          <Select
            label={t("cheques.account")}
            data={items.map((one) => ({ value: one.code, label: one.name }))}
            required
            {...input("bankAccountCode")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <MoneyInput
            key={account?.currency ?? "USD"}
            label={t("payouts.amount")}
            currency={account?.currency ?? "USD"}
            required
            {...input("amount")}
          />
          <TextInput
            label={t("tax.authorities.reference")}
            description={t("tax.authorities.referenceHint")}
            required
            {...input("reference")}
          />
        </Group>
      </FormLayout>
    </Panel>
  );
}
