/** Who has to hear of an event, and the words that go into the letter. Cross-table reads, nothing is written. */
import type { Currency } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { maybeOne, type Tx } from "../../platform/db/sql";

export interface NoticeFacts {
  creatorUserId: string | null;
  brandUserIds: string[];
  campaign: string | null;
  brand: string | null;
  creator: string | null;
  /** Somebody of a brand's team; only in letters about teams. */
  member?: string | null;
  amountMinor: string | null;
  currency: Currency | null;
  number: string | null;
  /** What PayPal objects to, by name; only in letters about payouts. */
  problem?: string | null;
  /** By when somebody has to act; only in letters about clocks and disputes. */
  until?: Date | null;
  /** Somebody without a log-in. */
  visitor?: { address: string; locale: Locale } | null;
  /** What somebody of the staff wrote to the reader. */
  words?: string | null;
}

const brandUsers = (brandId: string) =>
  `coalesce((SELECT array_agg(m.user_id) FROM brand_members m WHERE m.brand_id = ${brandId}), '{}')`;

const byApplication = `
  SELECT k.user_id AS "creatorUserId", ${brandUsers("c.brand_id")} AS "brandUserIds", c.title AS campaign,
         b.name AS brand, k.display_name AS creator,
         coalesce(a.fee_minor, o.fee_minor)::text AS "amountMinor", a.currency, NULL AS number
  FROM applications a JOIN campaigns c ON c.id = a.campaign_id JOIN brands b ON b.id = c.brand_id
  JOIN creators k ON k.id = a.creator_id
  LEFT JOIN offers o ON o.application_id = a.id AND o.version = a.offer_version`;

const byPiece = (until: string) => `
  SELECT k.user_id AS "creatorUserId", ${brandUsers("c.brand_id")} AS "brandUserIds", c.title AS campaign, b.name AS brand,
         k.display_name AS creator, d.fee_minor::text AS "amountMinor", d.currency, NULL AS number, ${until} AS until
  FROM submissions s JOIN deliverables d ON d.id = s.deliverable_id
  JOIN campaigns c ON c.id = s.campaign_id JOIN brands b ON b.id = c.brand_id
  JOIN creators k ON k.id = s.creator_id`;

const byPayout = `
  SELECT k.user_id AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, NULL AS brand,
         k.display_name AS creator, p.amount_minor::text AS "amountMinor", p.currency, NULL AS number,
         (SELECT a.provider_error FROM payout_attempts a WHERE a.payout_id = p.id
          ORDER BY a.seq DESC LIMIT 1) AS problem
  FROM payouts p JOIN creators k ON k.id = p.creator_id`;

/** A letter to an address; null when none was left. What visitors type never goes into it: the address may be another's. */
const toVisitor = (table: string, words = "NULL") => `
  SELECT NULL AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, NULL AS brand, NULL AS creator,
         NULL AS "amountMinor", NULL AS currency, NULL AS number, ${words} AS words,
         CASE WHEN v.email IS NOT NULL THEN json_build_object('address', v.email, 'locale', v.locale) END AS visitor
  FROM ${table} v`;

const byChargeback = `
  SELECT NULL AS "creatorUserId", ${brandUsers("k.brand_id")} AS "brandUserIds", NULL AS campaign, b.name AS brand,
         NULL AS creator, k.amount_minor::text AS "amountMinor", k.currency, k.dispute_id AS number,
         k.evidence_due_at AS until
  FROM chargebacks k JOIN brands b ON b.id = k.brand_id`;

const queries = {
  applicationId: `${byApplication} WHERE a.id = $1`,
  submissionId: `${byApplication} JOIN submissions s ON s.application_id = a.id WHERE s.id = $1`,
  /** A piece of work with its own fee. */
  pieceId: `${byPiece("NULL::timestamptz")} WHERE s.id = $1`,
  // A letter that asks for something by a date is not written once that was done.
  reviewPieceId: `${byPiece("s.review_until")} WHERE s.id = $1 AND s.review_until IS NOT NULL`,
  postPieceId: `${byPiece("s.post_until")} WHERE s.id = $1 AND s.post_until IS NOT NULL`,
  appealPieceId: `${byPiece("s.appeal_until")} WHERE s.id = $1 AND s.appeal_until IS NOT NULL`,
  endorsePieceId: `${byPiece("s.endorse_until")} WHERE s.id = $1 AND s.endorse_until IS NOT NULL`,
  /** What a creator is paid because the brand ended the collaboration. */
  killFeeId: `
    SELECT k.user_id AS "creatorUserId", ${brandUsers("c.brand_id")} AS "brandUserIds", c.title AS campaign, b.name AS brand,
           k.display_name AS creator,
           (SELECT sum(e.fee_minor) FROM endorsements e
            WHERE e.application_id = a.id AND e.origin = 'kill_fee')::text AS "amountMinor", a.currency, NULL AS number
    FROM applications a JOIN campaigns c ON c.id = a.campaign_id JOIN brands b ON b.id = c.brand_id
    JOIN creators k ON k.id = a.creator_id WHERE a.id = $1`,
  disputeId: `
    SELECT k.user_id AS "creatorUserId", ${brandUsers("c.brand_id")} AS "brandUserIds", c.title AS campaign, b.name AS brand,
           k.display_name AS creator, NULL AS "amountMinor", NULL AS currency, NULL AS number,
           d.answer_until AS until
    FROM disputes d JOIN campaigns c ON c.id = d.campaign_id JOIN brands b ON b.id = c.brand_id
    JOIN creators k ON k.id = d.creator_id WHERE d.id = $1`,
  endorsementId: `
    SELECT k.user_id AS "creatorUserId", ${brandUsers("c.brand_id")} AS "brandUserIds", c.title AS campaign, b.name AS brand,
           k.display_name AS creator, e.fee_minor::text AS "amountMinor", e.currency, NULL AS number
    FROM endorsements e JOIN campaigns c ON c.id = e.campaign_id JOIN brands b ON b.id = c.brand_id
    JOIN creators k ON k.id = e.creator_id WHERE e.id = $1`,
  depositId: `
    SELECT NULL AS "creatorUserId", ${brandUsers("d.brand_id")} AS "brandUserIds", NULL AS campaign,
           b.name AS brand, NULL AS creator, d.amount_minor::text AS "amountMinor", d.currency, NULL AS number
    FROM deposits d JOIN brands b ON b.id = d.brand_id WHERE d.id = $1`,
  chargebackId: `${byChargeback} WHERE k.id = $1`,
  /** One that still waits for evidence. */
  evidenceDueId: `${byChargeback} WHERE k.id = $1 AND k.status IN ('inquiry', 'open') AND NOT k.is_evidence_sent
    AND k.evidence_due_at > now()`,
  payoutId: `${byPayout} WHERE p.id = $1`,
  /** A reminder about a payment that is still unclaimed; the number is that of the days left to claim it. */
  reminderId: `
    SELECT k.user_id AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, NULL AS brand,
           k.display_name AS creator, a.amount_minor::text AS "amountMinor", a.currency,
           (30 - r.day)::text AS number
    FROM payout_reminders r JOIN payout_attempts a ON a.id = r.attempt_id
    JOIN payouts p ON p.id = a.payout_id JOIN creators k ON k.id = p.creator_id
    WHERE r.id = $1 AND a.state = 'unclaimed'`,
  /** What of a payout repaid a debt. */
  recoveredPayoutId: `
    SELECT k.user_id AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, NULL AS brand,
           k.display_name AS creator, p.recovered_minor::text AS "amountMinor", p.currency, NULL AS number
    FROM payouts p JOIN creators k ON k.id = p.creator_id WHERE p.id = $1 AND p.recovered_minor > 0`,
  /** A payout that waits for a payout method which can receive it; other holds ask for something else. */
  heldPayoutId: `${byPayout} WHERE p.id = $1 AND EXISTS (
    SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL
      AND h.kind IN ('no_payout_method', 'currency_not_payable'))`,
  /** A collaboration that both sides may review: finished, or broken off after something was handed in. */
  reviewableApplicationId: `${byApplication} WHERE a.id = $1 AND (a.status = 'completed'
    OR EXISTS (SELECT FROM submissions s WHERE s.application_id = a.id))`,
  publishedOpinionId: `${toVisitor("opinions")} WHERE v.id = $1 AND v.status = 'published'`,
  declinedOpinionId: `${toVisitor("opinions", "v.reason")} WHERE v.id = $1 AND v.status = 'declined'`,
  consultationId: `${toVisitor("consultations")} WHERE v.id = $1`,
  answerId: `${toVisitor("consultations", "n.text")} JOIN consultation_notes n ON n.consultation_id = v.id
    WHERE n.id = $1`,
  /** One that can still be accepted. */
  openInvitationId: `
    SELECT NULL AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, b.name AS brand, NULL AS creator,
           NULL AS "amountMinor", NULL AS currency, NULL AS number, i.expires_at AS until,
           json_build_object('address', i.email, 'locale', i.locale) AS visitor
    FROM member_invitations i JOIN brands b ON b.id = i.brand_id
    WHERE i.id = $1 AND i.status = 'invited' AND i.expires_at > now()`,
  /** Who joined by it, to those who were in the team before. */
  usedInvitationId: `
    SELECT NULL AS "creatorUserId", array_remove(${brandUsers("i.brand_id")}, i.decided_by) AS "brandUserIds",
           NULL AS campaign, b.name AS brand, NULL AS creator, u.display_name AS member,
           NULL AS "amountMinor", NULL AS currency, NULL AS number
    FROM member_invitations i JOIN brands b ON b.id = i.brand_id JOIN users u ON u.id = i.decided_by
    WHERE i.id = $1 AND i.status = 'accepted'`,
  chequeId: `
    SELECT k.user_id AS "creatorUserId", '{}'::uuid[] AS "brandUserIds", NULL AS campaign, NULL AS brand,
           k.display_name AS creator, q.amount_minor::text AS "amountMinor", q.currency, q.number::text AS number
    FROM cheques q JOIN payouts p ON p.id = q.payout_id JOIN creators k ON k.id = p.creator_id
    WHERE q.id = $1`,
} as const;

export type NoticeSubject = keyof typeof queries;

export async function noticeFacts(
  tx: Tx,
  subject: NoticeSubject,
  id: string,
): Promise<NoticeFacts | undefined> {
  return await maybeOne<NoticeFacts>(tx, queries[subject], [id]);
}
