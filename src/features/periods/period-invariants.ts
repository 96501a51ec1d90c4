import type { Invariant } from "../ledger";

/** Checks that closed periods are what they were when two people signed them. */
export const periodInvariants: readonly Invariant[] = [
  {
    name: "nothing was booked into a closed period after its end",
    sql: `SELECT p.through_on || ': ' || a.name || ' ' || a.currency || ' was ' || coalesce(b.balance_minor, 0)
                 || ' and is ' || coalesce(s.total, 0) AS found, a.currency
          FROM (SELECT id, through_on FROM accounting_periods WHERE status = 'closed'
                ORDER BY through_on DESC LIMIT 1) p
          CROSS JOIN ledger_accounts a
          LEFT JOIN period_balances b ON b.period_id = p.id AND b.account_id = a.id
          LEFT JOIN (SELECT e.account_id, sum(e.amount_minor) AS total
                     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                     WHERE t.effective_at < (SELECT books_closed_until())
                     GROUP BY e.account_id) s ON s.account_id = a.id
          WHERE coalesce(b.balance_minor, 0) <> coalesce(s.total, 0)`,
  },
  {
    name: "the chain of hashes still holds what was noted when a period closed",
    sql: `SELECT p.through_on || ': transaction ' || p.chain_position || ' of the chain' AS found
          FROM accounting_periods p
          LEFT JOIN ledger_chain c ON c.position = p.chain_position
          WHERE p.status = 'closed' AND p.chain_position > 0
            AND p.chain_hash IS DISTINCT FROM encode(c.hash, 'hex')`,
  },
  {
    name: "no closed period was taken out",
    sql: `SELECT 'the period before ' || p.from_on || ' is gone' AS found FROM accounting_periods p
          WHERE p.status = 'closed' AND p.from_on IS NOT NULL AND NOT EXISTS (
            SELECT FROM accounting_periods b WHERE b.status = 'closed' AND b.through_on = p.from_on - 1)
          UNION ALL
          SELECT 'balances of the period ' || b.period_id || ' are there and it is not closed' FROM (
            SELECT DISTINCT period_id FROM period_balances) b
          WHERE NOT EXISTS (SELECT FROM accounting_periods p WHERE p.id = b.period_id AND p.status = 'closed')
          UNION ALL
          SELECT 'the period through ' || (e.details ->> 'throughOn') || ' was closed and is not' FROM audit_events e
          WHERE e.action = 'period.closed' AND NOT EXISTS (
            SELECT FROM accounting_periods p WHERE p.id::text = e.object_id AND p.status = 'closed')`,
  },
  {
    name: "a closed period says what was signed",
    sql: `SELECT through_on::text AS found FROM accounting_periods
          WHERE content_hash <> encode(sha256(convert_to(content, 'UTF8')), 'hex')`,
  },
];
