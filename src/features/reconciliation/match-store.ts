/** Lines, ledger transactions, and which of them belong together. */
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";
import { exec, many, type Tx } from "../../platform/db/sql";
import type { LedgerFact, LineDetails, OpenLine, Source } from "./statement";

interface OpenRow {
  id: string;
  source: Source;
  account: string;
  line_key: string;
  provider_id: string;
  booked_at: Date;
  kind: string;
  amount_minor: string;
  fee_minor: string;
  effect_minor: string;
  currency: Currency;
  details: LineDetails;
  problem: string;
}

/** More open lines than people could look at; the rest has its turn when these are done. */
const openLinesMax = 20_000;

/** Lines that stand for nothing yet, locked, oldest first. */
export async function lockOpenLines(tx: Tx): Promise<OpenLine[]> {
  const rows = await many<OpenRow>(
    tx,
    `SELECT id, source, account, line_key, provider_id, booked_at, kind, amount_minor, fee_minor,
            effect_minor, currency, details, problem
     FROM statement_lines WHERE status = 'open' ORDER BY booked_at, id LIMIT $1 FOR UPDATE`,
    [openLinesMax],
  );
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    account: row.account,
    lineKey: row.line_key,
    providerId: row.provider_id,
    bookedAt: row.booked_at,
    kind: row.kind,
    amountMinor: BigInt(row.amount_minor),
    feeMinor: BigInt(row.fee_minor),
    effectMinor: BigInt(row.effect_minor),
    currency: row.currency,
    details: row.details,
    problem: row.problem,
  }));
}

interface FactRow {
  id: string;
  reference: string;
  rule: string;
  account: string;
  currency: Currency;
  effect: string;
  fee: string;
  tags: Record<string, string>;
}

/** Ledger transactions on PayPal's and the banks' accounts that no statement line stands for, in booking order. */
export async function unmatchedFacts(tx: Tx): Promise<LedgerFact[]> {
  const rows = await many<FactRow>(
    tx,
    `SELECT t.id, t.reference, t.rule, a.name AS account, t.currency, sum(e.amount_minor)::text AS effect,
            coalesce((SELECT sum(f.amount_minor) FROM ledger_entries f
                      JOIN ledger_accounts fa ON fa.id = f.account_id
                      WHERE f.transaction_id = t.id AND fa.name = 'expenses:fee:paypal'), 0)::text AS fee,
            t.tags
     FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id
     JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE (a.name = 'assets:paypal' OR a.name LIKE 'assets:bank:%')
       AND NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.id)
     GROUP BY t.id, a.id ORDER BY t.seq`,
  );
  return rows.map((row) => ({
    transactionId: row.id,
    reference: row.reference,
    rule: row.rule,
    account: row.account,
    currency: row.currency,
    effectMinor: BigInt(row.effect),
    feeMinor: BigInt(row.fee),
    tags: row.tags,
  }));
}

/** Our attempts in PayPal's batches, by PayPal's ids of the batches; a restored backup may have forgotten either. */
export async function batchAttempts(
  tx: Tx,
  payoutBatchIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await many<{ payout_batch_id: string; ids: string[] }>(
    tx,
    `SELECT i.payout_batch_id, array_agg(i.id ORDER BY i.id) AS ids FROM (
       SELECT b.payout_batch_id, a.id::text FROM payout_batches b JOIN payout_attempts a ON a.batch_id = b.id
       UNION ALL
       SELECT u.payout_batch_id, coalesce(u.sender_item_id, u.item_id) FROM unknown_payout_items u
       WHERE u.booked_as IS NOT NULL) i
     WHERE i.payout_batch_id = ANY($1::text[]) GROUP BY i.payout_batch_id`,
    [payoutBatchIds],
  );
  return new Map(rows.map((row) => [row.payout_batch_id, row.ids]));
}

/** The id of ours that PayPal's debits carried, by the debits' transaction ids. */
export async function debitAttempts(
  tx: Tx,
  transactionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await many<{ provider_id: string; attempt: string }>(
    tx,
    `SELECT DISTINCT ON (provider_id) provider_id, details ->> 'customField' AS attempt
     FROM statement_lines
     WHERE source = 'paypal' AND kind = 'T0001' AND provider_id = ANY($1::text[])
       AND details ? 'customField'
     ORDER BY provider_id, id`,
    [transactionIds],
  );
  return new Map(rows.map((row) => [row.provider_id, row.attempt]));
}

/** Ids of the ledger transactions with these references. */
export async function transactionIds(
  tx: Tx,
  references: readonly string[],
): Promise<Map<string, string>> {
  const rows = await many<{ reference: string; id: string }>(
    tx,
    "SELECT reference, id FROM ledger_transactions WHERE reference = ANY($1::text[])",
    [references],
  );
  return new Map(rows.map((row) => [row.reference, row.id]));
}

/** A line and what it turned out to be. */
export interface SettledLine {
  lineId: string;
  status: "matched" | "explained";
  rule: string;
  transactionIds: readonly string[];
}

/** Writes down what lines stand for; final, a matched line never changes again. */
export async function settleLines(tx: Tx, settled: readonly SettledLine[]): Promise<void> {
  if (settled.length === 0) return;
  const changed = await exec(
    tx,
    `UPDATE statement_lines l SET status = s.status, rule = s.rule, problem = NULL
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS s (id, status, rule)
     WHERE l.id = s.id AND l.status = 'open'`,
    [
      settled.map((line) => line.lineId),
      settled.map((line) => line.status),
      settled.map((line) => line.rule),
    ],
  );
  invariant(changed === settled.length, "A statement line was settled while it was locked");
  const pairs = settled.flatMap(({ lineId, transactionIds: ids }) => ids.map((id) => [lineId, id]));
  await exec(
    tx,
    `INSERT INTO statement_matches (line_id, transaction_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[])`,
    [pairs.map(([lineId]) => lineId), pairs.map(([, transactionId]) => transactionId)],
  );
}

export async function setProblem(tx: Tx, lineId: string, problem: string): Promise<void> {
  await exec(tx, "UPDATE statement_lines SET problem = $2 WHERE id = $1 AND status = 'open'", [
    lineId,
    problem,
  ]);
}
