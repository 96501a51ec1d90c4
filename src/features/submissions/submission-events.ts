import type { OutboxEvent } from "../../platform/outbox/outbox";

interface Subject {
  id: string;
  applicationId: string;
  campaignId: string;
  creatorId: string;
}

const event =
  (topic: string) =>
  ({ id, applicationId, campaignId, creatorId }: Subject): OutboxEvent => ({
    topic,
    payload: { submissionId: id, applicationId, campaignId, creatorId },
  });

/** What submissions tell the rest of the product. */
export const submissionEvents = {
  submitted: event("submission.submitted"),
  changesRequested: event("submission.changes_requested"),
  approved: event("submission.approved"),
  rejected: event("submission.rejected"),
  posted: event("submission.posted"),
  verified: event("submission.verified"),
  /** A fee was earned; it may still be held. */
  endorsed: (endorsementId: string): OutboxEvent => ({
    topic: "submission.endorsed",
    payload: { endorsementId },
  }),
  /** An earning was undone. */
  clawedBack: (endorsementId: string): OutboxEvent => ({
    topic: "endorsement.clawed_back",
    payload: { endorsementId },
  }),
  /** A fee above zero is owed to the creator and can be paid out. */
  payable: (endorsementId: string): OutboxEvent => ({
    topic: "endorsement.payable",
    payload: { endorsementId },
  }),
} as const;
