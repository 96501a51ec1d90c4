import type { Invariant } from "../ledger";

/** What must always be true between remittances and the books. */
export const authoritiesInvariants: readonly Invariant[] = [
  {
    name: "remittances are exactly what L29 and L39 sent, and no more than was held",
    sql: `SELECT r.id || ': ' || r.status AS found, r.currency FROM remittances r
          WHERE (r.status = 'remitted') <> EXISTS (
            SELECT FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
            WHERE t.reference = 
              CASE WHEN r.holding = 'withheld_tax' THEN 'tax-remittance:'
                   WHEN r.direction = 'from_authority' THEN 'property-return:' ELSE 'property-remittance:' END || r.id AND e.amount_minor = r.amount_minor
              AND e.currency = r.currency)
          UNION ALL
          SELECT a.currency || ' is overdrawn', a.currency FROM ledger_accounts a
          JOIN ledger_entries e ON e.account_id = a.id WHERE a.name = 'liabilities:unclaimed-property'
          GROUP BY a.currency HAVING sum(e.amount_minor) > 0
          UNION ALL
          SELECT a.name || ' was given back too much', a.currency FROM ledger_accounts a
          JOIN ledger_entries e ON e.account_id = a.id WHERE a.name LIKE 'assets:receivable:authority:%'
          GROUP BY a.name, a.currency HAVING sum(e.amount_minor) < 0`,
  },
  {
    name: "what a state gave back is the money of cheques it was given, and no more of each",
    sql: `SELECT r.id || ': ' || r.amount_minor AS found, r.currency FROM remittances r
          WHERE r.direction = 'from_authority' AND r.amount_minor <>
            (SELECT sum(x.amount_minor) FROM remittance_returns x WHERE x.remittance_id = r.id)
          UNION ALL
          SELECT 'cheque ' || b.cheque_id, b.currency FROM (
            SELECT x.cheque_id, r.currency, r.jurisdiction, sum(x.amount_minor) AS back
            FROM remittance_returns x JOIN remittances r ON r.id = x.remittance_id AND r.status = 'remitted'
            GROUP BY 1, 2, 3) b
          WHERE b.back > coalesce((
            SELECT sum(e.amount_minor) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            JOIN ledger_transactions t ON t.id = e.transaction_id
            WHERE a.name = 'assets:receivable:authority:' || b.jurisdiction AND a.currency = b.currency
              AND t.tags ->> 'cheque' = b.cheque_id::text), 0)`,
  },
];
