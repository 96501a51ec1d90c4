import type { OutboxEvent } from "../../platform/outbox/outbox";

/** What funding tells the rest of the product. */
export const fundingEvents = {
  depositCaptured: (depositId: string, brandId: string): OutboxEvent => ({
    topic: "deposit.captured",
    payload: { depositId, brandId },
  }),
  refundRequested: (refundId: string): OutboxEvent => ({
    topic: "refund.requested",
    payload: { refundId },
  }),
  /** Its parts have to be sent. */
  refundApproved: (refundId: string): OutboxEvent => ({
    topic: "refund.approved",
    payload: { refundId },
  }),
  /** Every part has arrived, or one of them did not. */
  refundFinished: (refundId: string, outcome: "succeeded" | "failed"): OutboxEvent => ({
    topic: `refund.${outcome}`,
    payload: { refundId },
  }),
  /** A payer's bank took a payment back. */
  chargebackOpened: (chargebackId: string): OutboxEvent => ({
    topic: "chargeback.opened",
    payload: { chargebackId },
  }),
  chargebackClosed: (
    chargebackId: string,
    outcome: "won" | "lost" | "inquiry_closed",
  ): OutboxEvent => ({ topic: `chargeback.${outcome}`, payload: { chargebackId } }),
  /** What was held because a brand's money was in doubt may go on. */
  brandFreezeEnded: (brandId: string): OutboxEvent => ({
    topic: "brand.freeze_ended",
    payload: { brandId },
  }),
} as const;
