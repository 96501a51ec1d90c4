/** Which event writes which letter to whom, on one page. */
import type { MailKind } from "./mail-texts";
import type { ObjectKind } from "./notice-object";
import type { NoticeSubject } from "./notice-view";

export interface Notice {
  kind: MailKind;
  to: "creator" | "brand" | "both" | "visitor" | "finance";
  /** Which facts to read; the event's payload carries the id under this name, but for a held payout. */
  subject: NoticeSubject;
  payloadKey: string;
  /** Only when this side did it; both sides may decline. */
  by?: "brand" | "creator";
  /** The letter has a link that is made from its object's id when it goes out; see {@link linkMark}. */
  hasLink?: true;
  /** The page that shows it, when that is not the one of its subject. */
  shownAs?: ObjectKind;
}

const one = (
  kind: MailKind,
  to: Notice["to"],
  subject: NoticeSubject,
  payloadKey: string = subject,
): Notice => ({ kind, to, subject, payloadKey });

const about = (...parts: Parameters<typeof one>): readonly Notice[] => [one(...parts)];

const aboutPost = (kind: MailKind, to: Notice["to"]): readonly Notice[] => [
  { ...one(kind, to, "submissionId"), shownAs: "live_post" },
];

/** To the side that did not do it. */
const byOther = (kind: MailKind, subject: NoticeSubject): readonly Notice[] => [
  { ...one(kind, "brand", subject), by: "creator" },
  { ...one(kind, "creator", subject), by: "brand" },
];

export const noticesByTopic: Readonly<Record<string, readonly Notice[]>> = {
  "deposit.captured": about("deposit_captured", "brand", "depositId"),
  "deposit.undone": about("deposit_taken_back", "brand", "depositId"),
  "chargeback.opened": about("deposit_disputed", "brand", "chargebackId"),
  "chargeback.won": about("deposit_dispute_won", "brand", "chargebackId"),
  "chargeback.lost": about("deposit_dispute_lost", "brand", "chargebackId"),
  "chargeback.evidence_due": about(
    "chargeback_evidence_due",
    "finance",
    "evidenceDueId",
    "chargebackId",
  ),
  "application.applied": about("application_received", "brand", "applicationId"),
  "application.declined": [
    { ...one("application_declined", "creator", "applicationId"), by: "brand" },
    { ...one("offer_declined", "brand", "applicationId"), by: "creator" },
  ],
  "application.offered": about("offer_made", "creator", "applicationId"),
  "application.countered": about("offer_countered", "brand", "applicationId"),
  "application.accepted": about("offer_accepted", "both", "applicationId"),
  "application.cancelled": [
    { ...one("collaboration_cancelled_by_brand", "creator", "applicationId"), by: "brand" },
    { ...one("collaboration_cancelled_by_creator", "brand", "applicationId"), by: "creator" },
    one("review_invited", "both", "reviewableApplicationId", "applicationId"),
  ],
  "application.kill_fee": [
    one("kill_fee_earned", "creator", "killFeeId", "applicationId"),
    one("kill_fee_paid", "brand", "killFeeId", "applicationId"),
  ],
  "submission.review_reminded": about("review_reminder", "brand", "reviewPieceId", "submissionId"),
  "submission.approved_by_clock": [
    one("review_over_approved", "brand", "pieceId", "submissionId"),
    one("content_approved_by_clock", "creator", "postPieceId", "submissionId"),
  ],
  "submission.overdue": [
    one("brand_is_late", "brand", "pieceId", "submissionId"),
    one("creator_may_dispute", "creator", "pieceId", "submissionId"),
  ],
  "submission.post_reminded": about("post_reminder", "creator", "postPieceId", "submissionId"),
  "submission.expired": about("post_time_over", "both", "pieceId", "submissionId"),
  "submission.endorse_reminded": about(
    "endorse_reminder",
    "brand",
    "endorsePieceId",
    "submissionId",
  ),
  "submission.endorsed_by_clock": about("endorsed_by_clock", "both", "endorsementId"),
  "submission.live_complete": about("live_complete", "both", "pieceId", "submissionId"),
  "submission.appeal_reminded": about(
    "appeal_reminder",
    "creator",
    "appealPieceId",
    "submissionId",
  ),
  "submission.appeal_over": about("appeal_time_over", "both", "pieceId", "submissionId"),
  "dispute.opened": byOther("dispute_opened", "disputeId"),
  "dispute.answered": byOther("dispute_answered", "disputeId"),
  "dispute.withdrawn": byOther("dispute_withdrawn", "disputeId"),
  "dispute.decided": about("dispute_decided", "both", "disputeId"),
  "application.invited": about("creator_invited", "creator", "applicationId"),
  "application.invitation_declined": about("invitation_declined", "brand", "applicationId"),
  "application.message_sent": [
    { ...one("message_from_brand", "creator", "applicationId"), by: "brand" },
    { ...one("message_from_creator", "brand", "applicationId"), by: "creator" },
  ],
  "application.product_shipped": about("product_shipped", "creator", "applicationId"),
  "application.product_received": about("product_received", "brand", "applicationId"),
  "application.terms_asked": about("terms_asked", "creator", "applicationId"),
  "application.terms_accepted": about("terms_accepted", "brand", "applicationId"),
  "application.terms_kept": about("terms_kept", "brand", "applicationId"),
  "application.completed": about(
    "review_invited",
    "both",
    "reviewableApplicationId",
    "applicationId",
  ),
  "reviews.revealed": about("reviews_revealed", "both", "applicationId"),
  "review.answered": [
    { ...one("review_answered", "creator", "applicationId"), by: "brand" },
    { ...one("review_answered", "brand", "applicationId"), by: "creator" },
  ],
  "opinion.published": about("opinion_published", "visitor", "publishedOpinionId", "opinionId"),
  "opinion.declined": about("opinion_declined", "visitor", "declinedOpinionId", "opinionId"),
  "member.invited": [
    { ...one("member_invited", "visitor", "openInvitationId", "invitationId"), hasLink: true },
  ],
  "member.joined": about("member_joined", "brand", "usedInvitationId", "invitationId"),
  "consultation.requested": about("consultation_arrived", "visitor", "consultationId"),
  "consultation.answered": about("consultation_answered", "visitor", "answerId", "noteId"),
  "submission.submitted": about("content_submitted", "brand", "submissionId"),
  "submission.changes_requested": about("changes_requested", "creator", "submissionId"),
  "submission.commented": [
    { ...one("comments_from_brand", "creator", "submissionId"), by: "brand" },
    { ...one("comments_from_creator", "brand", "submissionId"), by: "creator" },
  ],
  "submission.round_granted": about("change_round_granted", "brand", "submissionId"),
  "submission.approved": about("content_approved", "creator", "submissionId"),
  "submission.rejected": about("content_rejected", "creator", "appealPieceId", "submissionId"),
  "submission.posted": aboutPost("post_recorded", "brand"),
  "live_post.needs_look": aboutPost("live_post_needs_look", "both"),
  "live_post.gone": aboutPost("live_post_gone", "both"),
  "submission.endorsed": about("endorsed", "creator", "endorsementId"),
  "payout.held": about("payout_method_needed", "creator", "heldPayoutId", "payoutId"),
  "payout.cooling_off": about("payout_method_changed", "creator", "payoutId"),
  "payout.sent": about("payout_sent", "creator", "payoutId"),
  "payout.paid": about("payout_paid", "creator", "payoutId"),
  "payout.unclaimed": about("payout_unclaimed", "creator", "payoutId"),
  "payout.on_hold": about("payout_on_hold", "creator", "payoutId"),
  "payout.unclaimed_reminded": about("payout_unclaimed_reminder", "creator", "reminderId"),
  "payout.refunded": about("payout_refunded", "creator", "payoutId"),
  "payout.reversed": about("payout_reversed", "creator", "payoutId"),
  "payout.recovered": about("payout_recovered", "creator", "recoveredPayoutId", "payoutId"),
  "endorsement.clawed_back": [
    one("fee_clawed_back", "creator", "endorsementId"),
    one("fee_given_back", "brand", "endorsementId"),
  ],
  "payout.returned": about("payout_returned", "creator", "payoutId"),
  "payout.failed": about("payout_failed", "creator", "payoutId"),
  "cheque.issued": about("cheque_issued", "creator", "chequeId"),
  "cheque.reminded": about("cheque_reminder", "creator", "chequeId"),
  "cheque.clearing_undone": about("cheque_clearing_undone", "creator", "chequeId"),
  "cheque.stopped": about("cheque_stopped", "creator", "chequeId"),
  "cheque.voided": about("cheque_voided", "creator", "chequeId"),
  "cheque.stale": about("cheque_stale", "creator", "chequeId"),
  "cheque.reissued": about("cheque_reissued", "creator", "chequeId"),
  "cheque.returned_mail": about("cheque_returned_mail", "creator", "chequeId"),
};
