/** Totals of all payouts: what is owed, on its way, waiting and paid, for each currency. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { PayoutStatus } from "./payout";
import { payoutsWithOpenBreak, type StuckLimits, stuckPayout, stuckSeconds } from "./payout-filter";

export interface SummaryFilter {
  currency?: Currency | undefined;
  creatorId?: string | undefined;
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
}

interface SummaryRow {
  currency: Currency;
  status: PayoutStatus;
  count: number;
  total: string;
  held: number;
  broken: number;
  stuck: number;
  oldest: Date;
}

export async function getPayoutSummary(tx: Tx, filter: SummaryFilter, limits: StuckLimits) {
  const rows = await many<SummaryRow>(
    tx,
    `WITH broken AS MATERIALIZED (${payoutsWithOpenBreak}),
          held AS MATERIALIZED (SELECT payout_id FROM payout_holds WHERE released_at IS NULL)
     SELECT p.currency, p.status, count(*)::int AS count, sum(p.amount_minor)::text AS total,
            (count(*) FILTER (WHERE p.id IN (SELECT * FROM held)))::int AS held,
            (count(*) FILTER (WHERE p.id IN (SELECT * FROM broken)))::int AS broken,
            (count(*) FILTER (WHERE ${stuckPayout("$5")}))::int AS stuck,
            min(p.status_at) AS oldest
     FROM payouts p
     WHERE ($1::text IS NULL OR p.currency = $1) AND ($2::uuid IS NULL OR p.creator_id = $2)
       AND ($3::timestamptz IS NULL OR p.created_at >= $3)
       AND ($4::timestamptz IS NULL OR p.created_at < $4)
     GROUP BY p.currency, p.status ORDER BY p.currency, p.status`,
    [
      filter.currency ?? null,
      filter.creatorId ?? null,
      filter.createdFrom ?? null,
      filter.createdTo ?? null,
      stuckSeconds(limits),
    ],
  );
  return {
    items: rows.map((row) => ({
      status: row.status,
      count: row.count,
      total: moneyJson(BigInt(row.total), row.currency),
      heldCount: row.held,
      withOpenBreakCount: row.broken,
      stuckCount: row.stuck,
      oldestStatusAt: row.oldest.toISOString(),
    })),
  };
}
