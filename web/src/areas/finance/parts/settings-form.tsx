import { Checkbox, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf, Money, RequestOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { FormLayout } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";
import { languageNames, languages } from "../../../i18n/languages";

export type Terms = AnswerOf<"GET /v1/bank-accounts/{bankAccountId}/cheque-terms">;
type Account = ItemOf<"GET /v1/bank-accounts">;

interface Values {
  staleDays: number | string;
  reminderDays: string;
  mustPrint: boolean;
  layout: string;
  wordsLocale: string;
  fillCharacter: string;
  payeeWindow: { leftMm: number | string; topMm: number | string; widthMm: number | string };
  bankAccountNumber: string;
  routingNumber: string;
  positivePayTemplate: string | null;
  stockMinimum: number | string;
  chequeMaxMinor: Money | undefined;
  dayMaxMinor: Money | undefined;
}

type Body = RequestOf<"POST /v1/bank-accounts/{bankAccountId}/cheque-settings">["body"];

function valuesOf(terms: Terms, currency: string): Values {
  const moneyOf = (amountMinor: string | null) =>
    amountMinor === null ? undefined : { amountMinor, currency };
  return {
    ...terms,
    reminderDays: terms.reminderDays.join(", "),
    bankAccountNumber: terms.bankAccountNumber ?? "",
    routingNumber: terms.routingNumber ?? "",
    chequeMaxMinor: moneyOf(terms.chequeMaxMinor),
    dayMaxMinor: moneyOf(terms.dayMaxMinor),
  };
}

const textOrNull = (text: string) => (text.trim() === "" ? null : text.trim());

function bodyOf(values: Values, people: Terms["people"]): Body {
  const { leftMm, topMm, widthMm } = values.payeeWindow;
  return {
    ...values,
    staleDays: Number(values.staleDays),
    stockMinimum: Number(values.stockMinimum),
    reminderDays: values.reminderDays.split(/[\s,;]+/).filter(Boolean).map(Number),
    payeeWindow: { leftMm: Number(leftMm), topMm: Number(topMm), widthMm: Number(widthMm) },
    bankAccountNumber: textOrNull(values.bankAccountNumber),
    routingNumber: textOrNull(values.routingNumber),
    chequeMaxMinor: values.chequeMaxMinor?.amountMinor ?? null,
    dayMaxMinor: values.dayMaxMinor?.amountMinor ?? null,
    people,
  } as Body;
}

type Form = UseFormReturnType<Values>;

function LimitFields({ form, currency }: { form: Form; currency: string }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <NumberInput
          label={t("cheques.settings.staleDays")}
          description={t("cheques.settings.staleDaysHint")}
          min={1}
          {...form.getInputProps("staleDays")}
        />
        <TextInput
          label={t("cheques.settings.reminderDays")}
          description={t("cheques.settings.reminderDaysHint")}
          {...form.getInputProps("reminderDays")}
        />
        <NumberInput
          label={t("cheques.settings.stockMinimum")}
          description={t("cheques.settings.stockMinimumHint")}
          min={0}
          {...form.getInputProps("stockMinimum")}
        />
      </Group>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <MoneyInput
          label={t("cheques.settings.chequeMax")}
          description={t("cheques.settings.noLimit")}
          currency={currency}
          {...form.getInputProps("chequeMaxMinor")}
        />
        <MoneyInput
          label={t("cheques.settings.dayMax")}
          description={t("cheques.settings.noLimit")}
          currency={currency}
          {...form.getInputProps("dayMaxMinor")}
        />
      </Group>
    </>
  );
}

function PrintFields({ form }: { form: Form }) {
  const { t } = useTranslation("finance");
  const optionsOf = <V extends string>(values: readonly V[], labelOf: (value: V) => string) =>
    values.map((value) => ({ value, label: labelOf(value) }));
  return (
    <>
      <Checkbox
        label={t("cheques.settings.mustPrint")}
        {...form.getInputProps("mustPrint", { type: "checkbox" })}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          label={t("cheques.settings.layout")}
          data={optionsOf(["top", "middle", "bottom"] as const, (value) =>
            t(`cheques.settings.layouts.${value}`),
          )}
          allowDeselect={false}
          {...form.getInputProps("layout")}
        />
        <Select
          label={t("cheques.settings.words")}
          data={optionsOf(languages, (value) => languageNames[value])}
          allowDeselect={false}
          {...form.getInputProps("wordsLocale")}
        />
        <Select
          label={t("cheques.settings.fill")}
          data={["*", "-", "="]}
          allowDeselect={false}
          {...form.getInputProps("fillCharacter")}
        />
      </Group>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <NumberInput
          label={t("cheques.settings.windowLeft")}
          min={0}
          {...form.getInputProps("payeeWindow.leftMm")}
        />
        <NumberInput
          label={t("cheques.settings.windowTop")}
          min={0}
          {...form.getInputProps("payeeWindow.topMm")}
        />
        <NumberInput
          label={t("cheques.settings.windowWidth")}
          min={20}
          {...form.getInputProps("payeeWindow.widthMm")}
        />
      </Group>
    </>
  );
}

function BankFields({ form }: { form: Form }) {
  const { t } = useTranslation("finance");
  const templates = useRead("GET /v1/positive-pay/templates");
  return (
    <Group grow align="flex-start" preventGrowOverflow={false}>
      <TextInput
        label={t("cheques.settings.accountNumber")}
        inputMode="numeric"
        {...form.getInputProps("bankAccountNumber")}
      />
      <TextInput
        label={t("cheques.settings.routing")}
        description={t("cheques.settings.routingHint")}
        inputMode="numeric"
        {...form.getInputProps("routingNumber")}
      />
      <Select
        label={t("cheques.settings.template")}
        description={t("cheques.settings.templateHint")}
        data={(templates.data?.items ?? []).map(({ template }) => ({
          value: template.code,
          label: template.name,
        }))}
        clearable
        clearButtonProps={{ "aria-label": t("cheques.settings.noTemplate") }}
        {...form.getInputProps("positivePayTemplate")}
      />
    </Group>
  );
}

/** A proposal of how an account writes cheques; it holds once somebody else agrees to exactly this. */
export function SettingsForm({ account, terms }: { account: Account; terms: Terms }) {
  const { t } = useTranslation("finance");
  const form = useForm<Values>({ initialValues: valuesOf(terms, account.currency) });
  const propose = useWrite("POST /v1/bank-accounts/{bankAccountId}/cheque-settings", {
    invalidates: ["GET /v1/bank-accounts/{bankAccountId}/cheque-settings"],
    onDone: () => notice(t("cheques.proposed")),
  });
  return (
    <Panel title={t("cheques.settings.new")}>
      <FormLayout
        form={form}
        write={propose}
        toRequest={(values) => ({
          params: { bankAccountId: account.id },
          body: bodyOf(values, terms.people),
        })}
        submitLabel={t("payouts.propose")}
      >
        <LimitFields form={form} currency={account.currency} />
        <PrintFields form={form} />
        <BankFields form={form} />
      </FormLayout>
    </Panel>
  );
}
