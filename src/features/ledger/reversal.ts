/** Taking a stored transaction back by another one that says the opposite. */
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";
import { databaseNow, many, one, type Tx } from "../../platform/db/sql";
import type { AccountName } from "./chart";
import { post } from "./ledger-store";

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
