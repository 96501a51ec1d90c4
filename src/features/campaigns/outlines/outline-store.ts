import { exec, many, one, type Tx } from "../../../platform/db/sql";
import { type OutlineKind, OutlineRow } from "./outline-row";
import type { OutlineContent } from "./outline-schema";

export async function insertOutline(
  tx: Tx,
  row: Pick<OutlineRow, "id" | "brandId" | "kind" | "name" | "content" | "createdBy">,
): Promise<void> {
  await tx.insert(OutlineRow, row);
}

export async function findOutline(
  tx: Tx,
  kind: OutlineKind,
  id: string,
): Promise<OutlineRow | undefined> {
  return (await tx.findOneBy(OutlineRow, { id, kind })) ?? undefined;
}

export async function countOutlines(tx: Tx, brandId: string, kind: OutlineKind): Promise<number> {
  // One who counts after the other, or two could both take the last place.
  await exec(tx, "SELECT FROM brands WHERE id = $1 FOR NO KEY UPDATE", [brandId]);
  const { count } = await one<{ count: number }>(
    tx,
    "SELECT count(*)::int AS count FROM campaign_outlines WHERE brand_id = $1 AND kind = $2",
    [brandId, kind],
  );
  return count;
}

export type OutlineSummary = Omit<OutlineRow, "kind" | "content" | "createdBy">;

/** Newest first, without their content, which may be large. */
export async function listOutlines(
  tx: Tx,
  kind: OutlineKind,
  page: { brandIds: readonly string[]; before: string | null; limit: number },
): Promise<OutlineSummary[]> {
  return await many<OutlineSummary>(
    tx,
    `SELECT id, brand_id AS "brandId", name, version, created_at AS "createdAt", updated_at AS "updatedAt"
     FROM campaign_outlines
     WHERE kind = $1 AND brand_id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [kind, page.brandIds, page.before, page.limit],
  );
}

/** @returns false when somebody else changed it after `version`. */
export async function replaceOutline(
  tx: Tx,
  id: string,
  version: number,
  { name, content }: { name: string; content: OutlineContent },
): Promise<boolean> {
  const { affected } = await tx.update(
    OutlineRow,
    { id, version },
    { name, content, version: version + 1, updatedAt: () => "now()" },
  );
  return affected === 1;
}

/** @returns false when it was gone already. */
export async function deleteOutline(tx: Tx, id: string): Promise<boolean> {
  return (await exec(tx, "DELETE FROM campaign_outlines WHERE id = $1", [id])) === 1;
}
