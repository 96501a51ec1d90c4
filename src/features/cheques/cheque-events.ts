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
  /** The line that cleared it was another cheque's: it is out as before. */
  clearingUndone: chequeEvent("cheque.clearing_undone"),
  /** Time to pay it in before it is too old. */
  reminded: chequeEvent("cheque.reminded"),
  /** Too old for the bank to pay it. */
  stale: chequeEvent("cheque.stale"),
  /** The bank confirmed that it does not pay it. */
  stopped: chequeEvent("cheque.stopped"),
  /** It came back into our hands. */
  voided: chequeEvent("cheque.voided"),
  /** A new cheque takes its place. */
  reissued: chequeEvent("cheque.reissued"),
  /** The post brought it back. */
  returned: chequeEvent("cheque.returned_mail"),
  /** The state is the one to have the money. */
  escheated: chequeEvent("cheque.escheated"),
  /** The bank paid it although it should not have. */
  latePresented: chequeEvent("cheque.late_presented"),
  /** The bank paid another amount than we wrote. */
  exception: chequeEvent("cheque.exception"),
} as const;
