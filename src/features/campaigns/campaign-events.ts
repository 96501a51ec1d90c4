import type { OutboxEvent } from "../../platform/outbox/outbox";

const event =
  (topic: string) =>
  (campaignId: string): OutboxEvent => ({
    topic,
    payload: { campaignId },
  });

/** What a campaign tells the rest of the product. */
export const campaignEvents = {
  funded: event("campaign.funded"),
  opened: event("campaign.opened"),
  /** No new applications; those that were not accepted have to be expired. */
  closed: event("campaign.closed"),
  /** Creators work on it; their collaborations have to be ended first. */
  cancelling: event("campaign.cancelling"),
  cancelled: event("campaign.cancelled"),
  settled: event("campaign.settled"),
} as const;
