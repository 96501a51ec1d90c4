import { Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { ItemOf, Money } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FormLayout, useRequired } from "../../../design/form";
import { fromPages } from "../../../design/from-pages";
import { MoneyInput } from "../../../design/money-input";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { useBrand } from "../parts/brand";
import { asCurrency } from "../parts/words";

type Refund = ItemOf<"GET /v1/refunds">;

const tones: Record<Refund["status"], Tone> = {
  requested: "waiting",
  approved: "active",
  declined: "quiet",
  succeeded: "good",
  failed: "bad",
};

function useColumns(): readonly Column<Refund>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "amount",
      header: t("money.amount"),
      isMain: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    {
      id: "status",
      header: t("money.status"),
      cell: ({ status }) => <StatusBadge tone={tones[status]} label={t(`refund.${status}`)} />,
    },
    { id: "by", header: t("refunds.by"), cell: ({ requestedBy }) => requestedBy.name },
    {
      id: "at",
      header: t("refunds.at"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      id: "parts",
      header: t("refunds.ways"),
      cell: ({ parts }) =>
        [...new Set(parts.map(({ method }) => t(`method.${method}`)))].join(", ") || "–",
    },
    {
      id: "reason",
      header: t("refunds.reason"),
      cell: ({ declineReason }) => declineReason ?? "–",
    },
  ];
}

interface RequestFormProps {
  brandId: string;
  free: readonly { currency: string; deposit: Money }[];
}

function RequestForm({ brandId, free }: RequestFormProps) {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const required = useRequired();
  const form = useForm<{ currency: string; amount: Money | undefined }>({
    initialValues: { currency: free[0]?.currency ?? "USD", amount: undefined },
    validate: { amount: required },
  });
  const write = useWrite("POST /v1/brands/{brandId}/refunds", {
    invalidates: ["GET /v1/refunds", "GET /v1/brands/{brandId}/balance"],
    onDone: () => {
      form.reset();
      notice(t("refunds.asked"));
    },
  });
  const { currency } = form.values;
  const present = free.find((balance) => balance.currency === currency);
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ amount, currency: code }) => ({
        params: { brandId },
        body: { amount: { amountMinor: amount?.amountMinor ?? "0", currency: asCurrency(code) } },
      })}
      submitLabel={t("refunds.submit")}
    >
      <Select
        label={t("payIn.currency")}
        data={free.map((balance) => balance.currency)}
        allowDeselect={false}
        value={currency}
        onChange={(code) => form.setValues({ currency: code ?? currency, amount: undefined })}
      />
      <MoneyInput
        key={currency}
        label={t("money.amount")}
        description={
          present ? t("refunds.atMost", { amount: format.money(present.deposit) }) : null
        }
        currency={currency}
        required
        {...form.getInputProps("amount")}
      />
    </FormLayout>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId, isManager } = useBrand();
  const balance = useRead("GET /v1/brands/{brandId}/balance", { params: { brandId } });
  const refunds = usePages("GET /v1/refunds", { query: { brandId } }, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("refunds.title")}
        text={t("refunds.text")}
        crumbs={[{ label: t("nav.money"), to: "/brand/money" }]}
      />
      {isManager ? (
        <Panel title={t("refunds.ask")}>
          <QueryState query={balance}>
            {({ balances }) => {
              const free = balances.filter(({ deposit }) => deposit.amountMinor !== "0");
              return free.length === 0 ? (
                <EmptyState
                  icon="money"
                  title={t("refunds.nothing")}
                  text={t("refunds.nothingText")}
                />
              ) : (
                <RequestForm brandId={brandId} free={free} />
              );
            }}
          </QueryState>
        </Panel>
      ) : null}
      <Panel title={t("refunds.list")}>
        <DataTable
          label={t("refunds.list")}
          {...fromPages(refunds)}
          columns={useColumns()}
          keyOf={({ id }) => id}
          empty={<EmptyState icon="money" title={t("refunds.none")} text={t("refunds.noneText")} />}
        />
      </Panel>
    </>
  );
}
