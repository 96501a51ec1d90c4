import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { usePayoutColumns } from "../parts/payout-columns";
import type { Payout } from "../parts/payout-words";

/** After so long PayPal gives the money back by itself. */
const waitMs = 30 * 86_400_000;

function useUntilColumn(): Column<Payout> {
  const { t } = useTranslation("finance");
  return {
    id: "until",
    header: t("payouts.comesBackAt"),
    sortBy: (row) => row.statusAt,
    cell: (row) =>
      row.attemptState === "unclaimed" ? (
        <DateText at={new Date(Date.parse(row.statusAt) + waitMs).toISOString()} hasDistance />
      ) : (
        "–"
      ),
  };
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const columns = usePayoutColumns();
  const until = useUntilColumn();
  const pages = usePages(
    "GET /v1/payouts",
    { query: { status: "in_progress", rail: "paypal", isParked: "true" } },
    { isLive: true },
  );
  return (
    <>
      <PageHeader title={t("payouts.unclaimed")} text={t("payouts.unclaimedText")} />
      <DataTable
        label={t("payouts.unclaimed")}
        {...fromPages(pages)}
        columns={[
          columns.creator,
          columns.amount,
          columns.receiver,
          columns.attempt,
          columns.since,
          until,
        ]}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/payouts/${row.id}`)}
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.noUnclaimed")}
            text={t("payouts.noUnclaimedText")}
          />
        }
      />
    </>
  );
}
