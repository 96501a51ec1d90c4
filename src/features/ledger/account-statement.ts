/** One account, entry by entry with its running balance. */
import { NotFoundError } from "../../kernel/errors";
import { many, maybeOne, one, type Tx } from "../../platform/db/sql";

export interface StatementEntry {
  /** Of the entry; the cursor of the next page. */
  entryId: bigint;
  seq: bigint;
  transactionId: string;
  reference: string;
  rule: string;
  effectiveAt: Date;
  /** Debit positive. */
  amountMinor: bigint;
  balanceMinor: bigint;
}

export interface AccountStatement {
  /** After the last entry there is, debit positive. */
  balanceMinor: bigint;
  entries: StatementEntry[];
}

interface EntryRow {
  entry_id: string;
  seq: string;
  transaction_id: string;
  reference: string;
  rule: string;
  effective_at: Date;
  amount: string;
}

async function sumUpTo(tx: Tx, accountId: string, entryId: bigint | null): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS total FROM ledger_entries
     WHERE account_id = $1 AND ($2::bigint IS NULL OR id <= $2)`,
    [accountId, entryId?.toString() ?? null],
  );
  return BigInt(total);
}

/**
 * Entries of one account in booking order after `afterEntryId`, one more than `limit` when there is a next page.
 * @throws NotFoundError for an account that was never posted to.
 */
export async function accountStatement(
  tx: Tx,
  query: { name: string; currency: string; afterEntryId: bigint; limit: number },
): Promise<AccountStatement> {
  const account = await maybeOne<{ id: string }>(
    tx,
    "SELECT id::text FROM ledger_accounts WHERE name = $1 AND currency = $2",
    [query.name, query.currency],
  );
  if (!account) throw new NotFoundError();
  const rows = await many<EntryRow>(
    tx,
    `SELECT e.id::text AS entry_id, t.seq::text, t.id AS transaction_id, t.reference, t.rule,
            t.effective_at, e.amount_minor::text AS amount
     FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE e.account_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3`,
    [account.id, query.afterEntryId.toString(), query.limit + 1],
  );
  let balanceMinor = await sumUpTo(tx, account.id, query.afterEntryId);
  const entries = rows.map((row) => {
    const amountMinor = BigInt(row.amount);
    balanceMinor += amountMinor;
    return {
      entryId: BigInt(row.entry_id),
      seq: BigInt(row.seq),
      transactionId: row.transaction_id,
      reference: row.reference,
      rule: row.rule,
      effectiveAt: row.effective_at,
      amountMinor,
      balanceMinor,
    };
  });
  return { balanceMinor: await sumUpTo(tx, account.id, null), entries };
}
