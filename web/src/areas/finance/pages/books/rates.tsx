import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { useSession } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { FormLayout, useRequired } from "../../../../design/form";
import { fromPages } from "../../../../design/from-pages";
import { notice } from "../../../../design/notice";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText, Panel } from "../../../../design/values";
import { parseDecimal, showDecimal, useFormat } from "../../../../i18n/format";
import { useBankAccounts } from "../../parts/books/bank-accounts";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Rate = ItemOf<"GET /v1/exchange-rates">;
type NewRate = RequestOf<"POST /v1/exchange-rates">["body"]["rates"][number];

interface RateValues {
  rates: { currency: string; intoCurrency: string; rateOn: string; rate: string; source: string }[];
}

function RateFields({ form }: { form: UseFormReturnType<RateValues> }) {
  const { t } = useTranslation("finance");
  const { currencies } = useBankAccounts();
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label={t("treasury.rate.one")}
        data={currencies}
        allowDeselect={false}
        {...form.getInputProps("rates.0.currency")}
      />
      <TextInput
        label={t("treasury.rate.worth")}
        inputMode="decimal"
        required
        {...form.getInputProps("rates.0.rate")}
      />
      <Select
        label={t("treasury.rate.into")}
        data={currencies}
        allowDeselect={false}
        {...form.getInputProps("rates.0.intoCurrency")}
      />
      <DayInput label={t("treasury.rate.day")} required {...form.getInputProps("rates.0.rateOn")} />
      <TextInput
        label={t("treasury.rate.source")}
        maxLength={100}
        required
        {...form.getInputProps("rates.0.source")}
      />
    </SimpleGrid>
  );
}

/** One rate; the API takes many, so its pointers begin with the place in the list. */
function RateForm() {
  const { t } = useTranslation("finance");
  const { language } = useFormat();
  const required = useRequired();
  const form = useForm<RateValues>({
    initialValues: {
      rates: [
        {
          currency: "EUR",
          intoCurrency: "USD",
          rateOn: today(),
          rate: "",
          source: "",
        },
      ],
    },
    validate: { rates: { rate: required, source: required, rateOn: required } },
  });
  const record = useWrite("POST /v1/exchange-rates", {
    invalidates: ["GET /v1/exchange-rates"],
    onDone: () => {
      notice(t("treasury.rate.recorded"));
      form.reset();
    },
  });
  return (
    <FormLayout
      form={form}
      write={record}
      toRequest={({ rates }) => ({
        body: {
          rates: rates.map((rate) => ({
            ...(rate as NewRate),
            rate: parseDecimal(rate.rate, language) ?? rate.rate,
          })),
        },
      })}
      submitLabel={t("treasury.rate.record")}
    >
      <RateFields form={form} />
    </FormLayout>
  );
}

function useColumns(): Column<Rate>[] {
  const { t } = useTranslation("finance");
  const { language } = useFormat();
  return [
    {
      id: "pair",
      header: t("treasury.rate.pair"),
      isMain: true,
      cell: ({ currency, intoCurrency }) => `${currency} → ${intoCurrency}`,
      sortBy: ({ currency, intoCurrency }) => `${currency} ${intoCurrency}`,
    },
    {
      id: "rate",
      header: t("treasury.rate.rate"),
      isNumber: true,
      cell: ({ rate }) => <span className="numbers">{showDecimal(rate, language)}</span>,
    },
    {
      id: "day",
      header: t("treasury.rate.day"),
      cell: ({ rateOn }) => <DateText at={rateOn} />,
      sortBy: ({ rateOn }) => rateOn,
    },
    { id: "source", header: t("treasury.rate.source"), cell: ({ source }) => source },
    {
      id: "by",
      header: t("treasury.topUp.recordedBy"),
      cell: ({ recordedBy, recordedAt }) => (
        <>
          {recordedBy.name}, <DateText at={recordedAt} />
        </>
      ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const rates = usePages("GET /v1/exchange-rates");
  return (
    <>
      <PageHeader
        title={t("treasury.rate.title")}
        text={t("treasury.rate.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      {hasRole("finance_maker") ? (
        <Panel title={t("treasury.rate.record")}>
          <RateForm />
        </Panel>
      ) : null}
      <DataTable
        label={t("treasury.rate.title")}
        {...fromPages(rates)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="chart"
            title={t("treasury.rate.none")}
            text={t("treasury.rate.noneText")}
          />
        }
      />
    </>
  );
}
