import type { OutboxEvent } from "../../platform/outbox/outbox";

const payoutEvent =
  (topic: string) =>
  (payoutId: string): OutboxEvent => ({ topic, payload: { payoutId } });
const batchEvent =
  (topic: string) =>
  (batchId: string): OutboxEvent => ({ topic, payload: { batchId } });

export const payoutEvents = {
  /** Released and ready to be frozen into an attempt. */
  queued: payoutEvent("payout.queued"),
  /** Waits for two finance people. */
  awaitingApproval: payoutEvent("payout.awaiting_approval"),
  /** Cannot move; the hold says why and who has to act. */
  held: payoutEvent("payout.held"),
  /** Waits because its receiver is new; the creator hears of it, in case somebody else changed it. */
  coolingOff: payoutEvent("payout.cooling_off"),
  sent: payoutEvent("payout.sent"),
  paid: payoutEvent("payout.paid"),
  unclaimed: payoutEvent("payout.unclaimed"),
  onHold: payoutEvent("payout.on_hold"),
  /** Day 1, 3, 7 … of waiting for the receiver. */
  reminded: (payoutId: string, reminderId: string): OutboxEvent => ({
    topic: "payout.unclaimed_reminded",
    payload: { payoutId, reminderId },
  }),
  returned: payoutEvent("payout.returned"),
  /** After success: the receiver sent it back. */
  refunded: payoutEvent("payout.refunded"),
  /** After success: PayPal took it back. */
  reversed: payoutEvent("payout.reversed"),
  /** Some or all of it repaid what the creator owed. */
  recovered: payoutEvent("payout.recovered"),
  failed: payoutEvent("payout.failed"),
  /** Two people agreed on new terms. */
  policyApproved: (policyId: string): OutboxEvent => ({
    topic: "release_policy.approved",
    payload: { policyId },
  }),
  batchFrozen: batchEvent("payout_batch.frozen"),
  batchSubmitted: batchEvent("payout_batch.submitted"),
} as const;
