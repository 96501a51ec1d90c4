/**
 * What providers say about our accounts, for the exported books: the books less outstanding items plus lines that are not
 * booked must be the balance on the provider's own statement.
 */
import type { Tx } from "../../platform/db/sql";
import { type Position, positionsByStatements } from "../periods";

/** Take up the difference between books and statement for the moment of an assertion. */
export const notOnStatement = "equity:statements:not-on-statement";
export const notInBooks = "equity:statements:not-in-books";

export interface Witness extends Position {
  statementMinor: bigint;
}

/** One for each account, currency and last day of a statement, oldest first. */
export async function witnesses(tx: Tx): Promise<Witness[]> {
  const all = await positionsByStatements(tx);
  return all
    .flatMap((position) => {
      const { statementMinor } = position;
      return statementMinor === undefined ? [] : [{ ...position, statementMinor }];
    })
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}
