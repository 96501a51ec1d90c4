/**
 * A statement on its way in: its movements wait in a temporary table, where the database compares them with what is known.
 * So a file may have a million lines, and this process holds a handful of them.
 */
import { newId } from "../../kernel/ids";
import { copyNull, copyRows, copyText } from "../../platform/db/copy";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import type { Entry, Finding } from "./formats";
import {
  findingsShownMax,
  type LineStatus,
  openingKind,
  payoutCode,
  type Source,
} from "./statement";
import { effectOf, keyOf } from "./statement-lines";

/** Whose lines are staged. */
export interface Place {
  source: Source;
  account: string;
}

const createTable = `
  CREATE TEMPORARY TABLE staged_lines (
    line integer NOT NULL, line_key text COLLATE "C" NOT NULL, provider_id text NOT NULL,
    booked_at timestamptz NOT NULL, kind text NOT NULL, amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL, effect_minor bigint NOT NULL, currency text NOT NULL,
    details jsonb NOT NULL, id uuid NOT NULL,
    -- Our own id of the payout's attempt, on PayPal's debits that carry one.
    attempt_id uuid
  ) ON COMMIT DROP`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function attemptOf(source: Source, { kind, details: { customField } }: Entry): string {
  const isPayout = source === "paypal" && kind === payoutCode && customField !== undefined;
  return isPayout && uuid.test(customField) ? customField : copyNull;
}

function rowOf(entry: Entry, source: Source, hasOwnIds: boolean): string {
  const key = keyOf(source, entry, hasOwnIds);
  const { line, id, bookedAt, kind, amountMinor, feeMinor, currency, details } = entry;
  const at = bookedAt.length === "2026-11-23".length ? `${bookedAt}T00:00:00Z` : bookedAt;
  const effectMinor = effectOf(source, entry);
  const cells = `${copyText(key)}\t${copyText(id === "" ? key : id)}\t${at}\t${copyText(kind)}`;
  const amounts = `${amountMinor}\t${feeMinor}\t${effectMinor}\t${currency}`;
  const ids = `${newId()}\t${attemptOf(source, entry)}`;
  return `${line}\t${cells}\t${amounts}\t${copyText(JSON.stringify(details))}\t${ids}\n`;
}

/** A million lines are compared and stored by single statements, which take longer than any request may. */
export async function allowLongStatements(tx: Tx): Promise<void> {
  await exec(tx, "SET LOCAL statement_timeout = '30min'");
}

/** Movements that are equal in their key get a number, in the order in which the file has them. */
const countEqual = `
  WITH repeated AS (
    SELECT line_key FROM staged_lines GROUP BY line_key HAVING count(*) > 1
  ), counted AS (
    SELECT id, row_number() OVER (PARTITION BY line_key ORDER BY line) AS n
    FROM staged_lines JOIN repeated USING (line_key)
  )
  UPDATE staged_lines s SET line_key = s.line_key || ':' || c.n FROM counted c
  WHERE c.id = s.id AND c.n > 1`;

const findRepeated = `
  SELECT line, 'line_id_repeated' AS problem, left(line_key, 100) AS "lineId"
  FROM (SELECT line, line_key, row_number() OVER (PARTITION BY line_key ORDER BY line) AS n
        FROM staged_lines
        WHERE line_key IN (SELECT line_key FROM staged_lines GROUP BY line_key HAVING count(*) > 1)) r
  WHERE n > 1 ORDER BY line LIMIT ${findingsShownMax}`;

/**
 * Writes the movements of a statement into the temporary table.
 * @returns ids that stand twice in a file whose ids never repeat.
 */
export async function stage(
  tx: Tx,
  source: Source,
  batches: AsyncIterable<readonly Entry[]>,
  hasOwnIds: boolean,
): Promise<Finding[]> {
  await exec(tx, createTable);
  async function* rows(): AsyncGenerator<string> {
    for await (const entries of batches) {
      yield entries.map((entry) => rowOf(entry, source, hasOwnIds)).join("");
    }
  }
  await copyRows(tx, "COPY staged_lines FROM STDIN", rows());
  await exec(tx, "ANALYZE staged_lines");
  if (hasOwnIds) return await many<Finding>(tx, findRepeated);
  await exec(tx, countEqual);
  return [];
}

/** A line we know must come again as it was, and none may be missing from the days that the statement covers. */
export async function compareWithKnown(
  tx: Tx,
  { source, account }: Place,
  days: { from: Date; until: Date; openingLine: number },
): Promise<Finding[]> {
  const changed = await many<Finding>(
    tx,
    `SELECT s.line, 'known_line_changed' AS problem, left(s.line_key, 100) AS "lineId"
     FROM staged_lines s JOIN statement_lines l
       ON l.source = $1 AND l.account = $2 AND l.line_key = s.line_key AND l.status <> 'withdrawn'
     WHERE l.amount_minor <> s.amount_minor OR l.kind <> s.kind OR l.fee_minor <> s.fee_minor
     ORDER BY s.line LIMIT ${findingsShownMax}`,
    [source, account],
  );
  const missing = await many<Finding>(
    tx,
    `SELECT $6::int AS line, 'known_line_missing' AS problem, left(l.line_key, 100) AS "lineId"
     FROM statement_lines l
     WHERE l.source = $1 AND l.account = $2 AND l.status <> 'withdrawn' AND l.booked_at >= $3 AND l.booked_at < $4 AND l.kind <> $5
       AND NOT EXISTS (SELECT FROM staged_lines s WHERE s.line_key = l.line_key)
     ORDER BY l.line_key LIMIT ${findingsShownMax}`,
    [
      source,
      account,
      days.from.toISOString(),
      days.until.toISOString(),
      openingKind,
      days.openingLine,
    ],
  );
  return [...changed, ...missing].slice(0, findingsShownMax);
}

/** True when the statement speaks of a time that our first statement counted as opening balance. */
export async function isBeforeFirst(tx: Tx, { source, account }: Place): Promise<boolean> {
  const { early } = await one<{ early: boolean }>(
    tx,
    `SELECT EXISTS (
       SELECT FROM staged_lines s JOIN statement_lines o
         ON o.source = $1 AND o.account = $2 AND o.kind = $3 AND o.currency = s.currency
           AND o.status <> 'withdrawn'
       WHERE s.booked_at < o.booked_at) AS early`,
    [source, account, openingKind],
  );
  return early;
}

/** Staged lines that no statement has shown before. */
const isFresh = `NOT EXISTS (
  SELECT FROM statement_lines l
  WHERE l.source = $1 AND l.account = $2 AND l.line_key = s.line_key AND l.status <> 'withdrawn')`;

/**
 * Debits of PayPal for payouts that the books have with the same amount: by far the most lines of a report. They are stored
 * as matched at once, by the same rule that `decideLines` has for one of them; everything else is decided there. They wait
 * in a table of their own, because the database has to know how many there are before it plans what is done with them.
 */
async function findPaid(tx: Tx, { source, account }: Place): Promise<void> {
  await exec(
    tx,
    `CREATE TEMPORARY TABLE staged_paid (line_id uuid NOT NULL, transaction_id uuid NOT NULL) ON COMMIT DROP`,
  );
  if (source !== "paypal") return;
  await exec(
    tx,
    `INSERT INTO staged_paid (line_id, transaction_id)
     SELECT DISTINCT ON (t.id) s.id, t.id
     FROM staged_lines s
     JOIN payout_attempts a ON a.id = s.attempt_id
     JOIN ledger_transactions t
       ON t.reference = 'paypal:item:' || a.provider_item_id || ':SUCCESS' AND t.currency = s.currency
     JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount_minor = s.effect_minor
     JOIN ledger_accounts k ON k.id = e.account_id AND k.name = 'assets:paypal'
     WHERE s.attempt_id IS NOT NULL AND ${isFresh}
       AND NOT EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.id)
     ORDER BY t.id, s.booked_at, s.line_key`,
    [source, account],
  );
  await exec(tx, "ANALYZE staged_paid");
}

/** @returns how many of the staged lines were new. */
export async function storeStaged(tx: Tx, importId: string, place: Place): Promise<number> {
  await findPaid(tx, place);
  const stored = await exec(
    tx,
    `INSERT INTO statement_lines
       (source, account, import_id, id, line_key, provider_id, booked_at, kind, amount_minor, fee_minor,
        effect_minor, currency, details, status, rule, problem)
     SELECT $1, $2, $3, s.id, s.line_key, s.provider_id, s.booked_at, s.kind, s.amount_minor, s.fee_minor,
            s.effect_minor, s.currency, s.details,
            CASE WHEN p.line_id IS NULL THEN 'open' ELSE 'matched' END,
            CASE WHEN p.line_id IS NULL THEN NULL ELSE 'payout' END,
            CASE WHEN p.line_id IS NULL THEN 'unmatched' END
     FROM staged_lines s LEFT JOIN staged_paid p ON p.line_id = s.id
     WHERE ${isFresh}`,
    [place.source, place.account, importId],
  );
  await exec(
    tx,
    `INSERT INTO statement_matches (line_id, transaction_id)
     SELECT line_id, transaction_id FROM staged_paid`,
  );
  return stored;
}

/** How the lines of a staged statement stand now, those known before included. */
export async function countStaged(
  tx: Tx,
  { source, account }: Place,
): Promise<Record<LineStatus, number>> {
  const rows = await many<{ status: LineStatus; count: number }>(
    tx,
    `SELECT l.status, count(*)::int AS count
     FROM staged_lines s JOIN statement_lines l
       ON l.source = $1 AND l.account = $2 AND l.line_key = s.line_key AND l.status <> 'withdrawn'
     GROUP BY l.status`,
    [source, account],
  );
  const count = (status: LineStatus) => rows.find((row) => row.status === status)?.count ?? 0;
  return {
    open: count("open"),
    matched: count("matched"),
    explained: count("explained"),
    withdrawn: count("withdrawn"),
  };
}

/** Debits for payouts that the books do not explain yet; they carry our own id of the attempt. */
export async function unexplainedPayouts(
  tx: Tx,
  importId: string,
): Promise<{ senderItemId: string; bookedAt: Date }[]> {
  return await many<{ senderItemId: string; bookedAt: Date }>(
    tx,
    `SELECT details ->> 'customField' AS "senderItemId", booked_at AS "bookedAt" FROM statement_lines
     WHERE import_id = $1 AND kind = 'T0001' AND status = 'open' AND details ? 'customField'
     ORDER BY booked_at LIMIT 10000`,
    [importId],
  );
}
