/** Payable fees that no live payout covers: read for one creator to plan payouts, and searched over all for the sweep. */
import { type Currency, currencies } from "../../../kernel/currency";
import { present } from "../../../kernel/invariant";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { earnedWhileFrozen } from "../../campaigns";
import { currentPolicies } from "./release-policy";
import { minimumMinorOf, type WaitingFee } from "./release-terms";

const noLiveLine =
  "NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)";

/** Serialises everything that is decided about the waiting fees of one creator. */
export async function lockWaitingFees(
  tx: Tx,
  creatorId: string,
  currency: Currency,
): Promise<void> {
  await exec(
    tx,
    `SELECT FROM endorsements e WHERE creator_id = $1 AND currency = $2 AND payable_at IS NOT NULL
       AND clawed_back_at IS NULL AND fee_minor > 0 AND ${noLiveLine} ORDER BY id FOR NO KEY UPDATE`,
    [creatorId, currency],
  );
}

interface FeeRow {
  id: string;
  fee_minor: string;
  payable_at: Date;
  is_again: boolean;
  is_in_doubt: boolean;
}

/** What waits, oldest first; to be read after the lock, because whoever held it may have made payouts of some. */
export async function waitingFees(
  tx: Tx,
  of: { creatorId: string; currency: Currency; endorsementId: string | null },
): Promise<WaitingFee[]> {
  const rows = await many<FeeRow>(
    tx,
    `SELECT e.id, e.fee_minor, e.payable_at,
            EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id) AS is_again,
            ${earnedWhileFrozen("e")} AS is_in_doubt
     FROM endorsements e
     WHERE e.creator_id = $1 AND e.currency = $2 AND ($3::uuid IS NULL OR e.id = $3)
       AND e.payable_at IS NOT NULL AND e.clawed_back_at IS NULL AND e.fee_minor > 0
         AND ${noLiveLine}
     ORDER BY e.id`,
    [of.creatorId, of.currency, of.endorsementId],
  );
  return rows.map((row) => ({
    endorsementId: row.id,
    amountMinor: BigInt(row.fee_minor),
    payableAt: row.payable_at,
    isAgain: row.is_again,
    isInDoubt: row.is_in_doubt,
  }));
}

/**
 * Fees that should have a payout by now: one endorsement for each payout that is due, so that asking for each of them
 * makes all. Periods end and minimums are reached by the database's clock and sums, as in {@link planPayouts}.
 */
export async function findFeesToPay(tx: Tx, limit: number): Promise<string[]> {
  const policies = await currentPolicies(tx);
  const terms = currencies.map((currency) => present(policies.get(currency), `${currency} policy`));
  const rows = await many<{ id: string }>(
    tx,
    `WITH waiting AS (
       SELECT e.id, e.creator_id, e.currency, e.fee_minor, t.minimum_minor,
              EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id) OR ${earnedWhileFrozen("e")}
                OR (t.schedule = 'at_once' AND t.minimum_minor = 0) AS is_alone,
              CASE t.schedule WHEN 'daily' THEN e.payable_at < date_trunc('day', now(), 'UTC')
                              WHEN 'weekly' THEN e.payable_at < date_trunc('week', now(), 'UTC')
                              ELSE true END AS is_due
       FROM endorsements e JOIN unnest($2::text[], $3::text[], $4::bigint[])
         AS t (currency, schedule, minimum_minor) ON t.currency = e.currency
       WHERE e.payable_at IS NOT NULL AND e.clawed_back_at IS NULL AND e.fee_minor > 0
         AND ${noLiveLine})
     SELECT id FROM waiting WHERE is_alone
     UNION ALL
     SELECT (array_agg(id ORDER BY id))[1] FROM waiting WHERE is_due AND NOT is_alone
     GROUP BY creator_id, currency, minimum_minor HAVING sum(fee_minor) >= minimum_minor
     ORDER BY id LIMIT $1`,
    [
      limit,
      currencies,
      terms.map(({ schedule }) => schedule),
      terms.map((policy, at) =>
        minimumMinorOf(policy, present(currencies[at], "Its currency")).toString(),
      ),
    ],
  );
  return rows.map((row) => row.id);
}
