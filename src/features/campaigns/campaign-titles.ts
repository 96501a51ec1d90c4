import { many, type Tx } from "../../platform/db/sql";

/** Titles of campaigns by id, to show beside what belongs to them. */
export async function campaignTitles(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await many<{ id: string; title: string }>(
    tx,
    "SELECT id, title FROM campaigns WHERE id = ANY($1::uuid[])",
    [ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
