import { Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, Language } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { notice } from "../../../../design/notice";
import { languageNames, languages } from "../../../../i18n/languages";
import { useBrand } from "../brand";

type Role = ItemOf<"GET /v1/brands/{brandId}/members">["role"];

const roles = ["brand_member", "brand_manager"] as const satisfies readonly Role[];

interface Values {
  email: string;
  role: Role;
  locale: Language;
}

export function InviteForm() {
  const { t, i18n } = useTranslation("brand");
  const { brandId } = useBrand();
  const form = useForm<Values>({
    initialValues: { email: "", role: "brand_member", locale: i18n.language as Language },
    validate: { email: useRequired() },
  });
  const write = useWrite("POST /v1/brands/{brandId}/members", {
    invalidates: ["GET /v1/brands/{brandId}/member-invitations"],
    onDone: ({ email }) => {
      notice(t("team.sent", { email }));
      form.setFieldValue("email", "");
    },
  });
  return (
    <>
      <Text c="dimmed" mb="sm">
        {t("team.inviteText")}
      </Text>
      <FormLayout
        form={form}
        write={write}
        toRequest={(values) => ({ params: { brandId }, body: values })}
        submitLabel={t("team.send")}
      >
        <TextInput
          label={t("team.email")}
          type="email"
          autoComplete="off"
          required
          {...form.getInputProps("email")}
        />
        <Radio.Group label={t("team.role")} required {...form.getInputProps("role")}>
          <Stack gap="xs" mt="xs">
            {roles.map((role) => (
              <Radio
                key={role}
                value={role}
                label={t(`team.roles.${role}`)}
                description={t(`team.roleTexts.${role}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Select
          label={t("team.locale")}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          required
          {...form.getInputProps("locale")}
        />
      </FormLayout>
    </>
  );
}
