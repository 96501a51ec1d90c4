import type { OutboxEvent } from "../../platform/outbox/outbox";

const endOfChargeback = {
  won: "chargeback.won",
  lost: "chargeback.lost",
  inquiry_closed: "chargeback.inquiry_closed",
} as const;

/** What funding tells the rest of the product. */
export const fundingEvents = {
  depositCaptured: (depositId: string, brandId: string): OutboxEvent => ({
    topic: "deposit.captured",
    payload: { depositId, brandId },
  }),
  /** The bank line that was taken for it was another one. */
  depositUndone: (depositId: string, brandId: string): OutboxEvent => ({
    topic: "deposit.undone",
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
  /** Its evidence is due soon, and nobody has sent any. */
  evidenceDue: (chargebackId: string): OutboxEvent => ({
    topic: "chargeback.evidence_due",
    payload: { chargebackId },
  }),
  chargebackClosed: (chargebackId: string, outcome: keyof typeof endOfChargeback): OutboxEvent => ({
    topic: endOfChargeback[outcome],
    payload: { chargebackId },
  }),
  /** What was held because a brand's money was in doubt may go on. */
  brandFreezeEnded: (brandId: string): OutboxEvent => ({
    topic: "brand.freeze_ended",
    payload: { brandId },
  }),
} as const;
