import { MultiSelect } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FormLayout } from "../../../design/form";
import { useNicheNames } from "../../../design/niche-names";
import { notice } from "../../../design/notice";
import type { Profile } from "./words";

interface NichesFormProps {
  profile: Profile;
  submitLabel: string;
  onDone?(): void;
}

/** What the creator talks about: the way brands find them. */
export function NichesForm({ profile, submitLabel, onDone }: NichesFormProps) {
  const { t } = useTranslation("creator");
  const { options } = useNicheNames();
  const form = useForm({ initialValues: { niches: profile.niches } });
  const write = useWrite("PATCH /v1/creators/me", {
    invalidates: ["GET /v1/creators/me", "GET /v1/creators/{creatorId}"],
    onDone: () => {
      notice(t("saved"));
      onDone?.();
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ niches }) => ({ body: { version: profile.version, niches } })}
      submitLabel={submitLabel}
    >
      <MultiSelect
        label={t("niches.label")}
        description={t("niches.hint")}
        data={options}
        searchable
        maxValues={10}
        nothingFoundMessage={t("nothingFound")}
        {...form.getInputProps("niches")}
      />
    </FormLayout>
  );
}
