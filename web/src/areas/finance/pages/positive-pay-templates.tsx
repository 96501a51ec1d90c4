import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { ProblemAlert, QueryState } from "../../../design/states";
import { Facts, Panel } from "../../../design/values";
import { HashText } from "../parts/hash-text";
import { PositivePayTabs } from "../parts/positive-pay-tabs";

type Listed = ItemOf<"GET /v1/positive-pay/templates">;
type Body = RequestOf<"POST /v1/positive-pay/templates">["body"];

function Template({ listed: { isReady, template } }: { listed: Listed }) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={template.name}>
      <Facts
        items={[
          { label: t("positivePay.code"), value: template.code },
          { label: t("positivePay.format"), value: t(`positivePay.formats.${template.format}`) },
          { label: t("positivePay.characters"), value: template.characters },
          {
            label: t("positivePay.origin"),
            value: t(isReady ? "positivePay.isReady" : "positivePay.isOurs"),
          },
          {
            label: t("positivePay.columns"),
            value: <HashText>{template.detail.map(({ field }) => field).join(" · ")}</HashText>,
          },
        ]}
      />
    </Panel>
  );
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Banks differ in everything, so a template is data: copied from one that works, changed, and given a code of its own. */
function AddTemplate({ example }: { example: Listed | undefined }) {
  const { t } = useTranslation("finance");
  const required = useRequired();
  const form = useForm({
    initialValues: {
      json: example
        ? JSON.stringify({ ...example.template, code: `${example.template.code}-2` }, null, 2)
        : "",
    },
    validate: {
      json: (value) =>
        required(value) ?? (parsed(value) === undefined ? t("positivePay.noJson") : null),
    },
  });
  const add = useWrite("POST /v1/positive-pay/templates", {
    invalidates: ["GET /v1/positive-pay/templates"],
    onDone: () => notice(t("positivePay.added")),
  });
  return (
    <Panel title={t("positivePay.add")}>
      <FormLayout
        form={form}
        write={add}
        toRequest={({ json }) => ({ body: parsed(json) as Body })}
        submitLabel={t("positivePay.addDo")}
      >
        {add.error ? <ProblemAlert error={add.error} shouldListFields /> : null}
        <Textarea
          label={t("positivePay.json")}
          description={t("positivePay.jsonHint")}
          required
          rows={14}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          {...form.getInputProps("json")}
        />
      </FormLayout>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const templates = useRead("GET /v1/positive-pay/templates");
  return (
    <>
      <PageHeader title={t("positivePay.templates")} text={t("positivePay.templatesText")} />
      <PositivePayTabs />
      <QueryState query={templates}>
        {({ items }) => (
          <>
            {items.map((listed) => (
              <Template key={listed.template.code} listed={listed} />
            ))}
            {hasRole("finance_maker") ? <AddTemplate example={items[0]} /> : null}
          </>
        )}
      </QueryState>
    </>
  );
}
