import { Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MoneyInput } from "../../../../design/money-input";
import type { StepProps } from "./steps";

const visibilities = ["public", "invited"] as const;
const compensations = ["money", "product", "both"] as const;

/** What it is about, and what a creator gets for it. */
export function ProductStep({ form }: StepProps) {
  const { t } = useTranslation("brand");
  const { compensation, currency } = form.values;
  return (
    <Stack>
      <TextInput
        label={t("wizard.title")}
        description={t("wizard.titleText")}
        maxLength={160}
        required
        {...form.getInputProps("title")}
      />
      <Textarea
        label={t("wizard.goal")}
        description={t("wizard.goalText")}
        autosize
        minRows={3}
        maxLength={4000}
        required
        {...form.getInputProps("brief.goal")}
      />
      <TextInput
        label={t("wizard.product")}
        maxLength={160}
        required
        {...form.getInputProps("brief.product.name")}
      />
      <Textarea
        label={t("wizard.productText")}
        autosize
        minRows={2}
        maxLength={4000}
        required
        {...form.getInputProps("brief.product.description")}
      />
      <Radio.Group label={t("wizard.compensation")} {...form.getInputProps("compensation")}>
        <Stack gap="xs" mt="xs">
          {compensations.map((value) => (
            <Radio key={value} value={value} label={t(`compensation.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {compensation === "money" ? null : (
        <MoneyInput
          key={currency}
          label={t("wizard.declaredValue")}
          description={t("wizard.declaredValueText")}
          currency={currency}
          {...form.getInputProps("brief.product.declaredValue")}
        />
      )}
      <Radio.Group label={t("wizard.visibility")} {...form.getInputProps("visibility")}>
        <Stack gap="xs" mt="xs">
          {visibilities.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`visibility.${value}`)}
              description={t(`visibilityText.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
