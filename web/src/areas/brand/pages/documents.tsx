import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ProblemAlert } from "../../../design/states";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { asCurrency } from "../parts/words";

type Listed = ItemOf<"GET /v1/documents">;

const kinds = ["deposit_receipt", "fee_invoice", "credit_note"] as const;

function useColumns(): readonly Column<Listed>[] {
  const { t } = useTranslation("brand");
  return [
    {
      id: "code",
      header: t("documents.code"),
      isMain: true,
      cell: ({ id, code }) => <PageLink to={`/brand/documents/${id}`}>{code}</PageLink>,
      sortBy: ({ code }) => code,
    },
    { id: "kind", header: t("documents.kind"), cell: ({ kind }) => t(`documents.kinds.${kind}`) },
    {
      id: "issuedAt",
      header: t("documents.issued"),
      cell: ({ issuedAt }) => <DateText at={issuedAt} />,
      sortBy: ({ issuedAt }) => issuedAt,
    },
    {
      id: "total",
      header: t("documents.total"),
      isNumber: true,
      cell: ({ total }) => <MoneyText money={total} />,
    },
  ];
}

/** Fees that are on no invoice yet come at the end of the month, or now. */
function InvoiceNow({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const go = useGo();
  const balance = useRead("GET /v1/brands/{brandId}/balance", { params: { brandId } });
  const currencies = (balance.data?.balances ?? []).map(({ currency }) => currency);
  const [chosen, choose] = useState<string | null>(null);
  const currency = chosen ?? currencies[0];
  const write = useWrite("POST /v1/brands/{brandId}/fee-invoices", {
    invalidates: ["GET /v1/documents"],
    onDone: ({ id }) => go(`/brand/documents/${id}`),
  });
  if (currency === undefined) return null;
  return (
    <Panel title={t("documents.invoiceNow")}>
      {write.error ? <ProblemAlert error={write.error} /> : null}
      <Group align="flex-end">
        <Select
          label={t("payIn.currency")}
          data={currencies}
          allowDeselect={false}
          value={currency}
          onChange={choose}
          w="9rem"
        />
        <Button
          variant="default"
          loading={write.isPending}
          onClick={() =>
            write.mutate({ params: { brandId }, body: { currency: asCurrency(currency) } })
          }
        >
          {t("documents.invoiceSubmit")}
        </Button>
      </Group>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { brandId, isManager } = useBrand();
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["kind"] as const);
  const kind = kinds.find((known) => known === filters.kind);
  const documents = usePages("GET /v1/documents", {
    query: { brandId, ...(kind ? { kind } : {}) },
  });
  return (
    <>
      <PageHeader title={t("documents.title")} text={t("documents.text")} />
      {isManager ? <InvoiceNow brandId={brandId} /> : null}
      <FilterBar
        filters={[
          {
            name: "kind",
            kind: "choice",
            label: t("documents.kind"),
            options: kinds.map((value) => ({ value, label: t(`documents.kinds.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("documents.title")}
        {...fromPages(documents)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/brand/documents/${id}`)}
        empty={
          <EmptyState icon="document" title={t("documents.none")} text={t("documents.noneText")} />
        }
      />
    </>
  );
}
