/** Statements as they were imported. */
import { IsNull, LessThan, Not } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import type { Place } from "./staging";
import { type NewLine, openingKind, type Source } from "./statement";
import type { StatementBalance } from "./statement-lines";
import { StatementBalanceRow, StatementImportRow } from "./statement-row";

/**
 * Statements are imported and matched by one transaction at a time: two of them could both take a ledger transaction for
 * their own line, or both believe to be the first statement of an account.
 */
export async function lockReconciliation(tx: Tx): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended('reconciliation', 2))");
}

export async function findImportByRequest(
  tx: Tx,
  requestKey: string,
): Promise<StatementImportRow | null> {
  return await tx.findOneBy(StatementImportRow, { requestKey });
}

export async function insertImport(
  tx: Tx,
  row: Omit<StatementImportRow, "createdAt" | "confirmedBy" | "confirmedAt" | "withdrawnAt">,
  balances: readonly StatementBalance[],
): Promise<void> {
  await tx.insert(StatementImportRow, row);
  if (balances.length === 0) return;
  await tx.insert(
    StatementBalanceRow,
    balances.map((balance) => ({ importId: row.id, ...balance })),
  );
}

/** @throws NotFoundError */
export async function getImport(tx: Tx, id: string): Promise<StatementImportRow> {
  const row = await tx.findOneBy(StatementImportRow, { id });
  if (!row) throw new NotFoundError();
  return row;
}

/** @param exceptId An import that does not count. */
export async function hasImports(
  tx: Tx,
  { source, account }: Place,
  exceptId?: string,
): Promise<boolean> {
  const others = exceptId ? { id: Not(exceptId) } : {};
  return await tx.existsBy(StatementImportRow, {
    source,
    account,
    withdrawnAt: IsNull(),
    ...others,
  });
}

/** False when earlier files gave this account another number, or this number to another account. */
export async function accountOfNumber(
  tx: Tx,
  { source, account }: Place,
  number: string,
): Promise<boolean> {
  const { fits } = await one<{ fits: boolean }>(
    tx,
    `SELECT NOT EXISTS (
       SELECT FROM statement_imports
       WHERE source = $1 AND account_number <> '' AND withdrawn_at IS NULL AND (account = $2) <> (account_number = $3)) AS fits`,
    [source, account, number],
  );
  return fits;
}

/** How many of the staged lines are new. */
export async function countNew(tx: Tx, { source, account }: Place): Promise<number> {
  const { count } = await one<{ count: number }>(
    tx,
    `SELECT count(*)::int AS count FROM staged_lines s
     WHERE NOT EXISTS (SELECT FROM statement_lines l
                       WHERE l.source = $1 AND l.account = $2 AND l.line_key = s.line_key
                         AND l.status <> 'withdrawn')`,
    [source, account],
  );
  return count;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listImports(
  tx: Tx,
  filter: { source?: Source | undefined; afterId: string | null; limit: number },
): Promise<StatementImportRow[]> {
  return await tx.find(StatementImportRow, {
    where: {
      ...(filter.source ? { source: filter.source } : {}),
      ...(filter.afterId ? { id: LessThan(filter.afterId) } : {}),
    },
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
}

/** What an account held at the beginning of a day, by the lines we know. */
export async function knownBalanceAt(
  tx: Tx,
  { source, account }: Place,
  at: Date,
): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(effect_minor), 0)::text AS total FROM statement_lines
     WHERE source = $1 AND account = $2 AND status <> 'withdrawn'
       AND (kind = $3 OR booked_at < $4)`,
    [source, account, openingKind, at.toISOString()],
  );
  return BigInt(total);
}

/** When the opening line of each currency of an account stands; a currency that began with nothing has none. */
export async function openingTimes(
  tx: Tx,
  { source, account }: Place,
): Promise<Map<Currency, Date>> {
  const rows = await many<{ currency: Currency; booked_at: Date }>(
    tx,
    `SELECT currency, booked_at FROM statement_lines
     WHERE source = $1 AND account = $2 AND kind = $3 AND status <> 'withdrawn'`,
    [source, account, openingKind],
  );
  return new Map(rows.map((row) => [row.currency, row.booked_at]));
}

/** Currencies of which an account has any line. */
export async function knownCurrencies(tx: Tx, { source, account }: Place): Promise<Set<Currency>> {
  const rows = await many<{ currency: Currency }>(
    tx,
    `SELECT DISTINCT currency FROM statement_lines
     WHERE source = $1 AND account = $2 AND status <> 'withdrawn'`,
    [source, account],
  );
  return new Set(rows.map((row) => row.currency));
}

export async function insertLines(
  tx: Tx,
  owner: { importId: string; source: Source; account: string },
  lines: readonly NewLine[],
  ids: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  await exec(
    tx,
    `INSERT INTO statement_lines
       (import_id, source, account, id, line_key, provider_id, booked_at, kind, amount_minor, fee_minor,
        effect_minor, currency, details)
     SELECT $1, $2, $3, l.* FROM unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::text[],
       $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::jsonb[]) AS l`,
    [
      owner.importId,
      owner.source,
      owner.account,
      ids.slice(0, lines.length),
      lines.map((line) => line.lineKey),
      lines.map((line) => line.providerId),
      lines.map((line) => line.bookedAt.toISOString()),
      lines.map((line) => line.kind),
      lines.map((line) => line.amountMinor.toString()),
      lines.map((line) => line.feeMinor.toString()),
      lines.map((line) => line.effectMinor.toString()),
      lines.map((line) => line.currency),
      lines.map((line) => JSON.stringify(line.details)),
    ],
  );
}
