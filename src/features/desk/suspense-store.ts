/** What stands in suspense, item by item: each ledger transaction that put something there, and what of it is left. */
import type { Currency } from "../../kernel/currency";
import { many, one, type Tx } from "../../platform/db/sql";

export interface SuspenseItem {
  /** Of the ledger transaction. */
  id: string;
  reference: string;
  rule: string;
  account: string;
  currency: Currency;
  /** Debit above zero, as everywhere in the books. */
  amountMinor: bigint;
  /** What of it no posting has cleared. */
  openMinor: bigint;
  tags: Record<string, string>;
  effectiveAt: Date;
}

interface ItemRow extends Omit<SuspenseItem, "amountMinor" | "openMinor"> {
  amount: string;
  open: string;
}

const isStanding = (t: string) => `${t}.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM ledger_transactions r WHERE r.reverses_id = ${t}.id)`;

/** A transaction that was reversed, its reversal, and what clears another one are no items. */
const items = `
  SELECT i.*, i.amount + coalesce((
    SELECT sum(x.amount_minor)
    FROM ledger_transactions c JOIN ledger_entries x ON x.transaction_id = c.id
    WHERE c.tags ->> 'clears' = i.reference AND c.tags ? 'clears' AND x.account_id = i.account_id
      AND ${isStanding("c")}), 0) AS open
  FROM (
    SELECT t.id, t.reference, t.rule, a.id AS account_id, a.name AS account, t.currency, t.tags,
           t.effective_at AS "effectiveAt", sum(e.amount_minor) AS amount
    FROM ledger_accounts a
    JOIN ledger_entries e ON e.account_id = a.id
    JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE a.name LIKE 'assets:suspense:%' AND NOT t.tags ? 'clears' AND ${isStanding("t")}
    GROUP BY t.id, a.id) i`;

const itemOf = ({ amount, open, ...row }: ItemRow): SuspenseItem => ({
  ...row,
  amountMinor: BigInt(amount),
  openMinor: BigInt(open),
});

export interface ItemFilter {
  account?: string | undefined;
  currency?: string | undefined;
  afterId: string | null;
  limit: number;
}

/** Items that are not cleared, newest first; one more than `limit` when there is a next page. */
export async function listOpenItems(tx: Tx, filter: ItemFilter): Promise<SuspenseItem[]> {
  const rows = await many<ItemRow>(
    tx,
    `SELECT id, reference, rule, account, currency, tags, "effectiveAt", amount::text, open::text
     FROM (${items}) s
     WHERE s.open <> 0 AND ($1::text IS NULL OR s.account = $1) AND ($2::text IS NULL OR s.currency = $2)
       AND ($3::uuid IS NULL OR s.id < $3)
     ORDER BY s.id DESC LIMIT $4`,
    [filter.account ?? null, filter.currency ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map(itemOf);
}

/** What this transaction put into the account, open or not. */
export async function findItem(
  tx: Tx,
  key: { reference: string; account: string; currency: string },
): Promise<SuspenseItem | undefined> {
  const rows = await many<ItemRow>(
    tx,
    `SELECT id, reference, rule, account, currency, tags, "effectiveAt", amount::text, open::text
     FROM (${items}) s WHERE s.reference = $1 AND s.account = $2 AND s.currency = $3`,
    [key.reference, key.account, key.currency],
  );
  return rows.map(itemOf)[0];
}

/**
 * What a creator owes because the bank paid a cheque it should not have paid (L30), less what the bank gave back, and never
 * more than is still owed. Above zero.
 */
export async function lateChequeDebt(tx: Tx, account: string, currency: string): Promise<bigint> {
  const { debt } = await one<{ debt: string }>(
    tx,
    `SELECT greatest(least(
         coalesce(sum(e.amount_minor) FILTER (WHERE t.rule IN ('L30', 'suspense_clearing')), 0),
         coalesce(sum(e.amount_minor), 0)), 0)::text AS debt
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE a.name = $1 AND a.currency = $2`,
    [account, currency],
  );
  return BigInt(debt);
}
