/** What a provider has said it held, against lines that would change it. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { amountWords, type Finding } from "./formats";
import type { Place } from "./staging";
import { openingKind } from "./statement";

interface Contradicted {
  currency: Currency;
  closing: string;
  fresh: string;
  line: number;
}

/**
 * Balances to which the lines we know come exactly, and which the new lines of a staged file would break: the file shows
 * the same movements under other ids, or it is not what the provider sent. A bank names days only, so what comes to the
 * day of a balance may come after it.
 */
export async function contradictedBalances(tx: Tx, { source, account }: Place): Promise<Finding[]> {
  const isBefore = source === "bank" ? "f.booked_at < w.as_of" : "f.booked_at <= w.as_of";
  const rows = await many<Contradicted>(
    tx,
    `WITH fresh AS MATERIALIZED (
       SELECT s.line, s.currency, s.booked_at, s.effect_minor FROM staged_lines s
       WHERE s.effect_minor <> 0 AND NOT EXISTS (
         SELECT FROM statement_lines l WHERE l.source = $1 AND l.account = $2 AND l.line_key = s.line_key
           AND l.status <> 'withdrawn')
     ), span AS (
       SELECT currency, max(booked_at) AS last FROM fresh GROUP BY currency
     ), witness AS (
       -- The first balance after all that is new; without one the latest there is.
       SELECT DISTINCT ON (b.currency) b.currency, b.closing_minor, b.as_of, s.last
       FROM statement_imports i JOIN statement_balances b ON b.import_id = i.id
       JOIN span s ON s.currency = b.currency
       WHERE i.source = $1 AND i.account = $2 AND i.withdrawn_at IS NULL
       ORDER BY b.currency, b.as_of >= s.last DESC,
                CASE WHEN b.as_of >= s.last THEN b.as_of END, b.as_of DESC, i.id DESC
     )
     SELECT w.currency, w.closing_minor::text AS closing, n.fresh::text, n.line
     FROM witness w
     CROSS JOIN LATERAL (
       SELECT sum(f.effect_minor) AS fresh, min(f.line) AS line FROM fresh f
       WHERE f.currency = w.currency AND ${isBefore}) n
     WHERE n.fresh <> 0 AND ($1 <> 'bank' OR w.as_of > w.last)
       AND w.closing_minor = (
         SELECT coalesce(sum(l.effect_minor), 0) FROM statement_lines l
         WHERE l.source = $1 AND l.account = $2 AND l.currency = w.currency AND l.status <> 'withdrawn'
           AND (l.booked_at <= w.as_of OR l.kind = $3))
     ORDER BY w.currency`,
    [source, account, openingKind],
  );
  return rows.map(({ currency, closing, fresh, line }) => ({
    line,
    problem: "closing_differs_from_known",
    expected: amountWords(BigInt(closing), currency),
    found: amountWords(BigInt(closing) + BigInt(fresh), currency),
  }));
}
