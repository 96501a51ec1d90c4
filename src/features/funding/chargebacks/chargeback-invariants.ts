import type { Invariant } from "../../ledger";

/** What must always be true between chargebacks, Stripe's own list, and the books. */
export const chargebackInvariants: readonly Invariant[] = [
  {
    name: "chargebacks are exactly what L33 moved, part by part",
    sql: `SELECT c.id || ': row ' || c.deposit_minor || '/' || c.receivable_minor || '/' || c.lost_minor || ', books '
                 || b.deposit || '/' || b.receivable || '/' || b.lost AS found, c.currency
          FROM chargebacks c CROSS JOIN LATERAL (
            SELECT coalesce(sum(e.amount_minor) FILTER (WHERE a.name LIKE 'liabilities:brand:%'), 0) AS deposit,
                   coalesce(sum(e.amount_minor) FILTER (WHERE a.name LIKE 'assets:receivable:brand:%'), 0) AS receivable,
                   coalesce(sum(e.amount_minor) FILTER (WHERE a.name = 'expenses:chargeback-loss'), 0) AS lost
            FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
            JOIN ledger_accounts a ON a.id = e.account_id
            WHERE t.rule = 'L33' AND t.tags ->> 'chargeback' = c.id::text AND t.currency = c.currency) b
          WHERE (c.deposit_minor, c.receivable_minor, c.lost_minor)
                IS DISTINCT FROM (b.deposit, b.receivable, b.lost)`,
  },
  {
    name: "no payment is given back and taken back for more than it brought",
    sql: `SELECT d.id AS found, d.currency FROM deposits d
          WHERE EXISTS (SELECT FROM chargebacks c WHERE c.deposit_id = d.id)
            AND d.amount_minor < coalesce((SELECT sum(p.amount_minor) FROM refund_parts p
                                           WHERE p.deposit_id = d.id AND p.status <> 'failed'), 0)
              + coalesce((SELECT sum(c.taken_minor) FROM chargebacks c WHERE c.deposit_id = d.id), 0)`,
  },
  {
    name: "what PayPal moved because of disputes was booked once",
    sql: `SELECT coalesce(m.chargeback, b.chargeback) || ': PayPal ' || coalesce(m.total, 0) || ', books '
                 || coalesce(b.total, 0) AS found, coalesce(m.currency, b.currency) AS currency
          FROM (SELECT chargeback_id::text AS chargeback, currency, sum(amount_minor) AS total
                FROM paypal_dispute_movements WHERE booked_at IS NOT NULL GROUP BY 1, 2) m
          FULL JOIN (SELECT t.tags ->> 'chargeback' AS chargeback, t.currency, sum(e.amount_minor) AS total
                     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                     JOIN ledger_accounts a ON a.id = e.account_id
                     WHERE t.rule = 'L33' AND a.name = 'assets:paypal' GROUP BY 1, 2) b
            ON (b.chargeback, b.currency) = (m.chargeback, m.currency)
          WHERE coalesce(m.total, 0) <> coalesce(b.total, 0)`,
  },
  {
    name: "what Stripe made available or paid out was moved once (L3)",
    sql: `SELECT coalesce(m.currency, b.currency) || ': list ' || coalesce(m.total, 0) || ', books '
                 || coalesce(b.total, 0) AS found, coalesce(m.currency, b.currency) AS currency
          FROM (SELECT currency, sum(CASE WHEN type LIKE 'payout%' THEN amount_minor
                                          WHEN moved_at IS NOT NULL THEN amount_minor - fee_minor ELSE 0 END) AS total
                FROM stripe_transactions WHERE booked_at IS NOT NULL GROUP BY currency) m
          FULL JOIN (SELECT a.currency, sum(e.amount_minor) AS total FROM ledger_entries e
                     JOIN ledger_accounts a ON a.id = e.account_id
                     JOIN ledger_transactions t ON t.id = e.transaction_id
                     WHERE a.name = 'assets:stripe:available'
                       -- A statement may have shown a payout before its list was read.
                       AND (NOT t.tags ? 'provider_payout' OR EXISTS (
                         SELECT FROM stripe_transactions s
                         WHERE s.source_id = t.tags ->> 'provider_payout' AND s.booked_at IS NOT NULL))
                     GROUP BY a.currency) b ON b.currency = m.currency
          WHERE coalesce(m.total, 0) <> coalesce(b.total, 0)`,
  },
];
