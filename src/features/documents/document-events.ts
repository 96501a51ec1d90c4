import type { OutboxEvent } from "../../platform/outbox/outbox";

export const documentEvents = {
  /** A remittance, receipt, invoice or credit note has its number. */
  issued: (documentId: string, kind: string): OutboxEvent => ({
    topic: "document.issued",
    payload: { documentId, kind },
  }),
} as const;
