/**
 * States of payouts and of their attempts. A payout is what we owe; an attempt is one try to pay it. Both tables are the
 * only place that knows which moves exist.
 */
import type { Transitions } from "../../kernel/transitions";

export const payoutTransitions = {
  // Recovered: all of it repaid what the creator owed, so nothing is left to send.
  draft: ["pending_approval", "canceled", "recovered"],
  // Back to draft when what was signed no longer holds: the signatures are void.
  pending_approval: ["approved", "draft", "canceled"],
  approved: ["queued", "draft", "canceled"],
  queued: ["in_progress", "draft", "canceled"],
  // Back to queued only when the whole batch was refused for somebody else's item: nothing was created at PayPal.
  in_progress: ["paid", "returned", "failed", "queued"],
  paid: ["returned"],
  returned: ["pending_approval", "canceled", "recovered"],
  failed: ["pending_approval", "canceled", "recovered"],
  canceled: [],
  recovered: [],
} as const satisfies Transitions<string>;

export type PayoutStatus = keyof typeof payoutTransitions;
export const payoutStatuses = Object.keys(payoutTransitions) as [PayoutStatus, ...PayoutStatus[]];

export const attemptTransitions = {
  intent: ["sending", "issued", "failed"],
  sending: ["submitted", "unknown", "failed"],
  unknown: ["sending", "submitted", "failed"],
  submitted: [
    "pending",
    "unclaimed",
    "on_hold",
    "blocked",
    "success",
    "failed",
    "returned",
    "refunded",
    "reversed",
  ],
  pending: [
    "unclaimed",
    "on_hold",
    "blocked",
    "success",
    "failed",
    "returned",
    "refunded",
    "reversed",
  ],
  // We look from time to time, so a success in between may go unseen: refunded and reversed can only follow one.
  unclaimed: ["success", "returned", "failed", "refunded", "reversed"],
  on_hold: ["success", "failed", "blocked", "returned", "unclaimed", "refunded", "reversed"],
  blocked: ["failed", "returned"],
  // Returned: a cheque that was stopped or came back; stale: too old for the bank, and still owed.
  issued: ["success", "failed", "returned", "stale"],
  stale: ["success", "returned", "escheated"],
  escheated: ["success"],
  success: ["refunded", "reversed", "returned"],
  failed: [],
  // The bank paid a cheque that we had stopped or voided.
  returned: ["paid_late"],
  paid_late: [],
  refunded: [],
  reversed: [],
} as const satisfies Transitions<string>;

export type AttemptState = keyof typeof attemptTransitions;
export const attemptStates = Object.keys(attemptTransitions) as [AttemptState, ...AttemptState[]];

/** What people may take back: a line of the bank that was not the cheque. Kept apart, so that nothing else goes back. */
export const payoutUndoing: Transitions<"paid" | "in_progress"> = {
  paid: ["in_progress"],
  in_progress: [],
};
export const attemptUndoing: Transitions<"success" | "issued"> = {
  success: ["issued"],
  issued: [],
};

/** States in which it is proven that the attempt holds no money of ours; only then may another attempt begin. */
export const provenUnpaid: readonly AttemptState[] = ["failed", "returned", "refunded", "reversed"];

/** States in which an attempt can move no more money: another one may be live beside it. */
export const settledStates: readonly AttemptState[] = [...provenUnpaid, "paid_late"];

export type Rail = "paypal" | "cheque";
export const rails = ["paypal", "cheque"] as const satisfies readonly Rail[];

export const batchStates = [
  "frozen",
  "ambiguous",
  "submitted",
  "closed",
  "refused",
  "stopped",
] as const;
export type BatchState = (typeof batchStates)[number];

/** Where the money is, in words for the person who waits for it. */
export const payoutStages = [
  "held",
  "awaiting_release",
  "released",
  "sent",
  "unclaimed",
  "under_review",
  "cheque_issued",
  "cheque_stale",
  "cheque_escheated",
  "paid",
  "returned",
  "failed",
  "canceled",
  "recovered",
] as const;
export type PayoutStage = (typeof payoutStages)[number];
