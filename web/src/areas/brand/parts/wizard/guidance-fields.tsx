import {
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCountries } from "../words";
import { ExampleFields } from "./example-fields";
import { LinesInput, MarkedTags } from "./fields";
import type { BriefValues } from "./values";

const markets = ["ID", "TH", "US", "GB", "EU"] as const;
const usages = ["repost", "paid_ads", "website", "email", "print", "broadcast"] as const;
const labels = ["#ad", "#sponsored", "#iklan", "#kerjasama", "#โฆษณา"];
const usualDays = 90;

/** The brief alone is what some forms change, and a part of what others do. */
interface GuidanceProps<V extends { brief: BriefValues }> {
  form: UseFormReturnType<V>;
}

function Rights<V extends { brief: BriefValues }>({ form }: GuidanceProps<V>) {
  const { t } = useTranslation("brand");
  const countries = useCountries();
  const { usageRights, exclusivity } = form.values.brief;
  const set = form.setFieldValue as (path: string, value: unknown) => void;
  return (
    <>
      <Switch
        label={t("wizard.usageRights")}
        checked={usageRights !== null}
        onChange={(event) =>
          set(
            "brief.usageRights",
            event.currentTarget.checked
              ? { kinds: ["repost"], territories: [], periodDays: usualDays }
              : null,
          )
        }
      />
      {usageRights ? (
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <MultiSelect
            label={t("wizard.usageKinds")}
            data={usages.map((value) => ({ value, label: t(`usage.${value}`) }))}
            {...form.getInputProps("brief.usageRights.kinds")}
          />
          <MultiSelect
            label={t("wizard.territories")}
            description={t("wizard.territoriesText")}
            data={countries}
            searchable
            limit={50}
            {...form.getInputProps("brief.usageRights.territories")}
          />
          <NumberInput
            label={t("wizard.periodDays")}
            min={1}
            max={3_650}
            allowDecimal={false}
            {...form.getInputProps("brief.usageRights.periodDays")}
          />
        </SimpleGrid>
      ) : null}
      <Switch
        label={t("wizard.exclusivity")}
        checked={exclusivity !== null}
        onChange={(event) =>
          set("brief.exclusivity", event.currentTarget.checked ? { category: "", days: 30 } : null)
        }
      />
      {exclusivity ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t("wizard.category")}
            maxLength={160}
            {...form.getInputProps("brief.exclusivity.category")}
          />
          <NumberInput
            label={t("wizard.exclusiveDays")}
            min={1}
            max={730}
            allowDecimal={false}
            {...form.getInputProps("brief.exclusivity.days")}
          />
        </SimpleGrid>
      ) : null}
    </>
  );
}

/** What the content has to say and must not say, its advertising label, and what the brand may do with it. */
export function GuidanceFields<V extends { brief: BriefValues }>({ form }: GuidanceProps<V>) {
  const { t } = useTranslation("brand");
  return (
    <Stack>
      <LinesInput label={t("wizard.keyMessages")} {...form.getInputProps("brief.keyMessages")} />
      <LinesInput label={t("wizard.doList")} {...form.getInputProps("brief.doList")} />
      <LinesInput label={t("wizard.dontList")} {...form.getInputProps("brief.dontList")} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MarkedTags
          mark="#"
          label={t("wizard.hashtags")}
          {...form.getInputProps("brief.hashtags")}
        />
        <MarkedTags
          mark="@"
          label={t("wizard.mentions")}
          {...form.getInputProps("brief.mentions")}
        />
        <Select
          label={t("wizard.market")}
          description={t("wizard.marketText")}
          data={markets.map((value) => ({ value, label: t(`market.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("brief.disclosureMarket")}
        />
        <TagsInput
          size="md"
          label={t("wizard.labels")}
          description={t("wizard.labelsText")}
          data={labels}
          required
          {...form.getInputProps("brief.disclosureTags")}
        />
      </SimpleGrid>
      <Rights form={form} />
      <ExampleFields
        ids={form.values.brief.exampleMediaIds}
        onChange={(ids) =>
          (form.setFieldValue as (path: string, value: unknown) => void)(
            "brief.exampleMediaIds",
            ids,
          )
        }
      />
      <NumberInput
        label={t("wizard.rounds")}
        description={t("wizard.roundsText")}
        min={0}
        max={10}
        allowDecimal={false}
        {...form.getInputProps("brief.changeRoundsMax")}
      />
    </Stack>
  );
}
