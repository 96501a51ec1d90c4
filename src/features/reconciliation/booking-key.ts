/**
 * What a line is called in the references of the postings that it makes. What was booked because of a line and taken back,
 * by a person or with its statement, keeps its reference; the same line books anew under another name.
 */
import { one, type Tx } from "../../platform/db/sql";
import type { OpenLine } from "./statement";

export async function bookingKey(
  tx: Tx,
  line: Pick<OpenLine, "id" | "source" | "account" | "lineKey">,
): Promise<string> {
  const { source, account, lineKey, id } = line;
  const { count } = await one<{ count: number }>(
    tx,
    `WITH same AS (
       SELECT id, status FROM statement_lines
       WHERE source = $1 AND account = $2 AND line_key = $3 AND id <= $4)
     SELECT ((SELECT count(*) FROM same WHERE status = 'withdrawn' AND id < $4)
           + (SELECT count(*) FROM same s JOIN statement_decisions d ON d.line_id = s.id
              WHERE d.kind = 'unmatched' AND EXISTS (
                SELECT FROM ledger_transactions r WHERE r.reverses_id = ANY (d.transaction_ids))))::int AS count`,
    [source, account, lineKey, id],
  );
  return count === 0 ? lineKey : `${lineKey}:again:${count}`;
}
