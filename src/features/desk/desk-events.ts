import type { OutboxEvent } from "../../platform/outbox/outbox";

export const deskEvents = {
  /** A posting settled it. */
  settled: (breakId: string): OutboxEvent => ({ topic: "break.settled", payload: { breakId } }),
};
