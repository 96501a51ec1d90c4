/** Many rows at once: COPY takes them at ten times the speed of statements, and memory stays flat. */
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { present } from "../../kernel/invariant";
import type { Tx } from "./sql";

const special = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

/** No value, in COPY's text format. */
export const copyNull = "\\N";

/** One value of a row in COPY's text format. */
export function copyText(value: string): string {
  return value.replace(special, (mark) => escapes[mark] ?? mark);
}

/**
 * Sends rows in the caller's transaction.
 * @param statement `COPY … FROM STDIN`, in text format.
 * @param pieces Whole rows, values by tab, each row with its line end.
 */
export async function copyRows(
  tx: Tx,
  statement: string,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const runner = present(tx.queryRunner, "The transaction's connection");
  const client = (await runner.connect()) as PoolClient;
  // Straight from one to the other: a piece is made when the one before it has been taken, and none wait in between.
  await pipeline(pieces, client.query(copyFrom(statement)));
}
