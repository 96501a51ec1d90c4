import { type EntityTarget, type FindOptionsWhere, In, type ObjectLiteral } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import { sourcesOf, type Transitions } from "../../kernel/transitions";
import type { Tx } from "./sql";

interface Stateful<S extends string> extends ObjectLiteral {
  id: string;
  status: S;
}

/**
 * Moves a row to state `to`, provided that it stands in a state from which the table allows it. The WHERE clause is the
 * guard: of two callers one finds no row.
 * @returns false when the row does not exist or somebody else moved it.
 */
export async function guardedMove<S extends string, R extends Stateful<S>>(
  tx: Tx,
  row: EntityTarget<R>,
  table: Transitions<S>,
  id: string,
  to: S,
  patch: QueryDeepPartialEntity<R> = {},
): Promise<boolean> {
  const criteria = { id, status: In(sourcesOf(table, to)) } as unknown as FindOptionsWhere<R>;
  const values = { ...patch, status: to } as unknown as QueryDeepPartialEntity<R>;
  const { affected } = await tx.update(row, criteria, values);
  return affected === 1;
}
