/**
 * What a line is called in the references of the postings that it makes. A line that was withdrawn keeps its posting, so the
 * same line of the true statement is called otherwise.
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
    `SELECT count(*)::int AS count FROM statement_lines
     WHERE source = $1 AND account = $2 AND line_key = $3 AND status = 'withdrawn' AND id < $4`,
    [source, account, lineKey, id],
  );
  return count === 0 ? lineKey : `${lineKey}~${count + 1}`;
}
