import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { PayoutStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { AfterlifeHeader } from "../parts/afterlife-header";
import type { Payout } from "../parts/payout-words";

type Dormant = ItemOf<"GET /v1/authorities/dormant-payouts">;
const ages = ["0", "30", "90", "180", "365"];
const usualAge = "90";

function useColumns(): readonly Column<Dormant>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "creator",
      header: t("payouts.creator"),
      isMain: true,
      sortBy: (row) => row.creatorName,
      cell: (row) => <PageLink to={`/finance/payouts/${row.id}`}>{row.creatorName}</PageLink>,
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "status",
      header: t("payouts.status"),
      cell: (row) => <PayoutStatus status={row.status as Payout["status"]} />,
    },
    {
      id: "country",
      header: t("payouts.after.country"),
      cell: (row) => (row.country ? format.country(row.country) : "–"),
    },
    {
      id: "since",
      header: t("payouts.since"),
      sortBy: (row) => row.since,
      cell: (row) => <DateText at={row.since} hasDistance />,
    },
    {
      id: "due",
      header: t("payouts.after.dueOn"),
      cell: (row) =>
        row.dueOn ? <DateText at={row.dueOn} hasDistance /> : t("payouts.after.noRule"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const go = useGo();
  const columns = useColumns();
  const [values, set, clear] = useFilters(["age"]);
  const age = values.age ?? usualAge;
  const filters: readonly Filter<"age">[] = [
    {
      name: "age",
      kind: "choice",
      label: t("payouts.after.age"),
      options: ages.map((value) => ({
        value,
        label: t("payouts.after.days", {
          count: Number(value),
          formatted: format.number(Number(value)),
        }),
      })),
    },
  ];
  const pages = usePages("GET /v1/authorities/dormant-payouts", {
    query: { olderThanDays: age },
  });
  return (
    <>
      <AfterlifeHeader page="dormant" />
      <FilterBar filters={filters} values={{ age }} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.after.dormant")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/payouts/${row.id}`)}
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.after.noDormant")}
            text={t("payouts.after.noDormantText")}
          />
        }
      />
    </>
  );
}
