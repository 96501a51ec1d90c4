import { MultiSelect, NumberInput, SimpleGrid, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCountries, useLanguages, useNiches } from "../words";
import type { RequirementValues } from "./values";

const followersMax = 1_000_000_000;

interface RequirementFieldsProps<V extends { requirements: RequirementValues }> {
  form: UseFormReturnType<V>;
}

/** Whom a campaign is for; nothing chosen means everybody. */
export function RequirementFields<V extends { requirements: RequirementValues }>({
  form,
}: RequirementFieldsProps<V>) {
  const { t } = useTranslation("brand");
  const { options: niches } = useNiches();
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("wizard.whoFitsText")}
      </Text>
      <MultiSelect
        label={t("wizard.niches")}
        data={niches}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("wizard.clear") }}
        {...form.getInputProps("requirements.niches")}
      />
      <MultiSelect
        label={t("wizard.countries")}
        data={useCountries()}
        searchable
        limit={50}
        {...form.getInputProps("requirements.countries")}
      />
      <MultiSelect
        label={t("wizard.languages")}
        data={useLanguages()}
        searchable
        {...form.getInputProps("requirements.languages")}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput
          label={t("wizard.followersMin")}
          min={0}
          max={followersMax}
          allowDecimal={false}
          {...form.getInputProps("requirements.followersMin")}
        />
        <NumberInput
          label={t("wizard.followersMax")}
          min={0}
          max={followersMax}
          allowDecimal={false}
          {...form.getInputProps("requirements.followersMax")}
        />
        <NumberInput
          label={t("wizard.engagementMin")}
          min={0}
          max={100}
          decimalScale={2}
          suffix=" %"
          {...form.getInputProps("requirements.engagementMin")}
        />
      </SimpleGrid>
    </>
  );
}
