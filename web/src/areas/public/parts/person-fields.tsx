/** What every registration asks for. */
import { PasswordInput, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCountryOptions } from "../../../design/country-options";

export interface PersonValues {
  displayName: string;
  email: string;
  password: string;
  country: string | null;
}

export const emptyPerson: PersonValues = {
  displayName: "",
  email: "",
  password: "",
  country: null,
};

export function PersonFields<V extends PersonValues>({ form }: { form: UseFormReturnType<V> }) {
  const { t } = useTranslation("public");
  const props = (name: keyof PersonValues) => form.getInputProps(name);
  return (
    <>
      <TextInput
        label={t("register.displayName")}
        autoComplete="name"
        maxLength={120}
        required
        {...props("displayName")}
      />
      <TextInput
        label={t("register.email")}
        type="email"
        autoComplete="username"
        required
        {...props("email")}
      />
      <PasswordInput
        label={t("register.password")}
        description={t("register.passwordHint")}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={{ "aria-label": t("register.showPassword"), tabIndex: 0 }}
        {...props("password")}
      />
    </>
  );
}

interface CountryFieldProps {
  label: string;
  isRequired: boolean;
  inputProps: object;
}

/** Names in the language of the page, in its order. */
export function CountryField({ label, isRequired, inputProps }: CountryFieldProps) {
  const { t } = useTranslation("public");
  const options = useCountryOptions();
  return (
    <Select
      label={label}
      data={options}
      searchable
      clearable={!isRequired}
      required={isRequired}
      nothingFoundMessage={t("register.noCountry")}
      {...inputProps}
    />
  );
}
