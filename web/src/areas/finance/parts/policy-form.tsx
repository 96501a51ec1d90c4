import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { FormLayout } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";

type Terms = ItemOf<"GET /v1/release-terms">;
type Body = RequestOf<"POST /v1/release-policies">["body"];
const schedules = ["at_once", "daily", "weekly"] as const;

function valuesOf(terms: Terms) {
  const { policyId: _policy, version: _version, ...rest } = terms;
  return { ...rest, paypalItemMaxUnits: terms.paypalItemMaxUnits ?? "" };
}

function bodyOf(values: ReturnType<typeof valuesOf>): Body {
  const { paypalItemMaxUnits, holdDays, coolOffHours, firstCoolOffHours } = values;
  return {
    ...values,
    holdDays: Number(holdDays),
    coolOffHours: Number(coolOffHours),
    firstCoolOffHours: Number(firstCoolOffHours),
    paypalItemMaxUnits: paypalItemMaxUnits.trim() === "" ? null : paypalItemMaxUnits.trim(),
  };
}

/** New terms for one currency, beginning with those that hold. */
export function PolicyForm({ terms }: { terms: readonly Terms[] }) {
  const { t } = useTranslation("finance");
  const first = terms.find(({ currency }) => currency === "USD") ?? terms[0];
  const form = useForm({ initialValues: valuesOf(first as Terms) });
  const propose = useWrite("POST /v1/release-policies", {
    invalidates: ["GET /v1/release-policies"],
    onDone: () => notice(t("cheques.proposed")),
  });
  const choose = (currency: string | null) => {
    const chosen = terms.find((one) => one.currency === currency);
    if (!chosen) return;
    form.setInitialValues(valuesOf(chosen));
    form.setValues(valuesOf(chosen));
    form.resetDirty(valuesOf(chosen));
  };
  const input = form.getInputProps;
  return (
    <Panel title={t("payouts.policies.new")}>
      <FormLayout
        form={form}
        write={propose}
        toRequest={(values) => ({ body: bodyOf(values) })}
        submitLabel={t("payouts.propose")}
      >
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Select
            label={t("payouts.currency")}
            data={terms.map(({ currency }) => currency)}
            searchable
            allowDeselect={false}
            {...input("currency")}
            onChange={choose}
          />
          <Select
            label={t("payouts.policies.schedule")}
            data={schedules.map((value) => ({
              value,
              label: t(`payouts.policies.schedules.${value}`),
            }))}
            allowDeselect={false}
            {...input("schedule")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput label={t("payouts.policies.auto")} {...input("autoPayoutUnits")} />
          <TextInput label={t("payouts.policies.autoDay")} {...input("autoCreatorDayUnits")} />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput label={t("payouts.policies.minimum")} {...input("minimumUnits")} />
          <TextInput
            label={t("payouts.policies.itemMax")}
            description={t("payouts.policies.itemMaxHint")}
            {...input("paypalItemMaxUnits")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NumberInput label={t("payouts.policies.holdDays")} min={0} {...input("holdDays")} />
          <NumberInput
            label={t("payouts.policies.coolOffHours")}
            min={0}
            {...input("coolOffHours")}
          />
          <NumberInput
            label={t("payouts.policies.firstCoolOffHours")}
            min={0}
            {...input("firstCoolOffHours")}
          />
        </Group>
      </FormLayout>
    </Panel>
  );
}
