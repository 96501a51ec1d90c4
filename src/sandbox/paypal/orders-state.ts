/** Orders, captures and refunds: applies facts and answers look-ups. */
import type { OutboxEvent } from "../outbox";
import type { Account } from "./account";
import type { Dispute } from "./disputes-types";
import type { Capture, Order, OrdersFact, Refund, SavedReply } from "./orders-types";

export interface OrdersState {
  apply(fact: OrdersFact): void;
  order(id: string): Order | undefined;
  capture(id: string): Capture | undefined;
  refund(id: string): Refund | undefined;
  dispute(id: string): Dispute | undefined;
  /** Every dispute, the first one first. */
  disputes(): readonly Dispute[];
  /** True when a captured payment carries this invoice id. */
  isInvoiceUsed(invoiceId: string): boolean;
  /** The saved answer for this key while it is kept. */
  saved(key: string, nowMs: number): SavedReply | undefined;
}

export interface OrdersStateOptions {
  readonly account: Account;
  addEvent(event: OutboxEvent): void;
  /** Told about every capture that waits for its money. */
  onPendingCapture(capture: Capture): void;
}

/** Empty; filled by facts. */
export function createOrdersState(options: OrdersStateOptions): OrdersState {
  const orders = new Map<string, Order>();
  const captures = new Map<string, Capture>();
  const refunds = new Map<string, Refund>();
  const disputes = new Map<string, Dispute>();
  const invoices = new Set<string>();
  const savedReplies = new Map<string, SavedReply>();
  return {
    apply: (fact) => {
      for (const order of fact.orders ?? []) orders.set(order.id, order);
      for (const capture of fact.captures ?? []) {
        captures.set(capture.id, capture);
        if (capture.invoiceId !== undefined) invoices.add(capture.invoiceId);
        if (capture.status === "PENDING") options.onPendingCapture(capture);
      }
      for (const refund of fact.refunds ?? []) refunds.set(refund.id, refund);
      for (const dispute of fact.disputes ?? []) disputes.set(dispute.id, dispute);
      for (const { line, rows } of fact.postings ?? []) options.account.post(fact.atMs, line, rows);
      for (const { id, type, atMs, text } of fact.events ?? []) {
        options.addEvent({ id, type, atMs, body: () => text });
      }
      if (fact.saved) savedReplies.set(fact.saved.key, fact.saved);
    },
    order: (id) => orders.get(id),
    capture: (id) => captures.get(id),
    refund: (id) => refunds.get(id),
    dispute: (id) => disputes.get(id),
    disputes: () => [...disputes.values()],
    isInvoiceUsed: (invoiceId) => invoices.has(invoiceId),
    saved: (key, nowMs) => {
      const reply = savedReplies.get(key);
      return reply && nowMs < reply.untilMs ? reply : undefined;
    },
  };
}
