/** Taking a stored transaction back by another one that says the opposite. */
import type { Currency } from "../../kernel/currency";
import { InvariantError } from "../../kernel/errors";
import { invariant } from "../../kernel/invariant";
import { databaseNow, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { AccountName } from "./chart";
import { post } from "./ledger-store";
import type { Posting } from "./posting";

interface StoredRow {
  reference: string;
  rule: string;
  currency: Currency;
  tags: Record<string, string>;
}

export interface Reversal {
  /** Last part of the reversal's reference: it was a mistake, or the statement that showed it was withdrawn. */
  as?: "reversed" | "withdrawn";
  /** When it takes effect; now when absent. */
  at?: Date;
}

/**
 * Reverses a transaction, once: what was booked stays, and the reversal names it.
 * @returns the reference of the reversal.
 */
export async function reverseTransaction(
  tx: Tx,
  transactionId: string,
  { as = "reversed", at }: Reversal = {},
): Promise<string> {
  const stored = await one<StoredRow>(
    tx,
    `SELECT reference, rule, currency, tags - 'happened_at' AS tags FROM ledger_transactions WHERE id = $1`,
    [transactionId],
  );
  const entries = await many<{ account: AccountName; amount: string }>(
    tx,
    `SELECT a.name AS account, e.amount_minor::text AS amount FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE e.transaction_id = $1 ORDER BY a.name`,
    [transactionId],
  );
  const reference = `${stored.reference}:${as}`;
  const isNew = await post(tx, {
    ...stored,
    reference,
    effectiveAt: at ?? (await databaseNow(tx)),
    entries: entries.map(({ account, amount }) => ({ account, amountMinor: -BigInt(amount) })),
    reversesId: transactionId,
  });
  invariant(isNew, `${stored.reference} was ${as} twice`);
  return reference;
}

/** More than anybody would take one thing back. */
const againMax = 1_000;

/**
 * What was booked and taken back keeps its reference, so the same fact is booked anew under another one: repeated while that
 * one stands, it is the same again.
 * @returns the reference under which it stands.
 */
export async function postAnew(tx: Tx, posting: Posting): Promise<string> {
  for (let times = 0; times < againMax; times++) {
    const reference = times === 0 ? posting.reference : `${posting.reference}:again:${times}`;
    const undone = await maybeOne(
      tx,
      `SELECT FROM ledger_transactions t JOIN ledger_transactions r ON r.reverses_id = t.id
       WHERE t.reference = $1`,
      [reference],
    );
    if (undone) continue;
    await post(tx, { ...posting, reference });
    return reference;
  }
  throw new InvariantError(`${posting.reference} was taken back ${againMax} times`);
}

/** SQL: the transaction `alias` was not taken back and takes nothing back itself. */
export const isStanding = (alias: string) => `(${alias}.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM ledger_transactions undoing WHERE undoing.reverses_id = ${alias}.id))`;

/** SQL: the L3 posting `alias` says that a provider's payout was `steps`, such as `sent` or `arrived|returned`. */
export const isPayoutStep = (alias: string, steps: string) =>
  `(${alias}.rule = 'L3' AND ${alias}.tags ? 'provider_payout' AND ${isStanding(alias)}
    AND ${alias}.reference ~ ':(${steps})(:again:[0-9]+)?$')`;

/** SQL: a payout of a provider that left, and neither arrived at a bank nor came back. */
export const isPayoutUnderWay = (alias: string) => `(${isPayoutStep(alias, "sent")} AND NOT EXISTS (
  SELECT FROM ledger_transactions onward WHERE ${isPayoutStep("onward", "arrived|returned")}
    AND onward.tags ->> 'provider' = ${alias}.tags ->> 'provider'
    AND onward.tags ->> 'provider_payout' = ${alias}.tags ->> 'provider_payout'))`;
