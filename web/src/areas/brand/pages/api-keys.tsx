import { Alert, Button, Code, CopyButton, Group, MultiSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";

type Key = AnswerOf<"GET /v1/api-keys">["items"][number];

/** Permissions a brand's program may need, by their names in the contract. */
const scopes = [
  "campaign.read",
  "campaign.write",
  "campaign.manage",
  "campaign.invite",
  "campaign.report",
  "creator.read",
  "funding.read",
  "funding.deposit",
  "application.read",
  "application.review",
  "application.offer",
  "application.accept",
  "submission.read",
  "submission.review",
  "submission.approve",
  "live_post.read",
  "document.read",
  "document.statement",
];
const everything = "*";

function NewKey({ onMade }: { onMade(secret: string): void }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm<{ name: string; scopes: string[] }>({
    initialValues: { name: "", scopes: [] },
    validate: {
      name: required,
      scopes: (chosen) => (chosen.length === 0 ? t("apiKeys.chooseScopes") : null),
    },
  });
  const write = useWrite("POST /v1/api-keys", {
    invalidates: ["GET /v1/api-keys"],
    onDone: ({ secret }) => {
      form.reset();
      onMade(secret);
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(values) => ({ body: values })}
      submitLabel={t("apiKeys.create")}
    >
      <TextInput
        label={t("apiKeys.name")}
        description={t("apiKeys.nameText")}
        maxLength={80}
        required
        {...form.getInputProps("name")}
      />
      <MultiSelect
        label={t("apiKeys.scopes")}
        description={t("apiKeys.scopesText")}
        data={[
          { value: everything, label: t("apiKeys.everything") },
          ...scopes.map((value) => ({ value, label: value })),
        ]}
        searchable
        required
        {...form.getInputProps("scopes")}
      />
    </FormLayout>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation("brand");
  return (
    <Alert variant="light" icon={<Icon name="lock" />} title={t("apiKeys.secret")} mb="md">
      <p>{t("apiKeys.secretText")}</p>
      <Group>
        <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? "apiKeys.copied" : "apiKeys.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

function Revoke({ apiKey }: { apiKey: Key }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const write = useWrite("DELETE /v1/api-keys/{keyId}", {
    invalidates: ["GET /v1/api-keys"],
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        aria-label={t("apiKeys.revokeOne", { name: apiKey.name })}
      >
        {t("apiKeys.revoke")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("apiKeys.revokeOne", { name: apiKey.name })}
        text={t("apiKeys.revokeText")}
        isFinal
        confirmLabel={t("apiKeys.revoke")}
        onConfirm={() => write.mutate({ params: { keyId: apiKey.id } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

function Keys() {
  const { t } = useTranslation("brand");
  const keys = useRead("GET /v1/api-keys");
  return (
    <QueryState query={keys}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon="lock" title={t("apiKeys.none")} text={t("apiKeys.noneText")} />
        ) : (
          <RowList
            rows={items.map((key) => ({
              key: key.id,
              title: key.name,
              text: (
                <>
                  {key.prefix}… · {key.scopes.join(", ")} ·{" "}
                  {key.lastUsedAt ? (
                    <>
                      {t("apiKeys.used")} <DateText at={key.lastUsedAt} />
                    </>
                  ) : (
                    t("apiKeys.unused")
                  )}
                </>
              ),
              end: <Revoke apiKey={key} />,
            }))}
          />
        )
      }
    </QueryState>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <PageHeader title={t("apiKeys.title")} text={t("apiKeys.text")} />
      {secret ? <Secret secret={secret} /> : null}
      <Panel title={t("apiKeys.yours")}>
        <Keys />
      </Panel>
      <Panel title={t("apiKeys.new")}>
        <NewKey onMade={setSecret} />
      </Panel>
    </>
  );
}
