/** Which event writes which letter to whom, on one page. */
import type { MailKind } from "./mail-texts";
import type { NoticeSubject } from "./notice-view";

export interface Notice {
  kind: MailKind;
  to: "creator" | "brand" | "both";
  /** Which facts to read; the event's payload carries the id under this name, but for a held payout. */
  subject: NoticeSubject;
  payloadKey: string;
  /** Only when this side did it; both sides may decline. */
  by?: "brand" | "creator";
}

const one = (
  kind: MailKind,
  to: Notice["to"],
  subject: NoticeSubject,
  payloadKey: string = subject,
): Notice => ({ kind, to, subject, payloadKey });

const about = (...parts: Parameters<typeof one>): readonly Notice[] => [one(...parts)];

export const noticesByTopic: Readonly<Record<string, readonly Notice[]>> = {
  "deposit.captured": about("deposit_captured", "brand", "depositId"),
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
  ],
  "submission.submitted": about("content_submitted", "brand", "submissionId"),
  "submission.changes_requested": about("changes_requested", "creator", "submissionId"),
  "submission.approved": about("content_approved", "creator", "submissionId"),
  "submission.rejected": about("content_rejected", "creator", "submissionId"),
  "submission.posted": about("post_recorded", "brand", "submissionId"),
  "live_post.needs_look": about("live_post_needs_look", "both", "submissionId"),
  "live_post.gone": about("live_post_gone", "both", "submissionId"),
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
  "cheque.stale": about("cheque_stale", "creator", "chequeId"),
  "cheque.reissued": about("cheque_reissued", "creator", "chequeId"),
  "cheque.returned_mail": about("cheque_returned_mail", "creator", "chequeId"),
};
