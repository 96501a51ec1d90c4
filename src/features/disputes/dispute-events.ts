import type { OutboxEvent } from "../../platform/outbox/outbox";
import type { Side } from "../applications";

interface Subject {
  id: string;
  submissionId: string;
  applicationId: string;
  campaignId: string;
}

const event =
  (topic: string) =>
  ({ id, submissionId, applicationId, campaignId }: Subject, by?: Side): OutboxEvent => ({
    topic,
    payload: {
      disputeId: id,
      submissionId,
      applicationId,
      campaignId,
      ...(by ? { by } : {}),
    },
  });

/** What disputes tell the rest of the product; `by` names the side that acted. */
export const disputeEvents = {
  opened: event("dispute.opened"),
  answered: event("dispute.answered"),
  withdrawn: event("dispute.withdrawn"),
  decided: event("dispute.decided"),
} as const;
