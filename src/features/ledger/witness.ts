/**
 * What the chain of hashes cannot say by itself: whether a transaction is what was booked before it was linked, whether one
 * vanished before, and whether the end of the chain was cut off.
 */
import type { Invariant } from "./verification";

/** The row of a transaction as the migration witness-bookings hashes it; written out, so that no function can be exchanged. */
const rowHash = (
  row: string,
) => `sha256(convert_to(concat_ws(' ', ${row}.seq, ${row}.id, ${row}.reference,
  ${row}.rule, ${row}.currency, ${row}.content_hash, coalesce(${row}.reverses_id::text, '-'),
  extract(epoch FROM ${row}.effective_at), extract(epoch FROM ${row}.recorded_at), ${row}.tags), 'UTF8'))`;

export const witnessInvariants: readonly Invariant[] = [
  {
    name: "what is not linked yet is what was booked",
    sql: `SELECT CASE WHEN t.id IS NULL THEN 'seq ' || a.seq || ' is gone before it was linked'
                      ELSE 'seq ' || a.seq || ', ' || t.reference || ' (' || t.id || ') was changed before it was linked'
                 END AS found, t.currency
          FROM ledger_arrivals a LEFT JOIN ledger_transactions t ON t.seq = a.seq
          WHERE t.id IS NULL OR a.hash <> ${rowHash("t")} ORDER BY a.seq`,
  },
  {
    name: "every transaction was booked, and not put in by hand",
    sql: `SELECT 'seq ' || t.seq || ', ' || t.reference || ' (' || t.id || ') is neither linked nor booked' AS found,
                 t.currency
          FROM ledger_transactions t
          WHERE NOT EXISTS (SELECT FROM ledger_chain c WHERE c.seq = t.seq)
            AND NOT EXISTS (SELECT FROM ledger_arrivals a WHERE a.seq = t.seq)
          ORDER BY t.seq`,
  },
  {
    name: "every entry belongs to a transaction",
    sql: `SELECT 'entry ' || e.id || ' of ' || e.transaction_id AS found, e.currency FROM ledger_entries e
          WHERE NOT EXISTS (SELECT FROM ledger_transactions t WHERE t.id = e.transaction_id) ORDER BY e.id`,
  },
  {
    name: "the chain of hashes still goes through the places noted each day",
    sql: `SELECT 'on ' || s.sealed_on || ' it went to ' || s.position
                 || CASE WHEN c.position IS NULL
                         THEN ' and now ends at ' || coalesce((SELECT max(position) FROM ledger_chain), 0)
                         ELSE ' by another way' END AS found
          FROM ledger_seals s LEFT JOIN ledger_chain c ON c.position = s.position
          WHERE c.hash IS DISTINCT FROM s.hash ORDER BY s.sealed_on`,
  },
];
