import type { OutboxEvent } from "../../platform/outbox/outbox";

const lineEvent =
  (topic: string) =>
  (lineId: string): OutboxEvent => ({ topic, payload: { lineId } });

export const statementEvents = {
  /** A file is kept and has to be read. */
  uploaded: (fileId: string): OutboxEvent => ({
    topic: "statement_file.uploaded",
    payload: { fileId },
  }),
  imported: (importId: string): OutboxEvent => ({
    topic: "statement.imported",
    payload: { importId },
  }),
  confirmed: (importId: string): OutboxEvent => ({
    topic: "statement.confirmed",
    payload: { importId },
  }),
  withdrawn: (importId: string): OutboxEvent => ({
    topic: "statement.withdrawn",
    payload: { importId },
  }),
  lineMatched: lineEvent("statement_line.matched"),
  lineUnmatched: lineEvent("statement_line.unmatched"),
  lineExplained: lineEvent("statement_line.explained"),
} as const;
