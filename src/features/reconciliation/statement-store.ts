/** Statements as they were imported. */
import { LessThan } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import { type LineStatus, type NewLine, openingKind, type Source } from "./statement";
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
  row: Omit<StatementImportRow, "createdAt">,
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

export async function hasImports(tx: Tx, source: Source, account: string): Promise<boolean> {
  return await tx.existsBy(StatementImportRow, { source, account });
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

export interface KnownLine {
  lineKey: string;
  kind: string;
  amountMinor: bigint;
  feeMinor: bigint;
  currency: Currency;
  status: LineStatus;
}

interface KnownRow {
  line_key: string;
  kind: string;
  amount_minor: string;
  fee_minor: string;
  currency: Currency;
  status: LineStatus;
}

/** Lines we know already, by their keys. */
export async function findKnownLines(
  tx: Tx,
  source: Source,
  account: string,
  keys: readonly string[],
): Promise<Map<string, KnownLine>> {
  const rows = await many<KnownRow>(
    tx,
    `SELECT line_key, kind, amount_minor, fee_minor, currency, status FROM statement_lines
     WHERE source = $1 AND account = $2 AND line_key = ANY($3::text[])`,
    [source, account, keys],
  );
  return new Map(
    rows.map((row) => [
      row.line_key,
      {
        lineKey: row.line_key,
        kind: row.kind,
        amountMinor: BigInt(row.amount_minor),
        feeMinor: BigInt(row.fee_minor),
        currency: row.currency,
        status: row.status,
      },
    ]),
  );
}

/** Keys of the lines of an account booked from `from` to before `until`, its opening line left out. */
export async function keysBetween(
  tx: Tx,
  source: Source,
  account: string,
  from: Date,
  until: Date,
): Promise<string[]> {
  const rows = await many<{ line_key: string }>(
    tx,
    `SELECT line_key FROM statement_lines
     WHERE source = $1 AND account = $2 AND booked_at >= $3 AND booked_at < $4 AND kind <> $5
     ORDER BY line_key`,
    [source, account, from.toISOString(), until.toISOString(), openingKind],
  );
  return rows.map((row) => row.line_key);
}

/** What an account held at the beginning of a day, by the lines we know. */
export async function knownBalanceAt(
  tx: Tx,
  source: Source,
  account: string,
  at: Date,
): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(effect_minor), 0)::text AS total FROM statement_lines
     WHERE source = $1 AND account = $2 AND (kind = $3 OR booked_at < $4)`,
    [source, account, openingKind, at.toISOString()],
  );
  return BigInt(total);
}

/** When the opening line of each currency of an account stands; a currency that began with nothing has none. */
export async function openingTimes(
  tx: Tx,
  source: Source,
  account: string,
): Promise<Map<Currency, Date>> {
  const rows = await many<{ currency: Currency; booked_at: Date }>(
    tx,
    `SELECT currency, booked_at FROM statement_lines
     WHERE source = $1 AND account = $2 AND kind = $3`,
    [source, account, openingKind],
  );
  return new Map(rows.map((row) => [row.currency, row.booked_at]));
}

/** Currencies of which an account has any line. */
export async function knownCurrencies(
  tx: Tx,
  source: Source,
  account: string,
): Promise<Set<Currency>> {
  const rows = await many<{ currency: Currency }>(
    tx,
    "SELECT DISTINCT currency FROM statement_lines WHERE source = $1 AND account = $2",
    [source, account],
  );
  return new Set(rows.map((row) => row.currency));
}

export async function insertLines(
  tx: Tx,
  owner: { importId: string; source: Source; account: string },
  lines: readonly NewLine[],
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
      lines.map(() => newId()),
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
