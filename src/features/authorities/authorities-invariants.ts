import type { Invariant } from "../ledger";

/** What must always be true between remittances and the books. */
export const authoritiesInvariants: readonly Invariant[] = [
  {
    name: "remittances are exactly what L29 and L39 sent, and no more than was held",
    sql: `SELECT r.id || ': ' || r.status AS found, r.currency FROM remittances r
          WHERE (r.status = 'remitted') <> EXISTS (
            SELECT FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
            WHERE t.reference = 
              CASE r.holding WHEN 'withheld_tax' THEN 'tax-remittance:' ELSE 'property-remittance:' END || r.id AND e.amount_minor = r.amount_minor
              AND e.currency = r.currency)
          UNION ALL
          SELECT a.currency || ' is overdrawn', a.currency FROM ledger_accounts a
          JOIN ledger_entries e ON e.account_id = a.id WHERE a.name = 'liabilities:unclaimed-property'
          GROUP BY a.currency HAVING sum(e.amount_minor) > 0`,
  },
];
