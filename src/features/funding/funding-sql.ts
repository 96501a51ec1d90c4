import type { EntityTarget, ObjectLiteral } from "typeorm";
import { newestFirst } from "../../platform/db/newest-first";
import type { Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Text from outside as a parameter for a uuid column; null when it is none. */
export function asUuid(text: string | undefined): string | null {
  return text !== undefined && uuidPattern.test(text) ? text : null;
}

interface OwnedFilter extends PageRequest {
  brandId?: string | undefined;
  status?: string | undefined;
}

/**
 * A page of rows that belong to brands, newest first, with one row more than asked for. `brandIds` are those the caller
 * may see; undefined means all.
 */
export async function pageQuery<R extends ObjectLiteral>(
  tx: Tx,
  row: EntityTarget<R>,
  brandIds: readonly string[] | undefined,
  filter: OwnedFilter,
): Promise<R[]> {
  const query = newestFirst(tx, row, filter);
  if (brandIds) query.andWhere("r.brand_id = ANY(:brandIds)", { brandIds });
  if (filter.brandId) query.andWhere("r.brand_id = :brandId", { brandId: filter.brandId });
  if (filter.status) query.andWhere("r.status = :status", { status: filter.status });
  return await query.getMany();
}
