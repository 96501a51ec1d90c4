import type { Currency } from "../../../kernel/currency";
import { shareOf } from "../../../kernel/money";
import { many, type Tx } from "../../../platform/db/sql";
import { accounts, creditBalance } from "../../ledger";

/** PayPal's usual price of a payout; only an estimate, the booked fee is the one PayPal reports for the item. */
const feeEstimateBasisPoints = 200n;

export interface Funds {
  /** PayPal's balance by our books. */
  balanceMinor: bigint;
  /** Amounts on their way that PayPal has not taken yet. */
  openMinor: bigint;
}

/** Both sums read whole tables, so a run reads them once, under the lock that keeps other freezes out. */
export async function readFunds(tx: Tx, currency: Currency): Promise<Funds> {
  const balanceMinor = -(await creditBalance(tx, accounts.paypal, currency));
  const [row] = await many<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS total FROM payout_attempts
     WHERE rail = 'paypal' AND currency = $1
       AND state IN ('intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked')`,
    [currency],
  );
  return { balanceMinor, openMinor: BigInt(row?.total ?? "0") };
}

/**
 * What the balance lacks, in minor units, to send `totalMinor` beside everything that is under way; zero when it is
 * covered. Both amounts count with their estimated fees, because PayPal takes those from the same balance.
 */
export function shortfallOf({ balanceMinor, openMinor }: Funds, totalMinor: bigint): bigint {
  const needed = openMinor + totalMinor;
  const withFees = needed + shareOf(needed, feeEstimateBasisPoints);
  return withFees > balanceMinor ? withFees - balanceMinor : 0n;
}
