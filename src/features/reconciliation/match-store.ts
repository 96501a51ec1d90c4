/** Lines, ledger transactions, and which of them belong together. */
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { LineDetails, LineStatus, OpenLine, Source } from "./statement";

interface OpenRow {
  id: string;
  import_id: string;
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

const openColumns = `id, import_id, source, account, line_key, provider_id, booked_at, kind, amount_minor, fee_minor,
  effect_minor, currency, details, problem`;

/** Lines that are looked at together; also the most that are held in memory. */
const openLinesMax = 20_000;

/**
 * Lines that stand for nothing yet and that no person has taken in hand, locked, oldest first, from the one after `after`.
 */
export async function lockOpenLines(tx: Tx, after?: OpenLine): Promise<OpenLine[]> {
  const rows = await many<OpenRow>(
    tx,
    `SELECT ${openColumns} FROM statement_lines
     WHERE status = 'open' AND NOT is_manual AND ($1::timestamptz IS NULL OR (booked_at, id) > ($1, $2))
     ORDER BY booked_at, id LIMIT $3 FOR UPDATE`,
    [after?.bookedAt.toISOString() ?? null, after?.id ?? null, openLinesMax],
  );
  return rows.map(openLineOf);
}

/** Open lines whose trouble stands on nobody's list, because somebody closed its break with words. */
export async function openLinesWithoutBreak(tx: Tx, limit: number): Promise<OpenLine[]> {
  const rows = await many<OpenRow>(
    tx,
    `SELECT ${openColumns} FROM statement_lines l
     WHERE l.status = 'open' AND l.problem <> 'unmatched' AND NOT EXISTS (
       SELECT FROM breaks b
       WHERE b.kind = 'statement_line_' || l.problem AND b.object_type = 'statement_line'
         AND b.object_id = l.id::text AND b.resolved_at IS NULL)
     ORDER BY l.booked_at, l.id LIMIT $1`,
    [limit],
  );
  return rows.map(openLineOf);
}

/** One line, locked, whatever stands for it. */
export async function lockLine(
  tx: Tx,
  id: string,
): Promise<(OpenLine & { status: LineStatus; rule: string | null }) | undefined> {
  const row = await maybeOne<OpenRow & { status: LineStatus; rule: string | null }>(
    tx,
    `SELECT ${openColumns}, status, rule FROM statement_lines WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row && { ...openLineOf(row), status: row.status, rule: row.rule };
}

function openLineOf(row: OpenRow): OpenLine {
  return {
    id: row.id,
    importId: row.import_id,
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
  };
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
       AND details ? 'customField' AND status <> 'withdrawn'
     ORDER BY provider_id, id`,
    [transactionIds],
  );
  return new Map(rows.map((row) => [row.provider_id, row.attempt]));
}

/** Which of these captures of PayPal's payers dispute or have disputed. */
export async function disputedCaptures(
  tx: Tx,
  captureIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await many<{ capture: string }>(
    tx,
    `SELECT d.provider_capture_id AS capture FROM deposits d
     WHERE d.method = 'paypal' AND d.provider_capture_id = ANY($1::text[])
       AND EXISTS (SELECT FROM chargebacks c WHERE c.deposit_id = d.id)`,
    [captureIds],
  );
  return new Set(rows.map(({ capture }) => capture));
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

/** Writes down what lines stand for; only a person can take it back. */
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

/** Writes down why lines stay open. */
export async function setProblems(
  tx: Tx,
  found: readonly { lineId: string; problem: string }[],
): Promise<void> {
  if (found.length === 0) return;
  await exec(
    tx,
    `UPDATE statement_lines l SET problem = f.problem
     FROM unnest($1::uuid[], $2::text[]) AS f (id, problem) WHERE l.id = f.id AND l.status = 'open'`,
    [found.map(({ lineId }) => lineId), found.map(({ problem }) => problem)],
  );
}

/** The ledger transactions a line stands for, with their references. */
export async function matchesOf(
  tx: Tx,
  lineId: string,
): Promise<{ transactionId: string; reference: string }[]> {
  return await many<{ transactionId: string; reference: string }>(
    tx,
    `SELECT m.transaction_id AS "transactionId", t.reference FROM statement_matches m
     JOIN ledger_transactions t ON t.id = m.transaction_id WHERE m.line_id = $1 ORDER BY t.seq`,
    [lineId],
  );
}

/** Takes a match away; the line is open again, and only a person may say what it is. */
export async function reopenLine(tx: Tx, lineId: string, problem: string): Promise<void> {
  const changed = await exec(
    tx,
    `UPDATE statement_lines SET status = 'open', rule = NULL, problem = $2, is_manual = true
     WHERE id = $1 AND status <> 'open'`,
    [lineId, problem],
  );
  invariant(changed === 1, "A statement line was reopened while it was locked");
  await exec(tx, "DELETE FROM statement_matches WHERE line_id = $1", [lineId]);
}
