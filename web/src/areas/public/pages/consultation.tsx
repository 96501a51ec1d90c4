import { Alert, Select, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, Language, Money } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { MoneyInput } from "../../../design/money-input";
import { PageHeader } from "../../../design/page-header";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { CountryField } from "../parts/person-fields";

type Currency = NonNullable<ItemOf<"GET /v1/me/consultations">["budgetFrom"]>["currency"];

const currencies: Currency[] = ["IDR", "THB", "USD", "EUR", "GBP", "SGD", "MYR"];
const usual: Record<Language, Currency> = { en: "USD", id: "IDR", th: "THB" };

interface Values {
  name: string;
  email: string;
  company: string;
  country: string | null;
  need: string;
  currency: Currency;
  budgetFrom: Money | undefined;
  budgetTo: Money | undefined;
  preferredTime: string;
}

/** What was left empty is not sent. */
function filled<K extends string>(name: K, text: string): Partial<Record<K, string>> {
  return text.trim() === "" ? {} : ({ [name]: text.trim() } as Record<K, string>);
}

function useConsultationForm() {
  const { i18n } = useTranslation();
  const { me } = useSession();
  const required = useRequired();
  return useForm<Values>({
    initialValues: {
      name: me?.displayName ?? "",
      email: me?.email ?? "",
      company: me?.brands[0]?.name ?? "",
      country: null,
      need: "",
      currency: usual[i18n.language as Language],
      budgetFrom: undefined,
      budgetTo: undefined,
      preferredTime: "",
    },
    validate: { name: required, email: required, need: required },
  });
}

function BudgetFields({ form }: { form: ReturnType<typeof useConsultationForm> }) {
  const { t } = useTranslation("public");
  const { currency } = form.getValues();
  const change = (chosen: string | null) => {
    form.setFieldValue("currency", (chosen ?? currency) as Currency);
    form.setFieldValue("budgetFrom", undefined);
    form.setFieldValue("budgetTo", undefined);
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label={t("consultation.currency")}
        data={currencies}
        allowDeselect={false}
        value={currency}
        onChange={change}
      />
      {(["budgetFrom", "budgetTo"] as const).map((name) => (
        <MoneyInput
          key={`${name} ${currency}`}
          label={t(`consultation.${name}`)}
          currency={currency}
          {...form.getInputProps(name)}
        />
      ))}
    </SimpleGrid>
  );
}

/** Who asks, and where the answer goes. */
function PersonPart({ form }: { form: ReturnType<typeof useConsultationForm> }) {
  const { t } = useTranslation("public");
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={t("consultation.name")}
        autoComplete="name"
        maxLength={120}
        required
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("consultation.email")}
        type="email"
        autoComplete="email"
        required
        {...form.getInputProps("email")}
      />
      <TextInput
        label={t("consultation.company")}
        autoComplete="organization"
        maxLength={200}
        {...form.getInputProps("company")}
      />
      <CountryField
        label={t("filter.country")}
        isRequired={false}
        inputProps={form.getInputProps("country")}
      />
    </SimpleGrid>
  );
}

function Request() {
  const { t, i18n } = useTranslation("public");
  const form = useConsultationForm();
  const write = useWrite("POST /v1/consultations", { invalidates: ["GET /v1/me/consultations"] });
  if (write.isSuccess) {
    return (
      <Alert icon={<Icon name="check" />} title={t("consultation.thanks")} role="status">
        {t("consultation.thanksText", { email: write.data.email })}
      </Alert>
    );
  }
  const moneyOf = (money: Money | undefined, currency: Currency) =>
    money && { amountMinor: money.amountMinor, currency };
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ name, email, company, country, need, currency, preferredTime, ...budget }) => ({
        body: {
          name,
          email: email.trim(),
          need,
          budgetFrom: moneyOf(budget.budgetFrom, currency),
          budgetTo: moneyOf(budget.budgetTo, currency),
          locale: i18n.language as Language,
          ...filled("company", company),
          ...filled("country", country ?? ""),
          ...filled("preferredTime", preferredTime),
        },
      })}
      submitLabel={t("consultation.submit")}
    >
      <PersonPart form={form} />
      <Textarea
        label={t("consultation.need")}
        description={t("consultation.needHint")}
        autosize
        minRows={5}
        maxLength={5000}
        required
        {...form.getInputProps("need")}
      />
      <BudgetFields form={form} />
      <TextInput
        label={t("consultation.time")}
        description={t("consultation.timeHint")}
        maxLength={200}
        {...form.getInputProps("preferredTime")}
      />
    </FormLayout>
  );
}

const tones: Record<ItemOf<"GET /v1/me/consultations">["status"], Tone> = {
  new: "waiting",
  in_progress: "active",
  answered: "good",
  closed: "quiet",
};

/** What somebody who is logged in asked before, with the answers. */
function Mine() {
  const { t } = useTranslation("public");
  const mine = usePages("GET /v1/me/consultations", {}, { isLive: true });
  if (mine.items.length === 0) return null;
  return (
    <Panel title={t("consultation.mine")}>
      {mine.items.map(({ id, need, status, requestedAt, answers }) => (
        <div key={id}>
          <Text size="sm" c="dimmed">
            <DateText at={requestedAt} />{" "}
            <StatusBadge tone={tones[status]} label={t(`consultation.statuses.${status}`)} />
          </Text>
          <Text style={{ whiteSpace: "pre-line" }}>{need}</Text>
          {answers.map(({ text, answeredAt }) => (
            <Text key={answeredAt} ps="md" mt="xs" style={{ whiteSpace: "pre-line" }}>
              <strong>
                {t("consultation.answer")} <DateText at={answeredAt} />:
              </strong>{" "}
              {text}
            </Text>
          ))}
        </div>
      ))}
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  const { me } = useSession();
  return (
    <>
      <PageHeader title={t("consultation.title")} text={t("consultation.text")} />
      <Panel title={t("consultation.form")}>
        <Request />
      </Panel>
      {me ? <Mine /> : null}
    </>
  );
}
