import { MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { useCountryOptions } from "../../../design/country-options";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { languageCodes, useLanguageName } from "./languages";
import type { Profile } from "./words";

interface AboutFormProps {
  profile: Profile;
  submitLabel: string;
  onDone?(): void;
}

/** Who the creator is; brands read it beside an application. */
export function AboutForm({ profile, submitLabel, onDone }: AboutFormProps) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const countries = useCountryOptions();
  const nameOf = useLanguageName();
  const { displayName, bio, country, languages, version } = profile;
  const form = useForm({
    initialValues: { displayName, bio, country, languages },
    validate: { displayName: required },
  });
  const write = useWrite("PATCH /v1/creators/me", {
    invalidates: ["GET /v1/creators/me", "GET /v1/creators/{creatorId}"],
    onDone: () => {
      notice(t("saved"));
      onDone?.();
    },
  });
  // What somebody speaks stays choosable even when it is not among the usual ones.
  const spoken = [...new Set([...languages, ...languageCodes])];
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(values) => ({ body: { version, ...values } })}
      submitLabel={submitLabel}
    >
      <TextInput
        label={t("about.displayName")}
        autoComplete="name"
        maxLength={120}
        required
        {...form.getInputProps("displayName")}
      />
      <Textarea
        label={t("about.bio")}
        description={t("about.bioHint")}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps("bio")}
      />
      <Select
        label={t("about.country")}
        data={countries}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("about.clear") }}
        nothingFoundMessage={t("nothingFound")}
        {...form.getInputProps("country")}
      />
      <MultiSelect
        label={t("about.languages")}
        data={spoken.map((value) => ({ value, label: nameOf(value) }))}
        maxValues={10}
        searchable
        nothingFoundMessage={t("nothingFound")}
        {...form.getInputProps("languages")}
      />
    </FormLayout>
  );
}
