/** Lines whose postings were made from them, and what builds on those postings. */
import { many, maybeOne, type Tx } from "../../platform/db/sql";
import { isPayoutStep, isStanding } from "../ledger";

/** A posting that was made from a line, or by a person's explanation of it. */
export interface BookedLine {
  lineId: string;
  importId: string;
  lineKey: string;
  bookedAt: Date;
  rule: string;
  transactionId: string;
  depositId: string | null;
  chequeId: string | null;
  topUpId: string | null;
  /** What the posting calls the line. */
  bankLine: string | null;
}

/** A payout that Stripe's own list has shown as well stays booked without the line. */
const isBookedAnyway = `l.source = 'stripe' AND l.rule LIKE 'provider_payout_%' AND EXISTS (
  SELECT FROM stripe_transactions s
  WHERE s.source_id = t.tags ->> 'provider_payout' AND s.type LIKE 'payout%' AND s.booked_at IS NOT NULL)`;

const select = (where: string) => `
  SELECT l.id AS "lineId", l.import_id AS "importId", l.line_key AS "lineKey", l.booked_at AS "bookedAt", l.rule,
         t.id AS "transactionId", t.tags ->> 'deposit' AS "depositId", t.tags ->> 'cheque' AS "chequeId",
         t.tags ->> 'top_up' AS "topUpId", t.tags ->> 'bank_line' AS "bankLine"
  FROM statement_lines l
  JOIN statement_matches m ON m.line_id = l.id
  JOIN ledger_transactions t ON t.id = m.transaction_id
  WHERE ${where} AND l.status IN ('matched', 'explained')
    AND l.rule ~ '^(cheque|cheque_late|deposit|person_deposit|person_cheque|top_up_arrived|provider_payout_.*|explained_.*)$'
    AND NOT (${isBookedAnyway})
  ORDER BY l.booked_at, l.id`;

/** Everything the lines of an import have booked, oldest first. */
export async function bookedLines(tx: Tx, importId: string): Promise<BookedLine[]> {
  return await many<BookedLine>(tx, select("l.import_id = $1"), [importId]);
}

/** What one line has booked. */
export async function bookedByLine(tx: Tx, lineId: string): Promise<BookedLine[]> {
  return await many<BookedLine>(tx, select("l.id = $1"), [lineId]);
}

type Clearing =
  | { kind: "break_posting"; id: string; operation: "withdrawBreakPosting" | null }
  | { kind: "statement_line"; id: string; operation: "unmatchLine" };

/** What has cleared, or is about to clear, of what this line put into suspense; by other imports than the line's own. */
export async function clearingsOf(
  tx: Tx,
  { transactionId, importId }: BookedLine,
): Promise<Clearing[]> {
  return await many<Clearing>(
    tx,
    `SELECT 'break_posting' AS kind, p.id::text AS id,
            CASE WHEN p.status = 'proposed' THEN 'withdrawBreakPosting' END AS operation
     FROM ledger_transactions t JOIN break_postings p ON p.item_reference = t.reference
     WHERE t.id = $1 AND p.status <> 'withdrawn'
     UNION ALL
     SELECT 'statement_line', c.tags ->> 'statement_line', 'unmatchLine'
     FROM ledger_transactions t
     JOIN ledger_transactions c ON c.tags ->> 'clears' = t.reference AND c.tags ? 'clears'
     JOIN statement_lines l ON l.id::text = c.tags ->> 'statement_line'
     WHERE t.id = $1 AND ${isStanding("c")} AND l.import_id <> $2
     ORDER BY 1, 2`,
    [transactionId, importId],
  );
}

/** How a provider's payout that left has gone on, unless a line of the same import says so. */
export async function onwardOf(
  tx: Tx,
  { transactionId, importId }: BookedLine,
): Promise<
  | {
      why: string;
      kind: "statement_line" | "ledger_transaction";
      id: string;
      operation: string | null;
    }
  | undefined
> {
  const row = await maybeOne<{
    id: string;
    line: string | null;
    importId: string | null;
    step: string;
  }>(
    tx,
    `SELECT x.id, l.id AS line, l.import_id AS "importId",
            CASE WHEN x.reference ~ ':returned' THEN 'returned' ELSE 'arrived' END AS step
     FROM ledger_transactions s
     JOIN ledger_transactions x ON x.tags ->> 'provider' = s.tags ->> 'provider'
       AND x.tags ->> 'provider_payout' = s.tags ->> 'provider_payout' AND ${isPayoutStep("x", "arrived|returned")}
     LEFT JOIN statement_matches m ON m.transaction_id = x.id
     LEFT JOIN statement_lines l ON l.id = m.line_id
     WHERE s.id = $1 LIMIT 1`,
    [transactionId],
  );
  if (!row || row.importId === importId) return undefined;
  const why = `provider_payout_${row.step}`;
  return row.line === null
    ? { why, kind: "ledger_transaction", id: row.id, operation: null }
    : { why, kind: "statement_line", id: row.line, operation: "unmatchLine" };
}
