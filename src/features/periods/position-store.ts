/**
 * Where the books and the statements stand at the end of a day, for every account that has a statement somewhere. What
 * is compared is read from the rows themselves: entries, lines, which belongs to which, and the balance the provider
 * names.
 */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { endOfDay } from "../ledger";

export interface Position {
  /** Of the chart, such as assets:bank:main-usd, or assets:stripe for both of Stripe's. */
  account: string;
  currency: Currency;
  /** The day at the end of which it stood so, UTC. */
  day: string;
  ledgerMinor: bigint;
  /** Booked by then and on no statement by then. */
  outstandingMinor: bigint;
  /** On a statement by then and not booked by then. */
  unbookedMinor: bigint;
  /** What the provider itself says it held; undefined when no statement reaches back so far. */
  statementMinor: bigint | undefined;
  /** Day of the last line of the statement that says it. */
  statementDay: string | undefined;
  /** The import that brought it. */
  importId: string | undefined;
  /** Last day, at most `day`, of which a statement speaks; undefined without one. */
  statementThrough: string | undefined;
  hasEntries: boolean;
}

/**
 * SQL: accounts of the books that providers keep for us, and what their statements call them. What Stripe holds for us
 * stands in two accounts of the books and in one balance of Stripe's, so the two count as one.
 */
const rails = `
  SELECT id AS account_id, currency, split_part(name, ':', 2) AS source,
         CASE WHEN name LIKE 'assets:stripe:%' THEN 'assets:stripe' ELSE name END AS name,
         CASE WHEN name LIKE 'assets:bank:%' THEN substr(name, 13) ELSE split_part(name, ':', 2) END AS account
  FROM ledger_accounts
  WHERE name = 'assets:paypal' OR name LIKE 'assets:bank:%' OR name LIKE 'assets:stripe:%'`;

const dayOf = (instant: string) => `(${instant} AT TIME ZONE 'UTC')::date`;

/** SQL: what each transaction moves there, with its day, and the day of the line that stands for it, if one does. */
const railEntries = `
  SELECT e.*, (
    SELECT min(${dayOf("l.booked_at")}) FROM statement_matches m
    JOIN statement_lines l ON l.id = m.line_id AND l.source = e.source AND l.account = e.account
    WHERE m.transaction_id = e.transaction_id) AS line_day
  FROM (
    SELECT r.name, r.currency, r.source, r.account, t.id AS transaction_id, t.seq, t.reference, t.rule, t.reverses_id,
           ${dayOf("t.effective_at")} AS day, sum(e.amount_minor) AS amount_minor
    FROM rails r
    JOIN ledger_entries e ON e.account_id = r.account_id
    JOIN ledger_transactions t ON t.id = e.transaction_id
    GROUP BY r.name, r.currency, r.source, r.account, t.id HAVING sum(e.amount_minor) <> 0) e`;

/**
 * SQL: one row for each account, currency and day of `days`. Sums are made once a day of business, so it costs one pass
 * over the entries and lines however many days are asked for.
 */
const positionsSql = (days: string) => `
  WITH rails AS MATERIALIZED (${rails}),
  places AS MATERIALIZED (SELECT DISTINCT name, currency, source, account FROM rails),
  entries AS MATERIALIZED (${railEntries}),
  lines AS MATERIALIZED (
    SELECT p.name, p.currency, l.import_id, ${dayOf("l.booked_at")} AS day, sum(l.effect_minor) AS effect
    FROM places p JOIN statement_lines l
      ON l.source = p.source AND l.account = p.account AND l.currency = p.currency AND l.status <> 'withdrawn'
    GROUP BY 1, 2, 3, 4),
  moves AS MATERIALIZED (
    SELECT name, currency, day, sum(ledger) AS ledger, sum(matched) AS matched, sum(line) AS line,
           sum(n) AS n
    FROM (
      SELECT name, currency, day, amount_minor AS ledger, 0 AS matched, 0 AS line, 1 AS n FROM entries
      UNION ALL
      SELECT name, currency, greatest(day, line_day), 0, amount_minor, 0, 0 FROM entries
      WHERE line_day IS NOT NULL
      UNION ALL
      SELECT name, currency, day, 0, 0, effect, 0 FROM lines) m
    GROUP BY name, currency, day),
  balances AS MATERIALIZED (
    SELECT p.name, p.currency, p.source, p.account, i.id AS import_id, i.from_on, i.to_on, b.closing_minor, b.as_of
    FROM places p
    JOIN statement_imports i ON i.source = p.source AND i.account = p.account AND i.withdrawn_at IS NULL
    JOIN statement_balances b ON b.import_id = i.id AND b.currency = p.currency),
  -- What came to the day of a balance after it: later than its instant, or, for a bank that names days only, in a later file.
  same_day AS MATERIALIZED (
    SELECT b.name, b.currency, b.import_id, sum(l.effect_minor) AS effect
    FROM balances b JOIN statement_lines l
      ON l.source = b.source AND l.account = b.account AND l.currency = b.currency AND l.status <> 'withdrawn'
     AND ${dayOf("l.booked_at")} = ${dayOf("b.as_of")}
    WHERE l.booked_at > b.as_of OR (b.source = 'bank' AND l.import_id > b.import_id)
    GROUP BY 1, 2, 3),
  days AS (${days})
  SELECT d.name, d.currency, d.day::text, s.ledger::text, (s.ledger - s.matched)::text AS outstanding,
         (s.line - s.matched)::text AS unbooked,
         coalesce(c.closing_minor + coalesce(later.effect, 0) + coalesce(x.effect, 0), f.closing_minor - within.later)::text AS statement,
         coalesce(${dayOf("c.as_of")}, within.day)::text AS statement_day,
         coalesce(c.import_id, f.import_id) AS import_id, least(k.through, d.day)::text AS through,
         s.n > 0 AS has_entries
  FROM days d
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.ledger), 0) AS ledger, coalesce(sum(m.matched), 0) AS matched,
           coalesce(sum(m.line), 0) AS line, coalesce(sum(m.n), 0) AS n
    FROM moves m WHERE m.name = d.name AND m.currency = d.currency AND m.day <= d.day) s
  LEFT JOIN LATERAL (
    SELECT * FROM balances b
    WHERE b.name = d.name AND b.currency = d.currency AND b.as_of < ${endOfDay("d.day")}
    ORDER BY b.as_of DESC, b.import_id DESC LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    -- The balance holds everything before it, also what other statements showed late: the provider's word is not changed.
    SELECT sum(l.effect) AS effect FROM lines l
    WHERE l.name = d.name AND l.currency = d.currency AND l.day <= d.day
      AND l.day > ${dayOf("c.as_of")}) later ON true
  LEFT JOIN same_day x ON x.name = d.name AND x.currency = d.currency AND x.import_id = c.import_id
  LEFT JOIN LATERAL (
    -- A day before the end of the first statement: what it ended with, less its lines after that day.
    SELECT b.closing_minor, b.from_on, b.as_of, b.import_id FROM balances b
    WHERE c.import_id IS NULL AND b.name = d.name AND b.currency = d.currency AND b.from_on <= d.day
    ORDER BY b.from_on, b.import_id LIMIT 1) f ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(l.effect) FILTER (WHERE l.day > d.day), 0) AS later,
           coalesce(max(l.day) FILTER (WHERE l.day <= d.day), f.from_on) AS day
    FROM lines l
    WHERE l.name = d.name AND l.currency = d.currency AND l.day BETWEEN f.from_on AND ${dayOf("f.as_of")}
  ) within ON true
  LEFT JOIN LATERAL (
    SELECT max(b.to_on) AS through FROM balances b
    WHERE b.name = d.name AND b.currency = d.currency AND b.from_on <= d.day) k ON true
  ORDER BY d.name, d.currency, d.day`;

interface PositionRow {
  name: string;
  currency: Currency;
  day: string;
  ledger: string;
  outstanding: string;
  unbooked: string;
  statement: string | null;
  statement_day: string | null;
  import_id: string | null;
  through: string | null;
  has_entries: boolean;
}

const positionOf = (row: PositionRow): Position => ({
  account: row.name,
  currency: row.currency,
  day: row.day,
  ledgerMinor: BigInt(row.ledger),
  outstandingMinor: BigInt(row.outstanding),
  unbookedMinor: BigInt(row.unbooked),
  statementMinor: row.statement === null ? undefined : BigInt(row.statement),
  statementDay: row.statement_day ?? undefined,
  importId: row.import_id ?? undefined,
  statementThrough: row.through ?? undefined,
  hasEntries: row.has_entries,
});

/** Every account at the end of one day. */
export async function positionsOn(tx: Tx, day: string): Promise<Position[]> {
  const rows = await many<PositionRow>(
    tx,
    positionsSql("SELECT name, currency, $1::date AS day FROM places"),
    [day],
  );
  return rows.map(positionOf);
}

/** Every account at the end of each last day of one of its statements: where the provider itself can be quoted. */
export async function positionsByStatements(tx: Tx): Promise<Position[]> {
  const rows = await many<PositionRow>(
    tx,
    positionsSql("SELECT DISTINCT name, currency, to_on AS day FROM balances"),
  );
  return rows.map(positionOf);
}

/** Something that lies between the books and a statement. */
export interface TimingItem {
  day: string;
  /** Reference of the ledger transaction, or the key of the line. */
  reference: string;
  /** Rule of the transaction; kind and state of the line. */
  kind: string;
  amountMinor: bigint;
}

export interface TimingItems {
  items: TimingItem[];
  /** How many there are in all. */
  count: number;
}

export interface ItemRow {
  day: string;
  reference: string;
  kind: string;
  amount: string;
  n: number;
}

export function itemsOf(rows: readonly ItemRow[]): TimingItems {
  const items = rows.map(({ day, reference, kind, amount }) => ({
    day,
    reference,
    kind,
    amountMinor: BigInt(amount),
  }));
  return { items, count: rows[0]?.n ?? 0 };
}

export interface ItemQuery {
  account: string;
  currency: string;
  day: string;
  limit: number;
}

const oneRail = `rails AS MATERIALIZED (SELECT * FROM (${rails}) r WHERE r.name = $1 AND r.currency = $2)`;

/** SQL: not shown by a statement at the end of the day. */
const isOut = (alias: string) =>
  `${alias}.day <= $3::date AND (${alias}.line_day IS NULL OR ${alias}.line_day > $3::date)`;

/**
 * Entries that no statement shows by the end of the day, oldest first. A posting and its reversal are nothing together and
 * wait for no statement, so neither is listed.
 */
export async function outstandingItems(tx: Tx, query: ItemQuery): Promise<TimingItems> {
  const rows = await many<ItemRow>(
    tx,
    `WITH ${oneRail}, entries AS MATERIALIZED (${railEntries})
     SELECT e.day::text, e.reference, e.rule AS kind, e.amount_minor::text AS amount,
            count(*) OVER ()::int AS n
     FROM entries e
     WHERE ${isOut("e")} AND NOT EXISTS (
       SELECT FROM entries o WHERE ${isOut("o")} AND o.amount_minor = -e.amount_minor
         AND (o.transaction_id = e.reverses_id OR o.reverses_id = e.transaction_id))
     ORDER BY e.day, e.seq, e.amount_minor LIMIT $4`,
    [query.account, query.currency, query.day, query.limit],
  );
  return itemsOf(rows);
}

/** Lines, or what is left of them, that nothing booked by the end of the day stands for, oldest first. */
export async function unbookedItems(tx: Tx, query: ItemQuery): Promise<TimingItems> {
  const rows = await many<ItemRow>(
    tx,
    `WITH ${oneRail},
     booked AS (
       SELECT m.line_id, sum(e.amount_minor) AS amount FROM rails r
       JOIN ledger_entries e ON e.account_id = r.account_id
       JOIN ledger_transactions t ON t.id = e.transaction_id AND t.effective_at < ${endOfDay("$3")}
       JOIN statement_matches m ON m.transaction_id = t.id
       GROUP BY m.line_id)
     SELECT x.*, count(*) OVER ()::int AS n FROM (
       SELECT ${dayOf("l.booked_at")}::text AS day, l.line_key AS reference,
              l.kind || ' ' || coalesce(l.problem, l.status) AS kind,
              (l.effect_minor - coalesce(b.amount, 0))::text AS amount
       FROM (SELECT DISTINCT source, account, currency FROM rails) r
       JOIN statement_lines l ON l.source = r.source AND l.account = r.account AND l.currency = r.currency
       LEFT JOIN booked b ON b.line_id = l.id
       WHERE l.status <> 'withdrawn' AND l.booked_at < ${endOfDay("$3")} AND l.effect_minor <> coalesce(b.amount, 0)) x
     ORDER BY x.day, x.reference LIMIT $4`,
    [query.account, query.currency, query.day, query.limit],
  );
  return itemsOf(rows);
}
