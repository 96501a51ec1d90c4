import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { currencyOptions } from "../parts/currencies";
import { BatchStatus } from "../parts/payout-words";

type Batch = ItemOf<"GET /v1/payout-batches">;
type Query = NonNullable<RequestOf<"GET /v1/payout-batches">["query"]>;

const names = ["state", "currency", "hasOpenBreak"] as const;
const states = [
  "frozen",
  "ambiguous",
  "submitted",
  "closed",
  "refused",
  "stopped",
] as const satisfies readonly Batch["state"][];

function useColumns(): readonly Column<Batch>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "code",
      header: t("batches.code"),
      isMain: true,
      cell: (row) => (
        <PageLink to={`/finance/batches/${row.id}`} style={{ overflowWrap: "anywhere" }}>
          {row.senderBatchId}
        </PageLink>
      ),
    },
    {
      id: "state",
      header: t("batches.stateLabel"),
      sortBy: (row) => row.state,
      cell: (row) => <BatchStatus state={row.state} />,
    },
    {
      id: "items",
      header: t("batches.items"),
      isNumber: true,
      sortBy: (row) => row.itemsCount,
      cell: (row) => format.number(row.itemsCount),
    },
    {
      id: "total",
      header: t("batches.total"),
      isNumber: true,
      sortBy: (row) => BigInt(row.total.amountMinor),
      cell: (row) => <MoneyText money={row.total} />,
    },
    {
      id: "created",
      header: t("batches.created"),
      sortBy: (row) => row.createdAt,
      cell: (row) => <DateText at={row.createdAt} />,
    },
    {
      id: "problem",
      header: t("batches.problem"),
      cell: (row) => row.problem?.message ?? "–",
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(names);
  const columns = useColumns();
  const filters: readonly Filter<(typeof names)[number]>[] = [
    {
      name: "state",
      kind: "choice",
      label: t("batches.stateLabel"),
      options: states.map((value) => ({ value, label: t(`batches.state.${value}`) })),
    },
    { name: "currency", kind: "choice", label: t("payouts.currency"), options: currencyOptions },
    {
      name: "hasOpenBreak",
      kind: "choice",
      label: t("payouts.attention"),
      options: [{ value: "true", label: t("payouts.attentions.hasOpenBreak") }],
    },
  ];
  const batches = usePages("GET /v1/payout-batches", { query: values as Query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("batches.title")} text={t("batches.text")} />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("batches.title")}
        {...fromPages(batches)}
        columns={columns}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/batches/${row.id}`)}
        empty={<EmptyState icon="send" title={t("batches.none")} text={t("batches.noneText")} />}
      />
    </>
  );
}
