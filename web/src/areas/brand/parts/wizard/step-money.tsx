import { Radio, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { MoneyInput } from "../../../../design/money-input";
import { currencies } from "../words";
import type { StepProps } from "./steps";

const pricings = ["fixed", "bids"] as const;

function Prices({ form }: StepProps) {
  const { t } = useTranslation("brand");
  const { currency, pricing } = form.values;
  return (
    <>
      <Radio.Group label={t("wizard.pricing")} {...form.getInputProps("pricing")}>
        <Stack gap="xs" mt="xs">
          {pricings.map((value) => (
            <Radio key={value} value={value} label={t(`pricing.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {pricing === "fixed" ? (
        <MoneyInput
          key={`fee ${currency}`}
          label={t("wizard.fee")}
          description={t("wizard.feeText")}
          currency={currency}
          required
          {...form.getInputProps("fee")}
        />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MoneyInput
            key={`min ${currency}`}
            label={t("wizard.bidMin")}
            currency={currency}
            {...form.getInputProps("bidRange.min")}
          />
          <MoneyInput
            key={`max ${currency}`}
            label={t("wizard.bidMax")}
            currency={currency}
            {...form.getInputProps("bidRange.max")}
          />
        </SimpleGrid>
      )}
      <MoneyInput
        key={`budget ${currency}`}
        label={t("wizard.budget")}
        description={t("wizard.budgetText")}
        currency={currency}
        required
        {...form.getInputProps("budget")}
      />
    </>
  );
}

/** What it may cost, and until when. */
export function MoneyStep({ form }: StepProps) {
  const { t } = useTranslation("brand");
  const { currency, compensation, applyBy } = form.values;
  const changeCurrency = (code: string | null) =>
    form.setValues({
      currency: code ?? currency,
      fee: undefined,
      budget: undefined,
      bidRange: { min: undefined, max: undefined },
    });
  return (
    <Stack>
      <Select
        label={t("payIn.currency")}
        data={[...currencies]}
        searchable
        allowDeselect={false}
        value={currency}
        onChange={changeCurrency}
      />
      {compensation === "product" ? (
        <Text c="dimmed">{t("wizard.noMoney")}</Text>
      ) : (
        <Prices form={form} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <DayInput
          label={t("wizard.applyBy")}
          min={today()}
          required
          {...form.getInputProps("applyBy")}
        />
        <DayInput
          label={t("wizard.postBy")}
          min={applyBy ?? today()}
          required
          {...form.getInputProps("postBy")}
        />
      </SimpleGrid>
    </Stack>
  );
}
