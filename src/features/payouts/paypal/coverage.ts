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

/** What PayPal's balance has to bear, by our books. */
export interface Funds {
  balanceMinor: bigint;
  /** Everything under way that PayPal has not taken yet, with its estimated fees. */
  openMinor: bigint;
  /** How many batches of the currency there were: another freezer would have added one. */
  batchesCount: number;
}

const amountAndFee = (amountMinor: bigint, currency: Currency) =>
  amountMinor + feeEstimateMinor(amountMinor, currency);

/** Batches of a currency, sent or not. */
export async function countBatches(tx: Tx, currency: Currency): Promise<number> {
  const [row] = await many<{ n: number }>(
    tx,
    "SELECT count(*)::int AS n FROM payout_batches WHERE currency = $1",
    [currency],
  );
  return row?.n ?? 0;
}

/** What PayPal holds because payers dispute it: still ours, and not to be paid out. */
async function disputedMinor(tx: Tx, currency: Currency): Promise<bigint> {
  const [row] = await many<{ held: string }>(
    tx,
    `SELECT coalesce(sum(c.amount_minor - c.taken_minor), 0)::text AS held
     FROM chargebacks c JOIN deposits d ON d.id = c.deposit_id
     WHERE d.method = 'paypal' AND c.status = 'open' AND c.currency = $1`,
    [currency],
  );
  return BigInt(row?.held ?? "0");
}

/**
 * Both sums grow with the books, so a run reads them once and then adds what it freezes itself. All amounts count with
 * their estimated fees, because PayPal takes those from the same balance. What PayPal has taken already is out of the
 * balance and does not count again.
 */
export async function readFunds(tx: Tx, currency: Currency): Promise<Funds> {
  const bookedMinor = -(await creditBalance(tx, accounts.paypal, currency));
  const balanceMinor = bookedMinor - (await disputedMinor(tx, currency));
  const step = payableStepMinor(currency);
  const [row] = await many<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor + (amount_minor * $2::bigint + $3::bigint - 1) / $3::bigint * $4::bigint), 0)::text AS total
     FROM payout_attempts
     WHERE rail = 'paypal' AND currency = $1 AND NOT is_parked
       AND state IN ('intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked')`,
    [currency, ...[feeEstimateBasisPoints, 10_000n * step, step].map(String)],
  );
  const batchesCount = await countBatches(tx, currency);
  return { balanceMinor, openMinor: BigInt(row?.total ?? "0"), batchesCount };
}

/** The same funds when one more batch of these amounts is under way. */
export function withBatch(
  funds: Funds,
  currency: Currency,
  amountsMinor: readonly bigint[],
): Funds {
  const openMinor = amountsMinor.reduce(
    (sum, amount) => sum + amountAndFee(amount, currency),
    funds.openMinor,
  );
  return { ...funds, openMinor, batchesCount: funds.batchesCount + 1 };
}

/** What the balance lacks, in minor units, for everything under way; zero when it is covered. */
export function shortfallOf({ balanceMinor, openMinor }: Funds): bigint {
  return openMinor > balanceMinor ? openMinor - balanceMinor : 0n;
}
