import type { Currency } from "../../../kernel/currency";
import { shareOf } from "../../../kernel/money";
import { many, type Tx } from "../../../platform/db/sql";
import { accounts, creditBalance } from "../../ledger";

/** PayPal's usual price of a payout; only an estimate, the booked fee is the one PayPal reports for the item. */
const feeEstimateBasisPoints = 200n;

/**
 * What PayPal's balance lacks, in minor units, to send `totalMinor` beside everything that is under way; zero when it is
 * covered. Both amounts count with their estimated fees, because PayPal takes those from the same balance.
 */
export async function coverageShortfall(
  tx: Tx,
  currency: Currency,
  totalMinor: bigint,
): Promise<bigint> {
  const balance = -(await creditBalance(tx, accounts.paypal, currency));
  const [row] = await many<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS total FROM payout_attempts
     WHERE rail = 'paypal' AND currency = $1
       AND state IN ('intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked')`,
    [currency],
  );
  const needed = BigInt(row?.total ?? "0") + totalMinor;
  const withFees = needed + shareOf(needed, feeEstimateBasisPoints);
  return withFees > balance ? withFees - balance : 0n;
}
