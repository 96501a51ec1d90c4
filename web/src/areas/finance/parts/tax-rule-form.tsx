import { Group, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Money, RequestOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { countryCodes } from "../../../design/countries";
import { FormLayout, useRequired } from "../../../design/form";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";
import { parseDecimal, toMinor, useFormat } from "../../../i18n/format";
import { currencyOptions } from "./currencies";

type Body = NonNullable<RequestOf<"POST /v1/tax-rules">["body"]>;

/** "2,5" → 250 basis points, without a step through binary fractions; undefined for no rate. */
function useBasisPoints(): (percent: string) => number | undefined {
  const { language } = useFormat();
  return (percent) => {
    const decimal = parseDecimal(percent, language);
    // A currency with two decimals has the digits that a rate has.
    const points = decimal === undefined ? undefined : toMinor(decimal, "USD");
    return points === undefined ? undefined : Number(points);
  };
}

const emptyRule = {
  jurisdiction: "",
  creatorCountry: "",
  fromOn: "",
  toOn: "",
  currency: "USD",
  formKinds: "",
  formAboveMinor: undefined as Money | undefined,
  withholdAboveMinor: undefined as Money | undefined,
  basisPoints: "",
  noFormBasisPoints: "",
  source: "",
};

type Values = typeof emptyRule;

function bodyOf(values: Values, pointsOf: (percent: string) => number | undefined): Body {
  const { toOn, formKinds, formAboveMinor, withholdAboveMinor, noFormBasisPoints } = values;
  const noForm = pointsOf(noFormBasisPoints);
  return {
    jurisdiction: values.jurisdiction,
    creatorCountry: values.creatorCountry,
    fromOn: values.fromOn,
    currency: values.currency as Body["currency"],
    source: values.source,
    basisPoints: pointsOf(values.basisPoints) ?? 0,
    formKinds: formKinds.split(/[\s,;]+/).filter(Boolean),
    withholdAboveMinor: withholdAboveMinor?.amountMinor ?? "0",
    ...(toOn ? { toOn } : {}),
    ...(formAboveMinor ? { formAboveMinor: formAboveMinor.amountMinor } : {}),
    ...(noForm === undefined ? {} : { noFormBasisPoints: noForm }),
  };
}

function useRuleForm() {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const pointsOf = useBasisPoints();
  const isRate = (text: string) => (pointsOf(text) === undefined ? t("tax.rules.noRate") : null);
  const form = useForm({
    initialValues: emptyRule,
    validate: {
      jurisdiction: required,
      creatorCountry: required,
      fromOn: required,
      source: required,
      basisPoints: isRate,
      noFormBasisPoints: (text) => (text === "" ? null : isRate(text)),
    },
  });
  return { form, pointsOf };
}

/** A proposal of what an authority asks of us, from a day on. */
export function TaxRuleForm() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const { form, pointsOf } = useRuleForm();
  const propose = useWrite("POST /v1/tax-rules", {
    invalidates: ["GET /v1/tax-rules"],
    onDone: () => {
      form.reset();
      notice(t("cheques.proposed"));
    },
  });
  const countries = countryCodes.map((value) => ({ value, label: format.country(value) }));
  const { currency } = form.values;
  const input = form.getInputProps;
  return (
    <Panel title={t("tax.rules.new")}>
      <FormLayout
        form={form}
        write={propose}
        toRequest={(values) => ({ body: bodyOf(values, pointsOf) })}
        submitLabel={t("payouts.propose")}
      >
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Select
            label={t("tax.rules.authority")}
            data={countries}
            searchable
            required
            {...input("jurisdiction")}
          />
          <Select
            label={t("tax.rules.creatorsOf")}
            data={[{ value: "*", label: t("tax.rules.everywhere") }, ...countries]}
            searchable
            required
            {...input("creatorCountry")}
          />
          <Select
            label={t("payouts.currency")}
            data={currencyOptions}
            searchable
            allowDeselect={false}
            {...input("currency")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput type="date" label={t("tax.rules.from")} required {...input("fromOn")} />
          <TextInput type="date" label={t("tax.rules.until")} {...input("toOn")} />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t("tax.rules.ratePercent")}
            inputMode="decimal"
            required
            {...input("basisPoints")}
          />
          <TextInput
            label={t("tax.rules.noFormPercent")}
            description={t("tax.rules.noFormHint")}
            inputMode="decimal"
            {...input("noFormBasisPoints")}
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <MoneyInput
            key={`withhold ${currency}`}
            label={t("tax.rules.withholdAbove")}
            currency={currency}
            {...input("withholdAboveMinor")}
          />
          <MoneyInput
            key={`form ${currency}`}
            label={t("tax.rules.formAbove")}
            currency={currency}
            {...input("formAboveMinor")}
          />
        </Group>
        <TextInput
          label={t("tax.rules.forms")}
          description={t("tax.rules.formsHint")}
          {...input("formKinds")}
        />
        <TextInput
          label={t("tax.rules.source")}
          description={t("tax.rules.sourceHint")}
          required
          {...input("source")}
        />
      </FormLayout>
    </Panel>
  );
}
