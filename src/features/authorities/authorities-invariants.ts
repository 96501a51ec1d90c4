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
];
