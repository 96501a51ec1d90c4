import { useTranslation } from "react-i18next";

/** Letters that concern creators, in the order of their work; the server lists only those of the caller. */
const kinds = [
  "creator_invited",
  "offer_made",
  "offer_accepted",
  "application_declined",
  "terms_asked",
  "message_from_brand",
  "product_shipped",
  "comments_from_brand",
  "changes_requested",
  "content_approved",
  "content_approved_by_clock",
  "content_rejected",
  "appeal_reminder",
  "appeal_time_over",
  "creator_may_dispute",
  "post_reminder",
  "post_time_over",
  "live_post_needs_look",
  "live_post_gone",
  "live_complete",
  "endorsed",
  "endorsed_by_clock",
  "kill_fee_earned",
  "collaboration_cancelled_by_brand",
  "dispute_opened",
  "dispute_answered",
  "dispute_withdrawn",
  "dispute_decided",
  "payout_method_needed",
  "payout_sent",
  "payout_paid",
  "payout_unclaimed",
  "payout_unclaimed_reminder",
  "payout_on_hold",
  "payout_refunded",
  "payout_reversed",
  "payout_recovered",
  "payout_returned",
  "payout_failed",
  "fee_clawed_back",
  "cheque_issued",
  "cheque_reminder",
  "cheque_stale",
  "cheque_reissued",
  "cheque_returned_mail",
  "cheque_clearing_undone",
  "cheque_stopped",
  "cheque_voided",
  "review_invited",
  "reviews_revealed",
  "review_answered",
] as const;
type Kind = (typeof kinds)[number];

function isKnownKind(kind: string): kind is Kind {
  return kinds.some((known) => known === kind);
}

/** What a letter is about, in a few words. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation("creator");
  return (kind) => (isKnownKind(kind) ? t(`letters.${kind}`) : kind);
}

/** Those we have a name for, as they follow each other in a creator's work. */
export function inOrderOfWork<Choice extends { kind: string }>(
  choices: readonly Choice[],
): Choice[] {
  return kinds.flatMap((kind) => choices.filter((choice) => choice.kind === kind));
}
