import type { OutboxEvent } from "../../platform/outbox/outbox";

export const consultationEvents = {
  requested: (consultationId: string): OutboxEvent => ({
    topic: "consultation.requested",
    payload: { consultationId },
  }),
  /** Names the answer, because there may be another one by the time the letter is written. */
  answered: (consultationId: string, noteId: string): OutboxEvent => ({
    topic: "consultation.answered",
    payload: { consultationId, noteId },
  }),
} as const;
