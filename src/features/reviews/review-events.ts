import type { OutboxEvent } from "../../platform/outbox/outbox";

/** `by` names the side that wrote. Nobody is told that one side has written: only that reviews can be read. */
export const reviewEvents = {
  written: (applicationId: string): OutboxEvent => ({
    topic: "review.written",
    payload: { applicationId },
  }),
  revealed: (applicationId: string): OutboxEvent => ({
    topic: "reviews.revealed",
    payload: { applicationId },
  }),
  answered: (applicationId: string, reviewId: string, by: "brand" | "creator"): OutboxEvent => ({
    topic: "review.answered",
    payload: { applicationId, reviewId, by },
  }),
} as const;
