import type { Invariant } from "../ledger";

/** What must always be true between what we moved ourselves and the books. */
export const treasuryInvariants: readonly Invariant[] = [
  {
    name: "booked conversions are exactly the two postings of L35 each",
    sql: `SELECT c.id || ': ' || c.status AS found, c.currency FROM conversions c
          WHERE (c.status = 'booked') <> (
            SELECT count(*) = 2 FROM ledger_transactions t
            JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount_minor > 0
            WHERE (t.reference = 'conversion:' || c.id || ':out' AND e.amount_minor = c.amount_minor
                   AND e.currency = c.currency)
               OR (t.reference = 'conversion:' || c.id || ':in' AND e.amount_minor = c.into_minor
                   AND e.currency = c.into_currency))`,
  },
];
