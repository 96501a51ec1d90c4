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
          WHERE d.status = 'decided' AND d.from_status <> 'endorsed'
            AND (e.share_basis_points <> d.share_basis_points
              OR (e.id IS NULL) <> (p.released_at IS NOT NULL)
              OR (d.outcome = 'creator' AND e.id IS NULL) OR (d.outcome = 'brand' AND e.id IS NOT NULL)
              OR CASE WHEN p.fee_minor + p.platform_fee_minor = 0 THEN t.rules IS NOT NULL
                 ELSE t.rules IS DISTINCT FROM CASE WHEN e.id IS NULL THEN 'L8'
                   WHEN d.outcome = 'creator' THEN 'L9' ELSE 'L10' END END)`,
  },
  {
    name: "a decided dispute about a held fee left it, undid it (L12), or undid it and gave a share (L10)",
    sql: `SELECT d.id || ' for ' || d.outcome || ': undone ' || e.undone || ', share ' || coalesce(e.share::text, 'none') AS found
          FROM disputes d JOIN submissions s ON s.id = d.submission_id, LATERAL (
            SELECT count(*) FILTER (WHERE x.replaces_id IS NULL AND x.clawed_back_at IS NOT NULL) AS undone,
                   max(x.share_basis_points) FILTER (WHERE x.replaces_id IS NOT NULL) AS share
            FROM endorsements x WHERE x.submission_id = s.id) e
          WHERE d.status = 'decided' AND d.from_status = 'endorsed'
            AND CASE d.outcome WHEN 'creator' THEN e.share IS NOT NULL
                    OR (e.undone > 0) <> (s.status = 'clawed_back')
                  WHEN 'brand' THEN e.undone <> 1 OR e.share IS NOT NULL
                  ELSE e.undone <> 1 OR coalesce(e.share, d.share_basis_points) <> d.share_basis_points END`,
  },
  {
    name: "a fee that was earned is neither held nor payable while it is disputed",
    sql: `SELECT e.id::text AS found FROM endorsements e JOIN submissions s ON s.id = e.submission_id
          WHERE s.status = 'disputed' AND (e.payable_at IS NOT NULL OR e.held_until IS NOT NULL)`,
  },
];
