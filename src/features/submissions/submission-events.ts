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
  /** The creator allows one more round of changes. */
  roundGranted: event("submission.round_granted"),
  /** The first of some comments of one side. */
  commented: (subject: Subject, by: "brand" | "creator"): OutboxEvent => {
    const { topic, payload } = event("submission.commented")(subject);
    return { topic, payload: { ...payload, by } };
  },
  /** Content was approved because nobody decided in time. */
  approvedByClock: event("submission.approved_by_clock"),
  /** Approved content was not posted in time. */
  expired: event("submission.expired"),
  /** The time to appeal a rejection is over. */
  appealOver: event("submission.appeal_over"),
  /** Time is over, and a person has to act all the same. */
  overdue: event("submission.overdue"),
  /** A clock is about to be over; by the state it belongs to. */
  reminded: {
    in_review: event("submission.review_reminded"),
    content_approved: event("submission.post_reminded"),
    rejected: event("submission.appeal_reminded"),
    changes_requested: event("submission.appeal_reminded"),
    posted: event("submission.endorse_reminded"),
    verifying: event("submission.endorse_reminded"),
    verified: event("submission.endorse_reminded"),
  },
  /** A post stayed up for as long as was agreed, and its fee is not held. */
  liveComplete: event("submission.live_complete"),
  /** A fee was earned because nobody endorsed in time. */
  endorsedByClock: (endorsementId: string): OutboxEvent => ({
    topic: "submission.endorsed_by_clock",
    payload: { endorsementId },
  }),
  /** The brand ended a collaboration and pays for what was under way. */
  killFee: ({ id, campaignId, creatorId }: Omit<Subject, "applicationId">): OutboxEvent => ({
    topic: "application.kill_fee",
    payload: { applicationId: id, campaignId, creatorId },
  }),
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
