/**
 * The door for hand-written SQL. TypeORM's `query()` answers with another shape for each kind of statement, so it is
 * wrapped once here: `many` gives rows whatever the statement, `exec` gives the number of rows touched.
 */
import type { EntityManager } from "typeorm";
import { InvariantError, NotFoundError } from "../../kernel/errors";

/** The handle of the caller's transaction. Stores take it first and never keep it. */
export type Tx = EntityManager;

interface Result<T> {
  records?: T[];
  raw: unknown;
  affected?: number;
}

async function run<T>(tx: Tx, text: string, parameters: readonly unknown[]): Promise<Result<T>> {
  const runner = tx.queryRunner ?? tx.connection.createQueryRunner();
  try {
    return (await runner.query(text, [...parameters], true)) as Result<T>;
  } finally {
    if (runner !== tx.queryRunner) await runner.release();
  }
}

/** All rows of a statement, RETURNING clauses included. bigint and numeric columns arrive as text. */
export async function many<T>(
  tx: Tx,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const result = await run<T>(tx, text, parameters);
  return result.records ?? (Array.isArray(result.raw) ? (result.raw as T[]) : []);
}

export async function maybeOne<T>(
  tx: Tx,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T | undefined> {
  const rows = await many<T>(tx, text, parameters);
  if (rows.length > 1) throw new InvariantError("A statement for one row found several");
  return rows[0];
}

/** @throws NotFoundError when there is no such row. */
export async function one<T>(
  tx: Tx,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T> {
  const row = await maybeOne<T>(tx, text, parameters);
  if (!row) throw new NotFoundError();
  return row;
}

/** Number of rows a writing statement touched. */
export async function exec(
  tx: Tx,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  return (await run(tx, text, parameters)).affected ?? 0;
}

/** The database's own time; leases, ages and schedules are measured with it and not with a host's clock. */
export async function databaseNow(tx: Tx): Promise<Date> {
  return (await one<{ now: Date }>(tx, "SELECT now() AS now")).now;
}

/** The rest of the caller's transaction reads much, such as all books; a request that hangs is still cut off in the end. */
export async function allowLongReading(tx: Tx): Promise<void> {
  await exec(tx, "SET LOCAL statement_timeout = '1h'");
}

/** A bigint column read by raw SQL. */
export function parseMinor(text: string): bigint {
  return BigInt(text);
}
