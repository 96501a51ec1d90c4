/**
 * Which payouts may go out without two people. The policy is data: a version for each currency, or `*` for all others,
 * changed only by a new version that two finance people signed.
 */
import { type Currency, isoExponent } from "../../../kernel/currency";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";

export interface ReleasePolicy {
  id: string;
  version: number;
  /** Whole units of the currency. */
  autoPayoutUnits: bigint;
  autoCreatorDayUnits: bigint;
}

interface PolicyRow {
  id: string;
  version: number;
  auto_payout_units: string;
  auto_creator_day_units: string;
}

/** The policy in force for a currency: its own newest version, else the newest for all currencies. */
export async function currentPolicy(
  tx: Tx,
  currency: Currency,
): Promise<ReleasePolicy | undefined> {
  const row = await maybeOne<PolicyRow>(
    tx,
    `SELECT id, version, auto_payout_units, auto_creator_day_units FROM release_policies
     WHERE currency IN ($1, '*') AND effective_at <= now()
     ORDER BY (currency = '*'), version DESC LIMIT 1`,
    [currency],
  );
  return (
    row && {
      id: row.id,
      version: row.version,
      autoPayoutUnits: BigInt(row.auto_payout_units),
      autoCreatorDayUnits: BigInt(row.auto_creator_day_units),
    }
  );
}

/** Pure: may this amount go out by itself, given what the creator got by itself today? */
export function mayReleaseAlone(
  policy: ReleasePolicy,
  currency: Currency,
  amountMinor: bigint,
  releasedTodayMinor: bigint,
): boolean {
  const unit = 10n ** BigInt(isoExponent(currency));
  return (
    amountMinor <= policy.autoPayoutUnits * unit &&
    amountMinor + releasedTodayMinor <= policy.autoCreatorDayUnits * unit
  );
}

/**
 * What was released automatically to one creator since midnight UTC. Holds a lock until the transaction ends, so that
 * two payouts decided at once cannot both fit into the last of the day's limit.
 */
export async function releasedToday(
  tx: Tx,
  creatorId: string,
  currency: Currency,
): Promise<bigint> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", [
    `${creatorId} ${currency}`,
  ]);
  const [row] = await many<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS total FROM payouts
     WHERE creator_id = $1 AND currency = $2 AND release = 'auto' AND status <> 'canceled'
       AND released_at >= date_trunc('day', now())`,
    [creatorId, currency],
  );
  return BigInt(row?.total ?? "0");
}
