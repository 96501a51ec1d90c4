import type { Invariant } from "../ledger";

/** Credit balance of the account of application `a`, from the postings of one rule or of all. */
const creditOf = (rule: string | undefined) => `
  coalesce((SELECT -sum(e.amount_minor) FROM ledger_entries e
            JOIN ledger_accounts l ON l.id = e.account_id
            JOIN ledger_transactions t ON t.id = e.transaction_id
            WHERE l.name = 'liabilities:application:' || a.id || ':reserved'
              AND l.currency = a.currency ${rule ? `AND t.rule = '${rule}'` : ""}), 0)`;

/** True when something was earned for the promised piece `d`. */
const isEarned = `EXISTS (SELECT FROM submissions s JOIN endorsements n ON n.submission_id = s.id
                                      WHERE s.deliverable_id = d.id)`;

/** Promises about applications that the tables and the books must keep together. */
export const applicationInvariants: readonly Invariant[] = [
  {
    name: "reserved = fees of the promised pieces of which nothing was earned and that were not released",
    sql: `SELECT a.id || ': reserved ' || r.reserved || ', expected ' || r.expected AS found
          FROM applications a, LATERAL (
            SELECT ${creditOf(undefined)} AS reserved,
                   coalesce((SELECT sum(d.fee_minor + d.platform_fee_minor) FROM deliverables d
                             WHERE d.application_id = a.id AND d.released_at IS NULL
                               AND NOT ${isEarned}), 0) AS expected) r
          WHERE r.reserved <> r.expected`,
  },
  {
    name: "what was released is in the books (L8), and nothing was both earned and released",
    sql: `SELECT a.id || ': books ' || r.booked || ', pieces ' || r.pieces || ', twice ' || r.twice AS found
          FROM applications a, LATERAL (
            SELECT ${creditOf("L8")} AS booked,
                   coalesce((SELECT sum(d.fee_minor + d.platform_fee_minor) FROM deliverables d
                             WHERE d.application_id = a.id AND d.released_at IS NOT NULL), 0) AS pieces,
                   (SELECT count(*) FROM deliverables d
                    WHERE d.application_id = a.id AND d.released_at IS NOT NULL AND ${isEarned}) AS twice) r
          WHERE r.booked + r.pieces <> 0 OR r.twice > 0`,
  },
  {
    name: "an accepted application has its fee, its terms and its offer; an open one has none",
    sql: `SELECT a.id || ' is ' || a.status AS found FROM applications a
          LEFT JOIN offers o ON o.application_id = a.id AND o.version = a.offer_version
          WHERE CASE WHEN a.accepted_at IS NULL
                THEN a.fee_minor IS NOT NULL OR a.platform_fee_minor IS NOT NULL
                     OR a.status IN ('accepted', 'in_progress', 'completed')
                ELSE a.fee_minor IS DISTINCT FROM o.fee_minor
                     OR a.terms_hash IS DISTINCT FROM o.terms_hash
                     OR a.platform_fee_minor IS NULL END`,
  },
  {
    name: "deliverables add up to the agreed fee and platform fee",
    sql: `SELECT a.id || ': ' || d.fee || ' + ' || d.platform_fee AS found
          FROM applications a, LATERAL (
            SELECT coalesce(sum(fee_minor), 0) AS fee, coalesce(sum(platform_fee_minor), 0) AS platform_fee,
                   count(*) AS pieces
            FROM deliverables WHERE application_id = a.id) d
          WHERE d.fee <> coalesce(a.fee_minor, 0) OR d.platform_fee <> coalesce(a.platform_fee_minor, 0)
             OR (a.accepted_at IS NOT NULL) <> (d.pieces > 0)`,
  },
  {
    name: "a campaign's places are taken by its accepted applications",
    sql: `SELECT c.id || ': ' || c.accepted_count || ' taken, ' || a.accepted || ' accepted' AS found
          FROM campaigns c, LATERAL (
            SELECT count(*) AS accepted FROM applications
            WHERE campaign_id = c.id AND status IN ('accepted', 'in_progress', 'completed')) a
          WHERE c.accepted_count < a.accepted OR c.accepted_count > c.creators_max`,
  },
];
