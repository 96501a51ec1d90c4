import type { Invariant } from "../ledger";

/** Promises about disputes that the tables and the books must keep together. */
export const disputeInvariants: readonly Invariant[] = [
  {
    name: "a submission is disputed while it has an open dispute",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          WHERE (s.status = 'disputed') <> EXISTS (
            SELECT FROM disputes d WHERE d.submission_id = s.id AND d.status IN ('open', 'answered'))`,
  },
  {
    name: "a submission was resolved by one decision",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s, LATERAL (
            SELECT count(*) AS decided, max('resolved_' || outcome) AS status FROM disputes
            WHERE submission_id = s.id AND status = 'decided') d
          WHERE d.decided > 1 OR (s.status LIKE 'resolved%' AND d.status IS DISTINCT FROM s.status)
             OR (d.decided = 1 AND s.status NOT LIKE 'resolved%' AND s.status <> 'clawed_back')`,
  },
  {
    name: "every decided dispute has exactly its posting: earned (L9), split (L10) or released (L8)",
    sql: `SELECT d.id || ' for ' || d.outcome || ': ' || coalesce(t.rules, 'nothing') AS found
          FROM disputes d JOIN submissions s ON s.id = d.submission_id
          JOIN deliverables p ON p.id = s.deliverable_id
          LEFT JOIN endorsements e ON e.submission_id = s.id
          LEFT JOIN LATERAL (
            SELECT string_agg(rule, ',') AS rules FROM ledger_transactions
            WHERE reference IN ('endorsement:' || e.id, 'deliverable:' || p.id || ':released')) t ON true
          WHERE d.status = 'decided'
            AND (e.share_basis_points <> d.share_basis_points
              OR (e.id IS NULL) <> (p.released_at IS NOT NULL)
              OR (d.outcome = 'creator' AND e.id IS NULL) OR (d.outcome = 'brand' AND e.id IS NOT NULL)
              OR CASE WHEN p.fee_minor + p.platform_fee_minor = 0 THEN t.rules IS NOT NULL
                 ELSE t.rules IS DISTINCT FROM CASE WHEN e.id IS NULL THEN 'L8'
                   WHEN d.outcome = 'creator' THEN 'L9' ELSE 'L10' END END)`,
  },
];
