import { type Currency, payableStepMinor } from "../../../kernel/currency";
import { many, type Tx } from "../../../platform/db/sql";
import { accounts, creditBalance } from "../../ledger";

/** PayPal's usual price of a payout; only an estimate, the booked fee is the one PayPal reports for the item. */
const feeEstimateBasisPoints = 200n;

/**
 * What PayPal may take for one item, in minor units: rounded up for each item by itself, in the smallest amount PayPal
 * knows of the currency. Rounded down over a whole batch it could lack a cent for every item.
 */
export function feeEstimateMinor(amountMinor: bigint, currency: Currency): bigint {
  const step = payableStepMinor(currency);
  const perStep = 10_000n * step;
  return ((amountMinor * feeEstimateBasisPoints + perStep - 1n) / perStep) * step;
}

/**
 * What PayPal's balance lacks, in minor units, to send these amounts beside everything that is under way; zero when they
 * are covered. All count with their estimated fees, because PayPal takes those from the same balance. What PayPal has
 * taken already is out of the balance and does not count again.
 */
export async function coverageShortfall(
  tx: Tx,
  currency: Currency,
  amountsMinor: readonly bigint[],
): Promise<bigint> {
  const balance = -(await creditBalance(tx, accounts.paypal, currency));
  const step = payableStepMinor(currency);
  const [row] = await many<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor + (amount_minor * $2::bigint + $3::bigint - 1) / $3::bigint * $4::bigint), 0)::text AS total
     FROM payout_attempts
     WHERE rail = 'paypal' AND currency = $1 AND NOT is_parked
       AND state IN ('intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked')`,
    [currency, ...[feeEstimateBasisPoints, 10_000n * step, step].map(String)],
  );
  const needed = amountsMinor.reduce(
    (sum, amount) => sum + amount + feeEstimateMinor(amount, currency),
    BigInt(row?.total ?? "0"),
  );
  return needed > balance ? needed - balance : 0n;
}
