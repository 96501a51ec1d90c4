import { ActionIcon, Button, Group, Select, Textarea } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../design/icons";
import { languageCodes, useLanguageName } from "./languages";

const translationsMax = 5;

export interface TranslationValues {
  translations: { key: string; language: string | null; caption: string }[];
}

interface TranslationFieldsProps<V extends TranslationValues> {
  form: UseFormReturnType<V>;
}

/** The same caption in other languages, each once. */
export function TranslationFields<V extends TranslationValues>({
  form,
}: TranslationFieldsProps<V>) {
  const { t } = useTranslation("creator");
  const nameOf = useLanguageName();
  const { translations } = form.getValues();
  const taken = new Set(translations.map(({ language }) => language));
  const add = () =>
    // The form may have more fields, so its type cannot tell what one of these looks like.
    form.insertListItem("translations", {
      key: crypto.randomUUID(),
      language: languageCodes.find((code) => !taken.has(code)) ?? null,
      caption: "",
    } as never);
  return (
    <>
      {translations.map(({ key }, at) => (
        <fieldset key={key} style={{ margin: 0, padding: 0, border: 0, minWidth: 0 }}>
          <legend className="visually-hidden">{t("translations.one", { number: at + 1 })}</legend>
          <Group align="flex-end" wrap="nowrap">
            <Select
              flex={1}
              label={t("translations.language")}
              data={languageCodes.map((value) => ({ value, label: nameOf(value) }))}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t("nothingFound")}
              {...form.getInputProps(`translations.${at}.language`)}
            />
            <ActionIcon
              aria-label={t("translations.remove", { number: at + 1 })}
              onClick={() => form.removeListItem("translations", at)}
            >
              <Icon name="trash" />
            </ActionIcon>
          </Group>
          <Textarea
            label={t("translations.caption")}
            autosize
            minRows={3}
            maxLength={5000}
            required
            mt="xs"
            {...form.getInputProps(`translations.${at}.caption`)}
          />
        </fieldset>
      ))}
      {translations.length < translationsMax ? (
        <Group>
          <Button variant="default" onClick={add} leftSection={<Icon name="plus" />}>
            {t("translations.add")}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
