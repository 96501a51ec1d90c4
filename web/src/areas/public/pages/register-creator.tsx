import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useSession } from "../../../app/session";
import { FormLayout, useRequired } from "../../../design/form";
import { PageHeader } from "../../../design/page-header";
import { Panel } from "../../../design/values";
import { CountryField, emptyPerson, PersonFields, type PersonValues } from "../parts/person-fields";

export function Page() {
  const { t, i18n } = useTranslation("public");
  const { logIn } = useSession();
  const go = useGo();
  const required = useRequired();
  const form = useForm<PersonValues>({
    initialValues: emptyPerson,
    validate: {
      displayName: required,
      email: required,
      password: required,
    },
  });
  const write = useWrite("POST /v1/auth/register/creator", {
    onDone: () => {
      const { email, password } = form.getValues();
      void logIn(email, password).then(() => go("/creator"));
    },
  });
  return (
    <>
      <PageHeader title={t("registerCreator.title")} text={t("registerCreator.text")} />
      <Panel>
        <FormLayout
          form={form}
          write={write}
          toRequest={({ country, ...rest }) => ({
            body: { ...rest, ...(country ? { country } : {}), locale: i18n.language as Language },
          })}
          submitLabel={t("registerCreator.submit")}
          actions={<PageLink to="/log-in">{t("register.haveAccount")}</PageLink>}
        >
          <PersonFields form={form} />
          <CountryField
            label={t("registerCreator.country")}
            isRequired={false}
            inputProps={form.getInputProps("country")}
          />
        </FormLayout>
      </Panel>
    </>
  );
}
