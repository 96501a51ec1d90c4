/** Accounting periods and what people explained about them. */
import type { Currency } from "../../kernel/currency";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { movesUntil } from "../ledger";

export const periodStatuses = ["proposed", "closed", "withdrawn"] as const;
export type PeriodStatus = (typeof periodStatuses)[number];

export interface Period {
  id: string;
  /** Null for the first period. */
  fromOn: string | null;
  throughOn: string;
  status: PeriodStatus;
  content: string;
  contentHash: string;
  proposedBy: string;
  proposedAt: Date;
  closedBy: string | null;
  closedAt: Date | null;
  chainPosition: bigint | null;
  chainHash: string | null;
}

interface PeriodRow {
  id: string;
  from_on: string | null;
  through_on: string;
  status: PeriodStatus;
  content: string;
  content_hash: string;
  proposed_by: string;
  proposed_at: Date;
  closed_by: string | null;
  closed_at: Date | null;
  chain_position: string | null;
  chain_hash: string | null;
}

const columns = `id, from_on::text, through_on::text, status, content, content_hash, proposed_by, proposed_at,
  closed_by, closed_at, chain_position::text, chain_hash`;

const periodOf = (row: PeriodRow): Period => ({
  id: row.id,
  fromOn: row.from_on,
  throughOn: row.through_on,
  status: row.status,
  content: row.content,
  contentHash: row.content_hash,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  closedBy: row.closed_by,
  closedAt: row.closed_at,
  chainPosition: row.chain_position === null ? null : BigInt(row.chain_position),
  chainHash: row.chain_hash,
});

export interface PeriodFilter {
  status?: PeriodStatus | undefined;
  afterId: string | null;
  limit: number;
}

/** Newest proposal first; one more than `limit` when there is a next page. */
export async function listPeriods(tx: Tx, filter: PeriodFilter): Promise<Period[]> {
  const rows = await many<PeriodRow>(
    tx,
    `SELECT ${columns} FROM accounting_periods
     WHERE ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [filter.status ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map(periodOf);
}

/** @throws NotFoundError */
export async function getPeriod(tx: Tx, id: string): Promise<Period> {
  return periodOf(
    await one<PeriodRow>(tx, `SELECT ${columns} FROM accounting_periods WHERE id = $1`, [id]),
  );
}

/** @throws NotFoundError */
export async function lockPeriod(tx: Tx, id: string): Promise<Period> {
  return periodOf(
    await one<PeriodRow>(tx, `SELECT ${columns} FROM accounting_periods WHERE id = $1 FOR UPDATE`, [
      id,
    ]),
  );
}

/** The closed period that ends on this day. */
export async function closedPeriod(tx: Tx, throughOn: string): Promise<Period | undefined> {
  const row = await maybeOne<PeriodRow>(
    tx,
    `SELECT ${columns} FROM accounting_periods WHERE status = 'closed' AND through_on = $1::date`,
    [throughOn],
  );
  return row && periodOf(row);
}

export interface Ends {
  /** Last day of the newest closed period. */
  closedThrough: string | null;
  /** The day after it. */
  openFrom: string | null;
  /** Today in UTC, by the database's clock. */
  today: string;
}

export async function periodEnds(tx: Tx): Promise<Ends> {
  return await one<Ends>(
    tx,
    `SELECT max(through_on)::text AS "closedThrough", (max(through_on) + 1)::text AS "openFrom",
            (now() AT TIME ZONE 'UTC')::date::text AS today
     FROM accounting_periods WHERE status = 'closed'`,
  );
}

/** Two closings at once could both believe to be the next. */
export async function lockClosings(tx: Tx): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended('accounting periods', 5))");
}

/** Waits until no posting is under way and keeps new ones waiting; see migration create-periods. */
export async function stopPostings(tx: Tx): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(7233010)");
}

/** Postings go on, and closing waits until the caller's transaction is over. */
export async function holdOffClosing(tx: Tx): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock_shared(7233010)");
}

/** @returns false when another proposal waits. */
export async function insertPeriod(
  tx: Tx,
  period: Pick<Period, "id" | "fromOn" | "throughOn" | "content" | "contentHash" | "proposedBy">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO accounting_periods (id, from_on, through_on, status, content, content_hash, proposed_by)
     VALUES ($1, $2, $3, 'proposed', $4, $5, $6)
     ON CONFLICT (status) WHERE status = 'proposed' DO NOTHING`,
    [
      period.id,
      period.fromOn,
      period.throughOn,
      period.content,
      period.contentHash,
      period.proposedBy,
    ],
  );
  return added === 1;
}

/** proposed → closed. @returns false when it is not proposed any more. */
export async function markClosed(
  tx: Tx,
  id: string,
  end: { closedBy: string; chainPosition: bigint; chainHash: string },
): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE accounting_periods SET status = 'closed', closed_by = $2, closed_at = now(),
            chain_position = $3, chain_hash = $4
     WHERE id = $1 AND status = 'proposed'`,
    [id, end.closedBy, end.chainPosition.toString(), end.chainHash],
  );
  return moved === 1;
}

/** proposed → withdrawn. @returns false when it is not proposed any more. */
export async function markWithdrawn(tx: Tx, id: string): Promise<boolean> {
  const moved = await exec(
    tx,
    "UPDATE accounting_periods SET status = 'withdrawn' WHERE id = $1 AND status = 'proposed'",
    [id],
  );
  return moved === 1;
}

/** Keeps the balance of every account at the end of a period that is about to be closed. */
export async function keepBalances(tx: Tx, period: Period): Promise<void> {
  await exec(
    tx,
    `INSERT INTO period_balances (period_id, account_id, balance_minor)
     SELECT $2::uuid, account_id, sum(amount_minor) FROM (${movesUntil("$1")}) m GROUP BY account_id`,
    [period.throughOn, period.id],
  );
}

export interface Suspense {
  account: string;
  currency: Currency;
  amountMinor: bigint;
}

/** Suspense accounts that hold something at the end of a day. */
export async function suspenseOn(tx: Tx, day: string): Promise<Suspense[]> {
  const rows = await many<{ name: string; currency: Currency; total: string }>(
    tx,
    `SELECT a.name, a.currency, sum(m.amount_minor)::text AS total
     FROM (${movesUntil("$1", "account_id = ANY (ARRAY(SELECT id FROM ledger_accounts WHERE name LIKE 'assets:suspense:%'))")}) m
     JOIN ledger_accounts a ON a.id = m.account_id
     GROUP BY a.id HAVING sum(m.amount_minor) <> 0 ORDER BY a.name, a.currency`,
    [day],
  );
  return rows.map(({ name, currency, total }) => ({
    account: name,
    currency,
    amountMinor: BigInt(total),
  }));
}

export interface Explanation {
  account: string;
  currency: Currency;
  amountMinor: bigint;
  reason: string;
  explainedBy: string;
}

export async function insertExplanation(
  tx: Tx,
  explanation: Explanation & { id: string; throughOn: string },
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO period_explanations
       (id, through_on, account, currency, amount_minor, reason, explained_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      explanation.id,
      explanation.throughOn,
      explanation.account,
      explanation.currency,
      explanation.amountMinor.toString(),
      explanation.reason,
      explanation.explainedBy,
    ],
  );
}

/** The newest explanation of each account for the end of this day. */
export async function explanationsOf(tx: Tx, throughOn: string): Promise<Explanation[]> {
  const rows = await many<{
    account: string;
    currency: Currency;
    amount_minor: string;
    reason: string;
    explained_by: string;
  }>(
    tx,
    `SELECT DISTINCT ON (account, currency) account, currency, amount_minor, reason, explained_by
     FROM period_explanations WHERE through_on = $1::date ORDER BY account, currency, id DESC`,
    [throughOn],
  );
  return rows.map((row) => ({
    account: row.account,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    reason: row.reason,
    explainedBy: row.explained_by,
  }));
}
