import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { useCountryOptions } from "../../../design/country-options";
import { today } from "../../../design/days";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";

type TaxForm = ItemOf<"GET /v1/creators/me/tax-forms">;

const tones: Record<TaxForm["status"], Tone> = {
  submitted: "active",
  reviewed: "active",
  verified: "good",
  rejected: "bad",
  replaced: "quiet",
};

function SendForm({ country }: { country: string | null }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const countries = useCountryOptions();
  const form = useForm({
    initialValues: { kind: "", country, legalName: "", number: "", fromOn: today() },
    validate: {
      kind: required,
      country: required,
      legalName: required,
      number: required,
      fromOn: required,
    },
  });
  const write = useWrite("POST /v1/creators/me/tax-forms", {
    invalidates: ["GET /v1/creators/me/tax-forms"],
    onDone: () => {
      notice(t("tax.sent"));
      form.reset();
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(values) => ({ body: { ...values, country: values.country ?? "" } })}
      submitLabel={t("tax.submit")}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t("tax.kind")}
          description={t("tax.kindHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoCapitalize="none"
          required
          {...form.getInputProps("kind")}
        />
        <Select
          label={t("tax.country")}
          data={countries}
          searchable
          required
          nothingFoundMessage={t("nothingFound")}
          {...form.getInputProps("country")}
        />
        <TextInput
          label={t("tax.legalName")}
          autoComplete="name"
          maxLength={200}
          required
          {...form.getInputProps("legalName")}
        />
        <TextInput
          label={t("tax.number")}
          description={t("tax.numberHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          maxLength={40}
          required
          {...form.getInputProps("number")}
        />
        <TextInput label={t("tax.from")} type="date" required {...form.getInputProps("fromOn")} />
      </SimpleGrid>
    </FormLayout>
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const profile = useRead("GET /v1/creators/me");
  const forms = useRead("GET /v1/creators/me/tax-forms", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("tax.title")} text={t("tax.text")} />
      <Panel title={t("tax.onFile")}>
        <QueryState query={forms}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="document" title={t("tax.none")} text={t("tax.noneText")} />
            ) : (
              <RowList
                rows={items.map(({ id, kind, numberEnd, submittedAt, status, rejectReason }) => ({
                  key: id,
                  title: `${kind.toUpperCase()} …${numberEnd}`,
                  text: (
                    <>
                      <DateText at={submittedAt} />
                      {rejectReason ? ` · ${rejectReason}` : null}
                    </>
                  ),
                  end: <StatusBadge tone={tones[status]} label={t(`tax.statuses.${status}`)} />,
                }))}
              />
            )
          }
        </QueryState>
      </Panel>
      <Panel title={t("tax.send")}>
        <QueryState query={profile}>{({ country }) => <SendForm country={country} />}</QueryState>
      </Panel>
    </>
  );
}
