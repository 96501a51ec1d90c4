/** Webhook events about payouts. Their bodies are printed when they are first sent, so that a large batch costs no memory. */
import { isoMillis } from "../clock";
import { derivedCode } from "../ids";
import { encodeJson, type JsonObject } from "../json";
import type { OutboxEvent } from "../outbox";
import type { BatchStatus, ItemStatus, PayoutBatch, PayoutItem } from "./payouts-types";
import { batchHeader, itemDetails, link } from "./payouts-view";
import { eventEnvelope } from "./webhook-envelope";

/** PayPal's event names differ from its statuses (A.6); REVERSED and PENDING have no event at all. */
const itemEventNames: Readonly<Record<ItemStatus, string | undefined>> = {
  SUCCESS: "SUCCEEDED",
  UNCLAIMED: "UNCLAIMED",
  FAILED: "FAILED",
  ONHOLD: "HELD",
  RETURNED: "RETURNED",
  BLOCKED: "BLOCKED",
  REFUNDED: "REFUNDED",
  REVERSED: undefined,
  PENDING: undefined,
};

/** The event for the item's present status; undefined when PayPal has none. */
export function itemEvent(item: PayoutItem, atMs: number): OutboxEvent | undefined {
  const name = item.isCancelled ? "CANCELED" : itemEventNames[item.status];
  if (name === undefined) return undefined;
  const type = `PAYMENT.PAYOUTS-ITEM.${name}`;
  const id = eventId("item", item.id, item.status);
  // The resource shows the item as it was then, although the text is made when it is needed.
  const { status, errorName, changedAtMs, isDebited, isFeeCharged, isCancelled } = item;
  const body = (): string => {
    const then = { ...item, status, errorName, changedAtMs, isDebited, isFeeCharged, isCancelled };
    return envelope(
      id,
      type,
      atMs,
      "payouts_item",
      `Payout item is now ${status}.`,
      itemDetails(then),
    );
  };
  return { id, type, atMs, body };
}

/** PAYOUTSBATCH events carry the header only, no items. */
export function batchEvent(batch: PayoutBatch, status: BatchStatus, atMs: number): OutboxEvent {
  const type = `PAYMENT.PAYOUTSBATCH.${status}`;
  const id = eventId("batch", batch.id, status);
  const resource = {
    batch_header: { ...batchHeader(batch, status), payments: batch.items.length },
    links: [link(`/v1/payments/payouts/${batch.id}`, "self")],
  };
  const body = (): string =>
    envelope(id, type, atMs, "payouts", `Payouts batch is now ${status}.`, resource);
  return { id, type, atMs, body };
}

function eventId(...parts: readonly string[]): string {
  return `WH-${derivedCode(17, "event", ...parts)}-${derivedCode(17, "event2", ...parts)}`;
}

function envelope(
  id: string,
  type: string,
  atMs: number,
  resourceType: string,
  summary: string,
  resource: JsonObject,
): string {
  return encodeJson(
    eventEnvelope({
      id,
      type,
      createTime: isoMillis(atMs),
      resourceType,
      resourceVersion: "1.0",
      summary,
      resource,
    }),
  );
}
