import type { OutboxEvent } from "../../platform/outbox/outbox";
import type { Side } from "./application";

interface Subject {
  id: string;
  campaignId: string;
  creatorId: string;
}

const event =
  (topic: string) =>
  ({ id, campaignId, creatorId }: Subject, by?: Side): OutboxEvent => ({
    topic,
    payload: { applicationId: id, campaignId, creatorId, ...(by ? { by } : {}) },
  });

/** What applications tell the rest of the product; `by` names the side that acted where both can. */
export const applicationEvents = {
  applied: event("application.applied"),
  offered: event("application.offered"),
  countered: event("application.countered"),
  accepted: event("application.accepted"),
  declined: event("application.declined"),
  withdrawn: event("application.withdrawn"),
  expired: event("application.expired"),
  completed: event("application.completed"),
  cancelled: event("application.cancelled"),
} as const;
