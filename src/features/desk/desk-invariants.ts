import type { Invariant } from "../ledger";

/** Checks that join the desk with the ledger. */
export const deskInvariants: readonly Invariant[] = [
  {
    name: "every posted break posting has its ledger transaction, and only these",
    sql: `SELECT coalesce(p.id::text, t.reference) AS found, coalesce(p.currency, t.currency) AS currency
          FROM (SELECT * FROM break_postings WHERE status = 'posted') p
          FULL JOIN (SELECT t.id, t.reference, t.currency, max(e.amount_minor) AS amount
                     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                     WHERE t.reference LIKE 'break:%' GROUP BY t.id) t ON t.reference = 'break:' || p.id
          WHERE p.id IS NULL OR t.id IS NULL OR t.amount <> p.amount_minor OR t.currency <> p.currency`,
  },
];
