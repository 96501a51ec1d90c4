import { Alert, Button, Code, CopyButton, MultiSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../api/contract";
import { useRead, useWrite } from "../../api/hooks";
import { ConfirmDialog } from "../../design/confirm-dialog";
import { DataTable } from "../../design/data-table";
import type { Column } from "../../design/data-table-types";
import { DayInput } from "../../design/day-input";
import { FormLayout, useRequired } from "../../design/form";
import { Icon } from "../../design/icons";
import { notice } from "../../design/notice";
import { PageHeader } from "../../design/page-header";
import { EmptyState, QueryState } from "../../design/states";
import { DateText, Panel } from "../../design/values";
import { useCurrentArea } from "../current-area";
import { everything, scopesByArea } from "./scopes";

type Key = AnswerOf<"GET /v1/api-keys">["items"][number];

function Revoke({ apiKey, onClose }: { apiKey: Key; onClose(): void }) {
  const { t } = useTranslation("shared");
  const revoke = useWrite("DELETE /v1/api-keys/{keyId}", {
    invalidates: ["GET /v1/api-keys"],
    onDone: () => {
      notice(t("keys.revoked"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("keys.revoke")}
      text={t("keys.revokeText")}
      facts={[
        { label: t("keys.name"), value: apiKey.name },
        { label: t("keys.prefix"), value: <code>{apiKey.prefix}</code> },
      ]}
      isFinal
      confirmLabel={t("keys.revoke")}
      onConfirm={() => revoke.mutate({ params: { keyId: apiKey.id } })}
      isBusy={revoke.isPending}
      error={revoke.error}
    />
  );
}

/** The only moment at which the secret can be read. */
function Secret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useTranslation("shared");
  return (
    <Alert
      mb="md"
      icon={<Icon name="lock" />}
      title={t("keys.secret")}
      role="status"
      withCloseButton
      onClose={onClose}
      closeButtonLabel={t("keys.hide")}
    >
      <p>{t("keys.secretText")}</p>
      <Code block>{secret}</Code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button mt="sm" variant="default" onClick={copy}>
            {t(copied ? "keys.copied" : "keys.copy")}
          </Button>
        )}
      </CopyButton>
    </Alert>
  );
}

function CreateKey({ onSecret }: { onSecret(secret: string): void }) {
  const { t } = useTranslation("shared");
  const scopes = scopesByArea[useCurrentArea()];
  const required = useRequired();
  const form = useForm<{ name: string; scopes: string[]; expiresAt: string | null }>({
    initialValues: { name: "", scopes: [], expiresAt: null },
    validate: { name: required, scopes: (chosen) => required(chosen.join()) },
  });
  const create = useWrite("POST /v1/api-keys", {
    invalidates: ["GET /v1/api-keys"],
    onDone: ({ secret }) => {
      form.reset();
      onSecret(secret);
    },
  });
  return (
    <Panel title={t("keys.create")}>
      <FormLayout
        form={form}
        write={create}
        toRequest={({ expiresAt, ...values }) => ({
          body: { ...values, ...(expiresAt ? { expiresAt: `${expiresAt}T23:59:59Z` } : {}) },
        })}
        submitLabel={t("keys.create")}
      >
        <TextInput
          label={t("keys.name")}
          description={t("keys.nameText")}
          required
          {...form.getInputProps("name")}
        />
        <MultiSelect
          label={t("keys.scopes")}
          description={t("keys.scopesText")}
          required
          searchable
          data={[
            { value: everything, label: t("keys.everything") },
            ...scopes.map((value) => ({ value, label: value })),
          ]}
          {...form.getInputProps("scopes")}
        />
        <DayInput
          label={t("keys.expires")}
          description={t("keys.expiresText")}
          {...form.getInputProps("expiresAt")}
          value={form.values.expiresAt}
        />
      </FormLayout>
    </Panel>
  );
}

/** Keys for programs that work in one's name. */
export function Page() {
  const { t } = useTranslation("shared");
  const keys = useRead("GET /v1/api-keys");
  const [secret, setSecret] = useState<string>();
  const [revoking, setRevoking] = useState<Key>();
  const columns: readonly Column<Key>[] = [
    { id: "name", header: t("keys.name"), isMain: true, cell: ({ name }) => name },
    { id: "prefix", header: t("keys.prefix"), cell: ({ prefix }) => <code>{prefix}</code> },
    {
      id: "scopes",
      header: t("keys.scopes"),
      cell: ({ scopes: held }) =>
        held.map((one) => (one === everything ? t("keys.everything") : one)).join(", "),
    },
    {
      id: "used",
      header: t("keys.used"),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <DateText at={lastUsedAt} /> : t("keys.never")),
    },
    {
      id: "expires",
      header: t("keys.expires"),
      cell: ({ expiresAt }) => (expiresAt ? <DateText at={expiresAt} /> : t("keys.noEnd")),
    },
    {
      id: "do",
      header: t("keys.revoke"),
      cell: (key) => (
        <Button
          size="compact-md"
          variant="default"
          onClick={() => setRevoking(key)}
          aria-label={t("keys.revokeOne", { name: key.name })}
        >
          {t("keys.revoke")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("keys.title")} text={t("keys.text")} />
      {secret ? <Secret secret={secret} onClose={() => setSecret(undefined)} /> : null}
      <CreateKey onSecret={setSecret} />
      <Panel title={t("keys.list")}>
        <QueryState query={keys}>
          {({ items }) => (
            <DataTable
              label={t("keys.list")}
              rows={items}
              columns={columns}
              keyOf={({ id }) => id}
              empty={<EmptyState icon="lock" title={t("keys.none")} text={t("keys.noneText")} />}
            />
          )}
        </QueryState>
      </Panel>
      {revoking ? <Revoke apiKey={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </>
  );
}
