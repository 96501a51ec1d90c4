import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageButton, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { currencyOptions } from "../parts/currencies";
import { usePayoutColumns } from "../parts/payout-columns";
import { FilteredTotals } from "../parts/payout-totals";
import type { Payout } from "../parts/payout-words";

const names = ["status", "rail", "currency", "attention", "from", "until", "creatorId"] as const;
type Name = (typeof names)[number];
type Values = Partial<Record<Name, string>>;

const statuses = [
  "draft",
  "pending_approval",
  "approved",
  "queued",
  "in_progress",
  "paid",
  "returned",
  "failed",
  "canceled",
  "recovered",
] as const satisfies readonly Payout["status"][];
const attentions = ["hasOpenHold", "hasOpenBreak", "isStuck"] as const;

/** Days as the API wants instants: from the first moment of one to the last of the other, in UTC. */
function rangeOf({ from, until }: Values) {
  const dayMs = 86_400_000;
  const next = until ? new Date(Date.parse(`${until}T00:00:00Z`) + dayMs).toISOString() : undefined;
  return {
    ...(from ? { createdFrom: `${from}T00:00:00.000Z` } : {}),
    ...(next ? { createdTo: next } : {}),
  };
}

type Query = NonNullable<RequestOf<"GET /v1/payouts">["query"]>;

/** What stands in an address may be anything; the server says what it does not know. */
function totalsQueryOf(values: Values) {
  const { currency, creatorId } = values;
  return { ...rangeOf(values), currency, creatorId } as Pick<Query, "currency" | "creatorId">;
}

function queryOf(values: Values): Query {
  const { status, rail, attention } = values;
  const flag = attention ? { [attention]: "true" } : {};
  return { ...totalsQueryOf(values), ...flag, status, rail } as Query;
}

function usePayoutFilters(): readonly Filter<Name>[] {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  return [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: tCommon(`status.payout.${value}`) })),
    },
    {
      name: "attention",
      kind: "choice",
      label: t("payouts.attention"),
      options: attentions.map((value) => ({ value, label: t(`payouts.attentions.${value}`) })),
    },
    {
      name: "rail",
      kind: "choice",
      label: t("payouts.railLabel"),
      options: (["paypal", "cheque"] as const).map((value) => ({
        value,
        label: t(`payouts.rail.${value}`),
      })),
    },
    {
      name: "currency",
      kind: "choice",
      label: t("payouts.currency"),
      options: currencyOptions,
    },
    { name: "from", kind: "day", label: t("payouts.from") },
    { name: "until", kind: "day", label: t("payouts.until") },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(names);
  const filters = usePayoutFilters();
  const columns = usePayoutColumns();
  const payouts = usePages("GET /v1/payouts", { query: queryOf(values) }, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("payouts.title")}
        text={t("payouts.text")}
        actions={<PageButton to="/finance/release">{t("payouts.toRelease")}</PageButton>}
      />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      {values.rail || values.attention ? null : (
        <FilteredTotals query={totalsQueryOf(values)} status={values.status} />
      )}
      <DataTable
        label={t("payouts.title")}
        {...fromPages(payouts)}
        columns={[
          columns.creator,
          columns.amount,
          columns.withheld,
          columns.recovered,
          columns.rail,
          columns.status,
          columns.holds,
          columns.attempt,
          columns.since,
          { ...columns.receiver, isHiddenAtFirst: true },
        ]}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/payouts/${row.id}`)}
        empty={
          <EmptyState
            icon="payout"
            title={t("payouts.none")}
            text={Object.keys(values).length > 0 ? t("payouts.noneFiltered") : t("payouts.noneYet")}
          />
        }
      />
    </>
  );
}
