import { ActionIcon, NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { EmptyState, ProblemAlert } from "../../../design/states";
import { useFormat } from "../../../i18n/format";
import { type Profile, usePlatformOptions } from "./words";

const reads = ["GET /v1/creators/me", "GET /v1/creators/{creatorId}"] as const;

function AccountList({ accounts }: { accounts: Profile["socialAccounts"] }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const remove = useWrite("DELETE /v1/creators/me/social-accounts/{accountId}", {
    invalidates: reads,
    onDone: () => notice(t("accounts.removed")),
  });
  if (accounts.length === 0) {
    return <EmptyState icon="people" title={t("accounts.none")} text={t("accounts.noneText")} />;
  }
  return (
    <div>
      {remove.error ? <ProblemAlert error={remove.error} /> : null}
      <RowList
        rows={accounts.map((account) => ({
          key: account.id,
          title: `${t(`platforms.${account.platform}`)}: ${account.handle}`,
          text: t("accounts.figures", {
            followers: format.number(account.followersCount),
            engagements: format.number(account.averageEngagementsCount),
          }),
          end: (
            <ActionIcon
              aria-label={t("accounts.remove", { handle: account.handle })}
              loading={remove.isPending && remove.variables?.params.accountId === account.id}
              onClick={() => remove.mutate({ params: { accountId: account.id } })}
            >
              <Icon name="trash" />
            </ActionIcon>
          ),
        }))}
      />
    </div>
  );
}

interface Values {
  platform: Profile["socialAccounts"][number]["platform"] | null;
  handle: string;
  followersCount: number | "";
  averageEngagementsCount: number | "";
}

const empty: Values = {
  platform: null,
  handle: "",
  followersCount: "",
  averageEngagementsCount: "",
};

function AccountForm() {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const platforms = usePlatformOptions();
  const form = useForm<Values>({
    initialValues: empty,
    validate: {
      platform: required,
      handle: required,
      followersCount: required,
      averageEngagementsCount: required,
    },
  });
  const write = useWrite("POST /v1/creators/me/social-accounts", {
    invalidates: reads,
    onDone: () => {
      notice(t("accounts.added"));
      form.reset();
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ platform, handle, followersCount, averageEngagementsCount }) => ({
        body: {
          platform: platform ?? "instagram",
          handle: handle.trim(),
          followersCount: Number(followersCount),
          averageEngagementsCount: Number(averageEngagementsCount),
        },
      })}
      submitLabel={t("accounts.add")}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t("accounts.platform")}
          data={platforms}
          required
          {...form.getInputProps("platform")}
        />
        <TextInput
          label={t("accounts.handle")}
          autoCapitalize="none"
          maxLength={100}
          required
          {...form.getInputProps("handle")}
        />
        <NumberInput
          label={t("accounts.followers")}
          min={0}
          allowDecimal={false}
          hideControls
          required
          {...form.getInputProps("followersCount")}
        />
        <NumberInput
          label={t("accounts.engagements")}
          description={t("accounts.engagementsHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={0}
          allowDecimal={false}
          hideControls
          required
          {...form.getInputProps("averageEngagementsCount")}
        />
      </SimpleGrid>
    </FormLayout>
  );
}

/** Where the creator has followers; an application needs the account of its platform. */
export function Accounts({ profile }: { profile: Profile }) {
  return (
    <Stack>
      <AccountList accounts={profile.socialAccounts} />
      <AccountForm />
    </Stack>
  );
}
