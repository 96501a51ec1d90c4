import type { OutboxEvent } from "../../platform/outbox/outbox";

/** What creators tell the rest of the product. */
export const creatorEvents = {
  /** Payouts that wait for a method, or were returned by the old one, may move again. */
  payoutMethodChanged: (creatorId: string): OutboxEvent => ({
    topic: "creator.payout_method_changed",
    payload: { creatorId },
  }),
} as const;
