import type { OutboxEvent } from "../../platform/outbox/outbox";

export const periodEvents = {
  /** Nothing is booked into it any more. */
  closed: (periodId: string): OutboxEvent => ({ topic: "period.closed", payload: { periodId } }),
};
