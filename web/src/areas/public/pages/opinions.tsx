import { Alert, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { StarsInput } from "../../../design/stars";
import { EmptyState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { languageNames, languages } from "../../../i18n/languages";
import { CardList } from "../parts/card-list";
import { OpinionCard } from "../parts/opinion-card";

interface Values {
  name: string;
  email: string;
  text: string;
  stars: number | null;
}

function LeaveOpinion() {
  const { t, i18n } = useTranslation("public");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: { name: "", email: "", text: "", stars: null },
    validate: { name: required, text: required },
  });
  const write = useWrite("POST /v1/opinions");
  if (write.isSuccess) {
    return (
      <Alert icon={<Icon name="check" />} title={t("opinions.thanks")} role="status">
        {t("opinions.thanksText")}
      </Alert>
    );
  }
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ name, email, text, stars }) => ({
        body: {
          name,
          text,
          locale: i18n.language as Language,
          ...(email.trim() === "" ? {} : { email: email.trim() }),
          ...(stars === null ? {} : { stars }),
        },
      })}
      submitLabel={t("opinions.submit")}
    >
      <TextInput
        label={t("opinions.name")}
        description={t("opinions.nameHint")}
        autoComplete="name"
        maxLength={120}
        required
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("opinions.email")}
        description={t("opinions.emailHint")}
        type="email"
        autoComplete="email"
        {...form.getInputProps("email")}
      />
      <StarsInput label={t("opinions.stars")} {...form.getInputProps("stars")} />
      <Textarea
        label={t("opinions.opinion")}
        autosize
        minRows={3}
        maxLength={4000}
        required
        {...form.getInputProps("text")}
      />
    </FormLayout>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  const [values, set, clear] = useFilters(["locale"] as const);
  const opinions = usePages("GET /v1/opinions", { query: values as object });
  const options = languages.map((value) => ({ value, label: languageNames[value] }));
  return (
    <>
      <PageHeader title={t("opinions.title")} text={t("opinions.text")} />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[{ name: "locale", label: t("filter.language"), kind: "choice", options }]}
      />
      <CardList
        pages={opinions}
        keyOf={({ id }) => id}
        card={(opinion) => <OpinionCard opinion={opinion} />}
        empty={<EmptyState icon="chat" title={t("opinions.none")} text={t("opinions.noneText")} />}
      />
      <Panel title={t("opinions.leave")}>
        <Text mb="md">{t("opinions.leaveText")}</Text>
        <LeaveOpinion />
      </Panel>
    </>
  );
}
