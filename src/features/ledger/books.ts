/** Reading the books, transaction by transaction. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";

export interface BookedTransaction {
  id: string;
  seq: bigint;
  reference: string;
  rule: string;
  currency: Currency;
  effectiveAt: Date;
  recordedAt: Date;
  tags: Record<string, string>;
  entries: { account: string; amountMinor: bigint }[];
}

interface TransactionRow {
  id: string;
  seq: string;
  reference: string;
  rule: string;
  currency: Currency;
  effective_at: Date;
  recorded_at: Date;
  tags: Record<string, string>;
  entries: { account: string; amount: string }[];
}

export interface TransactionFilter {
  afterSeq?: bigint;
  limit: number;
  /** Only transactions that touch this account. */
  account?: string | undefined;
  /** Only transactions that carry this tag value, such as a payout's id. */
  tagValue?: string | undefined;
  /** Only the transaction of this reference. */
  reference?: string | undefined;
}

/** Transactions with their entries in booking order, after `afterSeq`. */
export async function listTransactions(
  tx: Tx,
  filter: TransactionFilter,
): Promise<BookedTransaction[]> {
  const rows = await many<TransactionRow>(
    tx,
    `SELECT t.id, t.seq::text, t.reference, t.rule, t.currency, t.effective_at, t.recorded_at, t.tags,
            (SELECT json_agg(json_build_object('account', a.name, 'amount', e.amount_minor::text)
                             ORDER BY e.id)
             FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
             WHERE e.transaction_id = t.id) AS entries
     FROM ledger_transactions t
     WHERE t.seq > $1
       AND ($3::text IS NULL OR EXISTS (
         SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
         WHERE e.transaction_id = t.id AND a.name = $3))
       AND ($4::text IS NULL OR EXISTS (SELECT FROM jsonb_each_text(t.tags) g WHERE g.value = $4))
       AND ($5::text IS NULL OR t.reference = $5)
     ORDER BY t.seq LIMIT $2`,
    [
      (filter.afterSeq ?? 0n).toString(),
      filter.limit,
      filter.account ?? null,
      filter.tagValue ?? null,
      filter.reference ?? null,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    seq: BigInt(row.seq),
    reference: row.reference,
    rule: row.rule,
    currency: row.currency,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    tags: row.tags,
    entries: row.entries.map((entry) => ({
      account: entry.account,
      amountMinor: BigInt(entry.amount),
    })),
  }));
}
