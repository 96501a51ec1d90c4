/**
 * The policies that are in force. A policy is data: versions for each currency, of which the newest that two finance people
 * agreed on counts. A currency without one has the strictest terms there are.
 */
import { type Currency, currencies } from "../../../kernel/currency";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import {
  type PayoutSchedule,
  type PolicyCurrency,
  type ReleaseTerms,
  strictestTerms,
} from "./release-terms";

export interface ReleasePolicy extends ReleaseTerms {
  id: string;
  currency: PolicyCurrency;
  version: number;
}

export interface TermsRow {
  id: string;
  currency: PolicyCurrency;
  version: number;
  auto_payout_units: string;
  auto_creator_day_units: string;
  hold_days: number;
  schedule: PayoutSchedule;
  minimum_units: string;
  cool_off_hours: number;
  first_cool_off_hours: number;
  paypal_item_max_units: string | null;
}

export const termsColumns = `id, currency, version, auto_payout_units, auto_creator_day_units, hold_days, schedule,
  minimum_units, cool_off_hours, first_cool_off_hours, paypal_item_max_units`;

export function policyOf(row: TermsRow): ReleasePolicy {
  return {
    id: row.id,
    currency: row.currency,
    version: row.version,
    autoPayoutUnits: BigInt(row.auto_payout_units),
    autoCreatorDayUnits: BigInt(row.auto_creator_day_units),
    holdDays: row.hold_days,
    schedule: row.schedule,
    minimumUnits: BigInt(row.minimum_units),
    coolOffHours: row.cool_off_hours,
    firstCoolOffHours: row.first_cool_off_hours,
    paypalItemMaxUnits:
      row.paypal_item_max_units === null ? null : BigInt(row.paypal_item_max_units),
  };
}

/** What holds for a currency on which nobody has agreed. */
const strictestFor = (currency: Currency): ReleasePolicy => ({
  id: "none",
  currency,
  version: 0,
  ...strictestTerms,
});

/** The policy in force for a currency, or the strictest there is. */
export async function currentPolicy(tx: Tx, currency: Currency): Promise<ReleasePolicy> {
  const row = await maybeOne<TermsRow>(
    tx,
    `SELECT ${termsColumns} FROM release_policies
     WHERE currency = $1 AND status = 'approved' ORDER BY version DESC LIMIT 1`,
    [currency],
  );
  return row ? policyOf(row) : strictestFor(currency);
}

/** The policy in force for every currency. */
export async function currentPolicies(tx: Tx): Promise<Map<Currency, ReleasePolicy>> {
  const rows = await many<TermsRow>(
    tx,
    `SELECT DISTINCT ON (currency) ${termsColumns} FROM release_policies WHERE status = 'approved'
     ORDER BY currency, version DESC`,
  );
  const own = new Map(rows.map((row) => [row.currency, policyOf(row)]));
  return new Map(
    currencies.map((currency) => [currency, own.get(currency) ?? strictestFor(currency)]),
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
       AND released_at >= date_trunc('day', now(), 'UTC')`,
    [creatorId, currency],
  );
  return BigInt(row?.total ?? "0");
}
