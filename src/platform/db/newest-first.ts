import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { decodeCursor, type PageRequest } from "../http/pagination";
import type { Tx } from "./sql";

/**
 * A query for a page of rows `r`, newest first, with one row more than asked for. `equal` names properties and the value
 * each must have; undefined lets every row through.
 * @throws InvalidError for a cursor this API never gave out.
 */
export function newestFirst<R extends ObjectLiteral>(
  tx: Tx,
  row: EntityTarget<R>,
  { cursor, limit }: PageRequest,
  equal?: Readonly<Partial<Record<keyof R & string, string | undefined>>>,
): SelectQueryBuilder<R> {
  const query = tx
    .createQueryBuilder(row, "r")
    .orderBy("r.id", "DESC")
    .limit(limit + 1);
  for (const [property, value] of Object.entries<string | undefined>(equal ?? {})) {
    if (value) query.andWhere(`r.${property} = :${property}`, { [property]: value });
  }
  const before = decodeCursor(cursor);
  if (before) query.andWhere("r.id < :before", { before });
  return query;
}
