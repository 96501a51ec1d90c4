import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { AfterlifeHeader } from "../parts/afterlife-header";
import { usePayoutColumns } from "../parts/payout-columns";

const statuses = ["returned", "failed"] as const;

export function Page() {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const go = useGo();
  const columns = usePayoutColumns();
  const [values, set, clear] = useFilters(["status"]);
  const status = values.status === "failed" ? "failed" : "returned";
  const filters: readonly Filter<"status">[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: tCommon(`status.payout.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/payouts", { query: { status } }, { isLive: true });
  return (
    <>
      <AfterlifeHeader page="returned" />
      <FilterBar filters={filters} values={{ ...values, status }} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.after.returned")}
        {...fromPages(pages)}
        columns={[
          columns.creator,
          columns.amount,
          columns.rail,
          columns.status,
          columns.attempt,
          columns.holds,
          columns.since,
        ]}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/payouts/${row.id}`)}
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.after.noReturned")}
            text={t("payouts.after.noReturnedText")}
          />
        }
      />
    </>
  );
}
