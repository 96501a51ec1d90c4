/** What a creator has earned and what is not a payout yet: how much, why, and until when. */
import type { Currency } from "../../../kernel/currency";
import { present } from "../../../kernel/invariant";
import { databaseNow, many, type Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { currentPolicies } from "./release-policy";
import {
  periodEnd,
  planPayouts,
  type ReleaseTerms,
  totalOf,
  type UpcomingReason,
  type WaitingFee,
} from "./release-terms";

interface Upcoming {
  fees: readonly WaitingFee[];
  reason: UpcomingReason;
  expectedAt: Date | null;
  missingMinor: bigint;
}

interface FeeRow {
  id: string;
  currency: Currency;
  fee_minor: string;
  payable_at: Date | null;
  held_until: Date | null;
  is_again: boolean;
}

/** More fees than anybody waits for at once; the oldest come first. */
const feesMax = 1_000;

async function uncoveredFees(tx: Tx, creatorId: string): Promise<FeeRow[]> {
  return await many<FeeRow>(
    tx,
    `SELECT e.id, e.currency, e.fee_minor, e.payable_at, e.held_until,
            EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id) AS is_again
     FROM endorsements e
     WHERE e.creator_id = $1 AND e.fee_minor > 0 AND e.clawed_back_at IS NULL
       AND (e.payable_at IS NOT NULL OR e.held_until IS NOT NULL)
       AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)
     ORDER BY e.id LIMIT $2`,
    [creatorId, feesMax],
  );
}

const feeOf = (row: FeeRow, payableAt: Date): WaitingFee => ({
  endorsementId: row.id,
  amountMinor: BigInt(row.fee_minor),
  payableAt,
  isAgain: row.is_again,
});

function upcomingOf(
  terms: ReleaseTerms,
  currency: Currency,
  rows: readonly FeeRow[],
  now: Date,
): Upcoming[] {
  const payable = rows.flatMap((row) => (row.payable_at ? [feeOf(row, row.payable_at)] : []));
  const plan = planPayouts(terms, currency, payable, now);
  const held = rows.flatMap((row): Upcoming[] => {
    if (row.payable_at || !row.held_until) return [];
    const expectedAt = periodEnd(terms.schedule, row.held_until);
    const fees = [feeOf(row, row.held_until)];
    return [{ fees, reason: "hold_period", expectedAt, missingMinor: 0n }];
  });
  const prepared = plan.payouts.map(
    (fees): Upcoming => ({ fees, reason: "in_preparation", expectedAt: now, missingMinor: 0n }),
  );
  return [...prepared, ...plan.waiting, ...held];
}

/** By currency and, within one, in the order in which the fees become payouts. */
export async function listUpcoming(tx: Tx, creatorId: string) {
  const rows = await uncoveredFees(tx, creatorId);
  const policies = await currentPolicies(tx);
  const now = await databaseNow(tx);
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  return currencies.flatMap((currency) => {
    const terms = present(policies.get(currency), `${currency} policy`);
    const own = rows.filter((row) => row.currency === currency);
    return upcomingOf(terms, currency, own, now).map((upcoming) => ({
      amount: moneyJson(totalOf(upcoming.fees), currency),
      reason: upcoming.reason,
      expectedAt: upcoming.expectedAt?.toISOString() ?? null,
      missing: upcoming.missingMinor > 0n ? moneyJson(upcoming.missingMinor, currency) : null,
      endorsementIds: upcoming.fees.map((fee) => fee.endorsementId),
    }));
  });
}
