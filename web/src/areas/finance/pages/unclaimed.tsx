import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, LinesSkeleton } from "../../../design/states";
import { DateText } from "../../../design/values";
import { usePayoutColumns } from "../parts/payout-columns";
import type { Payout } from "../parts/payout-words";

/** Taken by PayPal from us and not with the receiver yet. */
const parked: readonly string[] = ["unclaimed", "on_hold", "blocked"];
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
        <DateText
          at={new Date(Date.parse(row.statusAt) + waitMs).toISOString()}
          hasDistance
        />
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
    { query: { status: "in_progress", rail: "paypal", limit: "100" } },
    { isLive: true },
  );
  const { hasMore, isLoadingMore, loadMore } = pages;
  // The API lists what is under way; those that wait at PayPal may be anywhere among it.
  useEffect(() => {
    if (hasMore && !isLoadingMore) loadMore();
  }, [hasMore, isLoadingMore, loadMore]);
  const rows = pages.items.filter(({ attemptState }) => parked.includes(attemptState ?? ""));
  return (
    <>
      <PageHeader title={t("payouts.unclaimed")} text={t("payouts.unclaimedText")} />
      <DataTable
        label={t("payouts.unclaimed")}
        rows={rows}
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
        isPending={pages.isPending}
        error={pages.error}
        onRetry={pages.refetch}
        isLoadingMore={isLoadingMore}
        empty={
          hasMore ? (
            <LinesSkeleton />
          ) : (
            <EmptyState
              icon="check"
              title={t("payouts.noUnclaimed")}
              text={t("payouts.noUnclaimedText")}
            />
          )
        }
      />
    </>
  );
}
