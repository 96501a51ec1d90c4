/** What is booked about payouts, for the screens about one payout and about one batch. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";

export interface PayoutTransaction {
  id: string;
  reference: string;
  rule: string;
  currency: Currency;
  recordedAt: Date;
  /** Of the piece of work it is about; null where it is about the payout as a whole. */
  endorsementId: string | null;
  /** Debits positive. */
  entries: { account: string; amountMinor: bigint }[];
}

/**
 * Transactions of one payout over all its attempts, and those by which the fees it pays were earned and became payable,
 * newest first, at most `limit`.
 */
export async function transactionsOfPayout(
  tx: Tx,
  payoutId: string,
  limit: number,
): Promise<PayoutTransaction[]> {
  const rows = await many<{
    id: string;
    reference: string;
    rule: string;
    currency: Currency;
    recorded_at: Date;
    endorsement: string | null;
    entries: { account: string; amount: string }[];
  }>(
    tx,
    `SELECT t.id, t.reference, t.rule, t.currency, t.recorded_at, t.tags ->> 'endorsement' AS endorsement,
            (SELECT json_agg(json_build_object('account', a.name, 'amount', e.amount_minor::text)
                             ORDER BY e.id)
             FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
             WHERE e.transaction_id = t.id) AS entries
     FROM (SELECT * FROM ledger_transactions WHERE tags ? 'payout' AND tags ->> 'payout' = $1
           UNION
           SELECT k.* FROM payout_lines l
           CROSS JOIN LATERAL (VALUES ('endorsement:' || l.endorsement_id),
                                      ('endorsement:' || l.endorsement_id || ':payable')) r (reference)
           JOIN ledger_transactions k ON k.reference = r.reference
           WHERE l.payout_id = $1::uuid) t
     ORDER BY t.seq DESC LIMIT $2`,
    [payoutId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    rule: row.rule,
    currency: row.currency,
    recordedAt: row.recorded_at,
    endorsementId: row.endorsement,
    entries: row.entries.map(({ account, amount }) => ({ account, amountMinor: BigInt(amount) })),
  }));
}

export interface BatchBooking {
  rule: string;
  /** Accounts of single creators are counted together, as `liabilities:creator:*:payable`. */
  account: string;
  currency: Currency;
  transactionsCount: number;
  /** Debits positive. */
  amountMinor: bigint;
}

/** What is booked about the attempts of one batch: a line for each rule and account, however many items it has. */
export async function bookingsOfBatch(tx: Tx, batchId: string): Promise<BatchBooking[]> {
  const rows = await many<{
    rule: string;
    account: string;
    currency: Currency;
    count: number;
    total: string;
  }>(
    tx,
    `SELECT t.rule, regexp_replace(k.name, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '*') AS account,
            t.currency, count(DISTINCT t.id)::int AS count, sum(e.amount_minor)::text AS total
     FROM payout_attempts a
     JOIN ledger_transactions t ON t.tags ? 'payout' AND t.tags ->> 'payout' = a.payout_id::text
       AND t.tags ->> 'attempt' = a.id::text
     JOIN ledger_entries e ON e.transaction_id = t.id
     JOIN ledger_accounts k ON k.id = e.account_id
     WHERE a.batch_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [batchId],
  );
  return rows.map((row) => ({
    rule: row.rule,
    account: row.account,
    currency: row.currency,
    transactionsCount: row.count,
    amountMinor: BigInt(row.total),
  }));
}
