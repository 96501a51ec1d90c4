import {
  Checkbox,
  Group,
  Input,
  NumberInput,
  Pill,
  PillGroup,
  Select,
  SimpleGrid,
  Slider,
  Stack,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../../../../api/contract";
import { MoneyInput } from "../../../../design/money-input";
import { useFormat } from "../../../../i18n/format";
import type { Campaign } from "../campaign-frame";
import { LimitLines } from "./limit-lines";
import { creatorsMost, objectives, type Person, type PortfolioValues } from "./values";

type Form = UseFormReturnType<PortfolioValues>;

const percentMost = 300n;

/** A whole percent of an amount, rounded down. */
const share = ({ amountMinor, currency }: Money, percent: number): Money => ({
  amountMinor: ((BigInt(amountMinor) * BigInt(percent)) / 100n).toString(),
  currency,
});

function percentOf(part: Money | undefined, whole: Money): number {
  const all = BigInt(whole.amountMinor);
  if (!part || all === 0n) return 100;
  const percent = (BigInt(part.amountMinor) * 100n) / all;
  // A place of the handle; the amount itself stands in the field.
  return Number.parseInt((percent > percentMost ? percentMost : percent).toString(), 10);
}

function Budget({ form, campaign }: { form: Form; campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { budget } = form.values;
  const whole = campaign.budget;
  const percentText = (percent: number) => format.percent(percent / 100);
  return (
    <div>
      <MoneyInput
        label={t("portfolio.budget")}
        currency={campaign.currency}
        required
        value={budget}
        onChange={(money) => form.setFieldValue("budget", money)}
        error={form.errors["budgetMinor"] ?? form.errors["budget"]}
      />
      {whole && whole.amountMinor !== "0" ? (
        <Slider
          mt="sm"
          mb="xl"
          thumbSize={24}
          min={5}
          max={Number(percentMost)}
          step={5}
          label={percentText}
          thumbLabel={t("portfolio.budgetShare")}
          value={percentOf(budget, whole)}
          onChange={(percent) => form.setFieldValue("budget", share(whole, percent))}
          marks={[100, 200, 300].map((value) => ({ value, label: percentText(value) }))}
        />
      ) : null}
    </div>
  );
}

function Objective({ form }: { form: Form }) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { objective, engagementsPercent } = form.values;
  const percentText = (percent: number) => format.percent(percent / 100);
  return (
    <div>
      <Select
        label={t("portfolio.objective")}
        data={objectives.map((value) => ({ value, label: t(`portfolio.objectiveOf.${value}`) }))}
        allowDeselect={false}
        value={objective}
        onChange={(chosen) =>
          form.setFieldValue("objective", objectives.find((one) => one === chosen) ?? objective)
        }
      />
      {objective === "mix" ? (
        <Slider
          mt="sm"
          mb="xl"
          thumbSize={24}
          min={0}
          max={100}
          step={5}
          label={percentText}
          thumbLabel={t("portfolio.mixShare")}
          value={engagementsPercent}
          onChange={(percent) => form.setFieldValue("engagementsPercent", percent)}
          marks={[
            { value: 0, label: t("portfolio.objectiveOf.reach") },
            { value: 100, label: t("portfolio.objectiveOf.engagements") },
          ]}
        />
      ) : null}
    </div>
  );
}

function HowMany({ form }: { form: Form }) {
  const { t } = useTranslation("brand");
  const [min, max] = form.values.creators;
  const change = (creators: [number, number]) => form.setFieldValue("creators", creators);
  const count = (value: number | string) => (typeof value === "number" ? value : 1);
  return (
    <Group grow align="flex-start">
      <NumberInput
        label={t("portfolio.creatorsMin")}
        min={1}
        max={creatorsMost}
        allowDecimal={false}
        value={min}
        onChange={(value) => change([count(value), max])}
        error={form.errors["creatorsMin"]}
      />
      <NumberInput
        label={t("portfolio.creatorsMax")}
        min={1}
        max={creatorsMost}
        allowDecimal={false}
        value={max}
        onChange={(value) => change([min, count(value)])}
        error={form.errors["creatorsMax"]}
      />
    </Group>
  );
}

interface PeopleProps {
  form: Form;
  list: "mustHave" | "never";
}

function People({ form, list }: PeopleProps) {
  const { t } = useTranslation("brand");
  const id = useId();
  const people = form.values[list];
  if (people.length === 0) return null;
  const without = ({ id: gone }: Person) =>
    form.setFieldValue(
      list,
      people.filter((person) => person.id !== gone),
    );
  const errors = people.flatMap((_, at) => form.errors[`${list}.${at}`] ?? []);
  return (
    <Input.Wrapper
      label={t(`portfolio.${list}`)}
      labelElement="div"
      labelProps={{ id }}
      error={errors[0]}
    >
      <PillGroup role="group" aria-labelledby={id}>
        {people.map((person) => (
          <Pill
            key={person.id}
            withRemoveButton
            onRemove={() => without(person)}
            removeButtonProps={{
              "aria-label": t("portfolio.forget", { name: person.name }),
              tabIndex: 0,
              "aria-hidden": false,
            }}
          >
            {person.name}
          </Pill>
        ))}
      </PillGroup>
    </Input.Wrapper>
  );
}

export function WishFields({ form, campaign }: { form: Form; campaign: Campaign }) {
  const { t } = useTranslation("brand");
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Objective form={form} />
        <Budget form={form} campaign={campaign} />
        <HowMany form={form} />
        <MoneyInput
          label={t("portfolio.priceMax")}
          currency={campaign.currency}
          value={form.values.priceMax}
          onChange={(money) => form.setFieldValue("priceMax", money)}
          error={form.errors["priceMaxMinor"]}
        />
      </SimpleGrid>
      <Checkbox
        label={t("portfolio.partWelcome")}
        {...form.getInputProps("isPartWelcome", { type: "checkbox" })}
      />
      <Checkbox
        label={t("portfolio.briefKept")}
        {...form.getInputProps("isBriefKept", { type: "checkbox" })}
      />
      <LimitLines form={form} />
      <People form={form} list="mustHave" />
      <People form={form} list="never" />
    </Stack>
  );
}
