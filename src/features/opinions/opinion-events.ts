import type { OutboxEvent } from "../../platform/outbox/outbox";

const event =
  (topic: string) =>
  (opinionId: string): OutboxEvent => ({ topic, payload: { opinionId } });

export const opinionEvents = {
  published: event("opinion.published"),
  declined: event("opinion.declined"),
} as const;
