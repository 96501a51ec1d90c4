/** How the lines of imports stand now. */
import { many, type Tx } from "../../platform/db/sql";
import type { LineStatus } from "./statement";

/** New and known lines of the file, and how the new ones stand; an opening line counts among those. */
export type LineCounts = Record<LineStatus | "new" | "known", number>;

export async function countsOf(
  tx: Tx,
  importIds: readonly string[],
): Promise<Map<string, LineCounts>> {
  const rows = await many<LineCounts & { id: string }>(
    tx,
    `SELECT i.id, i.new_lines_count AS new, i.lines_count - i.new_lines_count AS known, s.*
     FROM statement_imports i
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE l.status = 'open')::int AS open,
              count(*) FILTER (WHERE l.status = 'matched')::int AS matched,
              count(*) FILTER (WHERE l.status = 'explained')::int AS explained,
              count(*) FILTER (WHERE l.status = 'withdrawn')::int AS withdrawn
       FROM statement_lines l WHERE l.import_id = i.id) s
     WHERE i.id = ANY($1::uuid[])`,
    [importIds],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
