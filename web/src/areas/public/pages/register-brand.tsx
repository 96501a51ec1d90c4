import { TextInput } from "@mantine/core";
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

interface Values extends PersonValues {
  brandName: string;
}

export function Page() {
  const { t, i18n } = useTranslation("public");
  const { logIn } = useSession();
  const go = useGo();
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: { ...emptyPerson, brandName: "" },
    validate: {
      brandName: required,
      displayName: required,
      email: required,
      password: required,
      country: required,
    },
  });
  const write = useWrite("POST /v1/auth/register/brand", {
    onDone: () => {
      const { email, password } = form.getValues();
      void logIn(email, password).then(() => go("/brand"));
    },
  });
  return (
    <>
      <PageHeader title={t("registerBrand.title")} text={t("registerBrand.text")} />
      <Panel>
        <FormLayout
          form={form}
          write={write}
          toRequest={({ country, ...rest }) => ({
            body: { ...rest, country: country ?? "", locale: i18n.language as Language },
          })}
          submitLabel={t("registerBrand.submit")}
          actions={<PageLink to="/log-in">{t("register.haveAccount")}</PageLink>}
        >
          <TextInput
            label={t("registerBrand.brandName")}
            autoComplete="organization"
            maxLength={120}
            required
            {...form.getInputProps("brandName")}
          />
          <CountryField
            label={t("registerBrand.country")}
            isRequired
            inputProps={form.getInputProps("country")}
          />
          <PersonFields form={form} />
        </FormLayout>
      </Panel>
    </>
  );
}
