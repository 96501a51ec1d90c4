import type { Invariant } from "../ledger";

/** Promises about submissions that the tables and the books must keep together. */
export const submissionInvariants: readonly Invariant[] = [
  {
    name: "an endorsed submission has one endorsement, and no other has any",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          LEFT JOIN endorsements e ON e.submission_id = s.id
          WHERE (s.status IN ('endorsed', 'clawed_back')) <> (e.id IS NOT NULL)
             OR (s.status = 'clawed_back') <> (e.clawed_back_at IS NOT NULL)`,
  },
  {
    name: "an undone earning was undone in the books once, with its amount (L12, L13)",
    sql: `SELECT e.id || ': ' || coalesce(t.undone::text, 'nothing') AS found
          FROM endorsements e LEFT JOIN LATERAL (
            SELECT sum(l.amount_minor) AS undone FROM ledger_transactions t
            JOIN ledger_entries l ON l.transaction_id = t.id AND l.amount_minor > 0
            WHERE t.reference = 'endorsement:' || e.id || ':clawed-back' AND t.currency = e.currency) t ON true
          WHERE coalesce(t.undone, 0) <>
            CASE WHEN e.clawed_back_at IS NULL THEN 0 ELSE e.fee_minor + e.platform_fee_minor END`,
  },
  {
    name: "every endorsed fee was earned in the books once, with its amount (L9)",
    sql: `SELECT e.id || ': ' || coalesce(t.earned::text, 'nothing') AS found
          FROM endorsements e LEFT JOIN LATERAL (
            SELECT sum(l.amount_minor) AS earned FROM ledger_transactions t
            JOIN ledger_entries l ON l.transaction_id = t.id AND l.amount_minor > 0
            WHERE t.reference = 'endorsement:' || e.id AND t.currency = e.currency) t ON true
          WHERE coalesce(t.earned, 0) <> e.fee_minor + e.platform_fee_minor`,
  },
  {
    name: "a fee is payable in the books when it is in the table (L11)",
    sql: `SELECT e.id || ': payable ' || coalesce(e.payable_at::text, 'never') AS found
          FROM endorsements e LEFT JOIN ledger_transactions t
            ON t.reference = 'endorsement:' || e.id || ':payable'
          WHERE (e.payable_at IS NOT NULL AND e.fee_minor > 0) <> (t.id IS NOT NULL)`,
  },
  {
    name: "an application is completed when everything promised was endorsed",
    sql: `SELECT a.id || ' is ' || a.status AS found FROM applications a, LATERAL (
            SELECT count(*) AS promised, count(e.id) AS endorsed FROM deliverables d
            LEFT JOIN submissions s ON s.deliverable_id = d.id
            LEFT JOIN endorsements e ON e.submission_id = s.id
            WHERE d.application_id = a.id) d
          WHERE (a.status = 'completed' AND d.endorsed < d.promised)
             OR (a.status IN ('accepted', 'in_progress') AND d.endorsed = d.promised)`,
  },
];
