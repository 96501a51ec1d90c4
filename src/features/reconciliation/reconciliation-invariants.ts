import type { Invariant } from "../ledger";

const isRailOfLine = `a.name = ANY (CASE l.source WHEN 'paypal' THEN ARRAY['assets:paypal']
  WHEN 'stripe' THEN ARRAY['assets:stripe:pending', 'assets:stripe:available']
  ELSE ARRAY['assets:bank:' || l.account] END)`;

/** Checks that join statements with the ledger. */
export const reconciliationInvariants: readonly Invariant[] = [
  {
    name: "matched and explained lines equal their ledger transactions on the account they are about",
    sql: `SELECT l.line_key || ': line ' || l.effect_minor || ' ' || l.currency || ', ledger '
                 || coalesce(sum(e.amount_minor), 0) AS found
          FROM statement_lines l
          LEFT JOIN statement_matches m ON m.line_id = l.id
          LEFT JOIN ledger_accounts a ON ${isRailOfLine} AND a.currency = l.currency
          LEFT JOIN ledger_entries e ON e.transaction_id = m.transaction_id AND e.account_id = a.id
          WHERE l.status NOT IN ('open', 'withdrawn')
          GROUP BY l.id HAVING coalesce(sum(e.amount_minor), 0) <> l.effect_minor`,
  },
  {
    name: "every match moves the account its line is about, and no open line has one",
    sql: `SELECT l.line_key AS found FROM statement_matches m JOIN statement_lines l ON l.id = m.line_id
          WHERE l.status IN ('open', 'withdrawn') OR NOT EXISTS (
            SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = m.transaction_id AND ${isRailOfLine})`,
  },
  {
    name: "an explanation that is booked has its posting, and one that waits has none",
    sql: `SELECT x.id::text AS found FROM statement_explanations x
          WHERE x.kind NOT IN ('deposit', 'cheque', 'unmatch') AND (x.state IN ('booked', 'reversed')) <> EXISTS (
            SELECT FROM statement_decisions d
            WHERE d.line_id = x.line_id AND d.kind = 'explained' AND d.id = x.id)`,
  },
  {
    name: "the lines of a bank account add up to its latest statement",
    sql: `SELECT b.account || ': statement ' || b.closing_minor || ', lines ' || coalesce(sum(l.effect_minor), 0)
                 AS found, b.currency
          FROM (SELECT DISTINCT ON (i.account, s.currency) i.account, s.currency, s.closing_minor, s.as_of
                FROM statement_imports i JOIN statement_balances s ON s.import_id = i.id
                WHERE i.source = 'bank' AND i.withdrawn_at IS NULL
                ORDER BY i.account, s.currency, s.as_of DESC, i.id DESC) b
          LEFT JOIN statement_lines l ON l.source = 'bank' AND l.account = b.account
            AND l.currency = b.currency AND l.status <> 'withdrawn'
            AND (l.booked_at <= b.as_of OR l.kind = 'OPENING')
          GROUP BY b.account, b.currency, b.closing_minor
          HAVING coalesce(sum(l.effect_minor), 0) <> b.closing_minor`,
  },
];
