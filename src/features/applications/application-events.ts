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
  invited: event("application.invited"),
  invitationDeclined: event("application.invitation_declined"),
  offered: event("application.offered"),
  countered: event("application.countered"),
  accepted: event("application.accepted"),
  declined: event("application.declined"),
  withdrawn: event("application.withdrawn"),
  expired: event("application.expired"),
  completed: event("application.completed"),
  cancelled: event("application.cancelled"),
  /** `by` wrote something the other side has nothing unread before. */
  messageSent: event("application.message_sent"),
  productShipped: event("application.product_shipped"),
  productReceived: event("application.product_received"),
  /** The brief has changed: the creator is asked whether the new terms shall count. */
  termsAsked: event("application.terms_asked"),
  termsAccepted: event("application.terms_accepted"),
  termsKept: event("application.terms_kept"),
} as const;
