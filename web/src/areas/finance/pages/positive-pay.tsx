import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { ActionButton } from "../parts/action-button";
import { PositivePayTabs } from "../parts/positive-pay-tabs";

type Export = ItemOf<"GET /v1/positive-pay/exports">;
type Query = NonNullable<RequestOf<"GET /v1/positive-pay/exports">["query"]>;

function Make() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const accounts = useRead("GET /v1/bank-accounts");
  const [code, setCode] = useState<string | null>(null);
  const make = useWrite("POST /v1/positive-pay/exports", {
    invalidates: ["GET /v1/positive-pay/exports", "GET /v1/cheques"],
    onDone: ({ id }) => go(`/finance/positive-pay/${id}`),
  });
  const items = accounts.data?.items ?? [];
  const chosen = code ?? items.at(-1)?.code ?? "";
  return (
    <ActionButton
      label={t("positivePay.make")}
      text={t("positivePay.makeText")}
      variant="filled"
      write={make}
      toRequest={() => ({ body: { bankAccountCode: chosen } })}
    >
      <Select
        label={t("cheques.account")}
        data={items.map((one) => ({ value: one.code, label: `${one.name} (${one.currency})` }))}
        value={chosen}
        onChange={setCode}
        allowDeselect={false}
      />
    </ActionButton>
  );
}

function useColumns(): readonly Column<Export>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "file",
      header: t("positivePay.file"),
      isMain: true,
      cell: (row) => (
        <PageLink to={`/finance/positive-pay/${row.id}`} style={{ overflowWrap: "anywhere" }}>
          {row.fileName}
        </PageLink>
      ),
    },
    { id: "account", header: t("cheques.account"), cell: (row) => row.bankAccountCode },
    {
      id: "issues",
      header: t("positivePay.issues"),
      isNumber: true,
      cell: (row) => (
        <>
          {format.number(row.issueCount)} · <MoneyText money={row.issueTotal} />
        </>
      ),
    },
    {
      id: "voids",
      header: t("positivePay.voids"),
      isNumber: true,
      cell: (row) => (
        <>
          {format.number(row.voidCount)} · <MoneyText money={row.voidTotal} />
        </>
      ),
    },
    {
      id: "by",
      header: t("positivePay.by"),
      cell: (row) => (
        <>
          {row.exportedBy.name}
          <div>
            <DateText at={row.createdAt} />
          </div>
        </>
      ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const go = useGo();
  const accounts = useRead("GET /v1/bank-accounts");
  const [values, set, clear] = useFilters(["bankAccountCode"]);
  const columns = useColumns();
  const filters: readonly Filter<"bankAccountCode">[] = [
    {
      name: "bankAccountCode",
      kind: "choice",
      label: t("cheques.account"),
      options: (accounts.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    },
  ];
  const pages = usePages("GET /v1/positive-pay/exports", { query: values as Query });
  return (
    <>
      <PageHeader
        title={t("positivePay.title")}
        text={t("positivePay.text")}
        actions={hasRole("finance_maker") ? <Make /> : null}
      />
      <PositivePayTabs />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("positivePay.title")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/positive-pay/${row.id}`)}
        empty={
          <EmptyState
            icon="document"
            title={t("positivePay.none")}
            text={t("positivePay.noneText")}
          />
        }
      />
    </>
  );
}
