/** What all tables hold, so that a test can say: nothing changed. */
import { asOwner } from "./database";

export type TableState = Record<string, string>;

/** Noted at most once a minute by any use of a session or a key; no change of state. */
const bookkeeping = "'{last_seen_at,last_used_at}'::text[]";

/** A key that was claimed and has no answer is no effect either: it lets the same request be tried again. */
const rowsOf = (table: string) =>
  table === "idempotency_keys" ? `${table} WHERE status IS NOT NULL` : table;

/** Number of rows and a digest of their content, for each table of the product. */
export async function tableState(url: string): Promise<TableState> {
  const tables = (await asOwner(
    url,
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  )) as { name: string }[];
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' rows ' ||
         coalesce(md5(string_agg(digest, '' ORDER BY digest)), '') AS state
       FROM (SELECT md5((to_jsonb(t) - ${bookkeeping})::text) AS digest
             FROM (SELECT * FROM ${rowsOf(name)}) t) d`,
  );
  const rows = await asOwner(url, parts.join(" UNION ALL "));
  return Object.fromEntries(
    (rows as { name: string; state: string }[]).map(({ name, state }) => [name, state]),
  );
}
