import type { Invariant } from "../ledger";

/** Promises about submissions that the tables and the books must keep together. */
export const submissionInvariants: readonly Invariant[] = [
  {
    name: "a submission has an endorsement when its state says so, and no other has any",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          LEFT JOIN LATERAL (SELECT * FROM endorsements x WHERE x.submission_id = s.id
                             ORDER BY x.id DESC LIMIT 1) e ON true
          WHERE (s.status IN ('endorsed', 'live_complete', 'resolved_creator', 'clawed_back') AND e.id IS NULL)
             OR (s.status NOT IN ('endorsed', 'live_complete', 'resolved_creator', 'resolved_split', 'cancelled',
                               'clawed_back', 'disputed', 'resolved_brand')
                 AND e.id IS NOT NULL)
             OR (s.status IN ('clawed_back', 'resolved_brand') AND e.id IS NOT NULL AND e.clawed_back_at IS NULL)
             OR (s.status NOT IN ('clawed_back', 'resolved_brand', 'resolved_split') AND e.clawed_back_at IS NOT NULL)
             OR e.origin <> CASE WHEN s.status = 'cancelled' THEN 'kill_fee'
                  WHEN s.status LIKE 'resolved%' AND NOT EXISTS (
                    SELECT FROM disputes q WHERE q.submission_id = s.id AND q.status = 'decided'
                      AND q.from_status = 'endorsed' AND e.replaces_id IS NULL) THEN 'dispute'
                  WHEN s.status IN ('endorsed', 'live_complete') AND e.origin = 'clock' THEN 'clock'
                  WHEN s.status IN ('endorsed', 'live_complete') THEN 'endorsement' ELSE e.origin END`,
  },
  {
    name: "a piece that ended without an endorsement was released, and one that goes on was not",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          JOIN deliverables d ON d.id = s.deliverable_id
          LEFT JOIN endorsements e ON e.submission_id = s.id
          WHERE CASE WHEN s.status IN ('expired', 'resolved_brand', 'resolved_split', 'cancelled')
                  THEN (d.released_at IS NULL) = (e.id IS NULL)
                WHEN s.status = 'rejected' THEN false
                ELSE d.released_at IS NOT NULL END`,
  },
  {
    name: "every state that waits for somebody has its date, and no other has one",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          WHERE (s.review_until IS NOT NULL) <> (s.status = 'in_review')
             OR (s.post_until IS NOT NULL) <> (s.status = 'content_approved')
             OR (s.appeal_until IS NOT NULL) <> (s.status IN ('rejected', 'changes_requested'))
             OR (s.endorse_until IS NOT NULL) <> (s.status IN ('posted', 'verifying', 'verified'))`,
  },
  {
    name: "what was verified or endorsed has a post that somebody found to be as agreed",
    sql: `SELECT s.id || ' is ' || s.status AS found FROM submissions s
          LEFT JOIN live_posts p ON p.submission_id = s.id
          WHERE s.status IN ('verified', 'endorsed', 'live_complete') AND p.verified_at IS NULL`,
  },
  {
    name: "a post is complete when its time and its hold are over",
    sql: `SELECT s.id || ' until ' || coalesce(s.live_until::text, 'never') AS found
          FROM submissions s JOIN endorsements e ON e.submission_id = s.id
          WHERE s.status = 'live_complete'
            AND (s.live_until IS NULL OR s.live_until > now() OR e.payable_at IS NULL)`,
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
    name: "every endorsed fee was earned in the books once, with its amount (L9, L10), and emptied its piece's reserve",
    sql: `SELECT e.id || ': ' || coalesce(t.earned::text, 'nothing') AS found
          FROM endorsements e JOIN submissions s ON s.id = e.submission_id
          JOIN deliverables d ON d.id = s.deliverable_id
          LEFT JOIN LATERAL (
            SELECT -sum(l.amount_minor) FILTER (WHERE a.name = 'income:platform-fee'
                                                   OR a.name = 'liabilities:creator:' || e.creator_id || ':held') AS earned,
                   sum(l.amount_minor) FILTER (WHERE a.name LIKE 'liabilities:application:%') AS used
            FROM ledger_transactions t
            JOIN ledger_entries l ON l.transaction_id = t.id JOIN ledger_accounts a ON a.id = l.account_id
            WHERE t.reference = 'endorsement:' || e.id AND t.currency = e.currency) t ON true
          WHERE coalesce(t.earned, 0) <> e.fee_minor + e.platform_fee_minor
             -- What replaces another one was reserved for that one.
             OR coalesce(t.used, 0) <> CASE WHEN e.replaces_id IS NULL THEN d.fee_minor + d.platform_fee_minor ELSE 0 END
             OR (e.share_basis_points = 10000) <> (e.fee_minor = d.fee_minor
                                                   AND e.platform_fee_minor = d.platform_fee_minor)`,
  },
  {
    name: "a fee is payable in the books when it is in the table (L11)",
    sql: `SELECT e.id || ': payable ' || coalesce(e.payable_at::text, 'never') AS found
          FROM endorsements e LEFT JOIN ledger_transactions t
            ON t.reference = 'endorsement:' || e.id || ':payable'
          WHERE (e.payable_at IS NOT NULL AND e.fee_minor > 0) <> (t.id IS NOT NULL)`,
  },
  {
    name: "an application is completed when everything promised was earned or released",
    sql: `SELECT a.id || ' is ' || a.status AS found FROM applications a, LATERAL (
            SELECT count(*) AS promised,
                   count(*) FILTER (WHERE e.id IS NOT NULL OR d.released_at IS NOT NULL) AS over
            FROM deliverables d
            LEFT JOIN submissions s ON s.deliverable_id = d.id
            LEFT JOIN endorsements e ON e.submission_id = s.id
            WHERE d.application_id = a.id) d
          WHERE (a.status IN ('completed', 'cancelled_by_brand', 'cancelled_by_creator', 'terminated')
                 AND d.over < d.promised)
             OR (a.status IN ('accepted', 'in_progress') AND d.over = d.promised)`,
  },
];
