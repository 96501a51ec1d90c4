import type { OutboxEvent } from "../../platform/outbox/outbox";

const chequeEvent =
  (topic: string) =>
  (chequeId: string, payoutId: string): OutboxEvent => ({
    topic,
    payload: { chequeId, payoutId },
  });

export const chequeEvents = {
  /** It left our hands and is on its way to the payee. */
  issued: chequeEvent("cheque.issued"),
  /** The bank has paid it. */
  cleared: chequeEvent("cheque.cleared"),
} as const;
