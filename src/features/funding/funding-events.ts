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
} as const;
