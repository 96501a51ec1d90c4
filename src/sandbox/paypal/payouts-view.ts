/** Batches and items as PayPal's API prints them (PayPal OpenAPI: payments_payouts_batch_v1). */
import { createHash } from "node:crypto";
import { isoSeconds } from "../clock";
import { dig, type JsonObject } from "../json";
import type { PayoutBatch, PayoutItem } from "./payouts-types";
import { v1Money } from "./paypal-amounts";
import { linkHost } from "./paypal-errors";

/** Members of a payout item that the API repeats, in the order of its document. */
const echoedFields = [
  "recipient_type",
  "amount",
  "note",
  "receiver",
  "sender_item_id",
  "recipient_wallet",
  "purpose",
] as const;

/** A link of the payouts API; it names PayPal's host, not ours. */
export function link(path: string, rel: string, method = "GET"): JsonObject {
  return { href: `${linkHost}${path}`, rel, method, encType: "application/json" };
}

function senderHeader(batch: PayoutBatch): JsonObject {
  const { sender_batch_id, email_subject, email_message, recipient_type } = batch.header;
  return { sender_batch_id, email_subject, email_message, recipient_type };
}

/** The 201 of a new batch: no items, no times. */
export function createdBatch(batch: PayoutBatch): JsonObject {
  return {
    batch_header: {
      payout_batch_id: batch.id,
      batch_status: "PENDING",
      sender_batch_header: senderHeader(batch),
    },
    links: [link(`/v1/payments/payouts/${batch.id}`, "self")],
  };
}

/** The header of a batch, now or as it was when it had `status`. */
export function batchHeader(batch: PayoutBatch, status = batch.status): JsonObject {
  const isDone = batch.completedAtMs !== undefined && status === batch.status;
  const doneAt = isDone ? isoSeconds(batch.completedAtMs ?? 0) : undefined;
  // Fees are nothing at first, an estimate while the batch is processed, and what was charged afterwards.
  const feesMinor =
    status === "PENDING" ? 0n : isDone ? batch.chargedFeesMinor : batch.estimatedFeesMinor;
  return {
    payout_batch_id: batch.id,
    batch_status: status,
    time_created: isoSeconds(batch.createdAtMs),
    time_completed: doneAt,
    time_closed: doneAt,
    sender_batch_header: senderHeader(batch),
    funding_source: "BALANCE",
    amount: v1Money(batch.totalMinor, batch.currency),
    fees: v1Money(feesMinor, batch.currency),
  };
}

/** The item's fee as it is known now: an estimate until the item is decided, zero when nothing was debited. */
function shownFeeMinor(item: PayoutItem): bigint {
  if (item.batch.status === "PENDING") return 0n;
  const isOpen = item.status === "PENDING" || item.isDebited || item.isFeeCharged;
  return isOpen ? item.feeMinor : 0n;
}

/** One item of the batch's answer. */
function itemView(item: PayoutItem): JsonObject {
  const payoutItem: JsonObject = {};
  for (const field of echoedFields) {
    const value = item.input[field];
    if (value !== undefined) payoutItem[field] = value;
  }
  const hasTransaction = item.isSettled && (item.isDebited || item.isFeeCharged);
  return {
    payout_item_id: item.id,
    transaction_id: hasTransaction ? item.transactionId : undefined,
    activity_id: hasTransaction ? `0E${item.transactionId.slice(2)}` : undefined,
    transaction_status: item.status,
    payout_item_fee: v1Money(shownFeeMinor(item), item.batch.currency),
    payout_batch_id: item.batch.id,
    payout_item: { recipient_wallet: "PAYPAL", ...payoutItem },
    time_processed: item.isSettled ? isoSeconds(item.changedAtMs) : undefined,
    errors: item.errorName ? itemErrors(item.errorName) : undefined,
    links: [
      link(`/v1/payments/payouts-item/${item.id}`, "item"),
      link(`/v1/payments/payouts/${item.batch.id}`, "batch"),
    ],
  };
}

/** GET of one item, which adds the sender's batch id. */
export function itemDetails(item: PayoutItem): JsonObject {
  const { payout_item_id, transaction_id, activity_id, ...rest } = itemView(item);
  return {
    payout_item_id,
    transaction_id,
    activity_id,
    sender_batch_id: item.batch.senderBatchId,
    ...rest,
    links: [
      link(`/v1/payments/payouts-item/${item.id}`, "self"),
      link(`/v1/payments/payouts/${item.batch.id}`, "batch"),
      ...(item.status === "UNCLAIMED"
        ? [link(`/v1/payments/payouts-item/${item.id}/cancel`, "cancel", "POST")]
        : []),
    ],
  };
}

const errorSentences: Readonly<Record<string, string>> = {
  RECEIVER_UNREGISTERED: "The receiver has no PayPal account yet.",
  RECEIVER_UNCONFIRMED: "The receiver has not confirmed this address yet.",
  RECEIVER_ACCOUNT_LOCKED: "The receiver's account is locked.",
  RECEIVER_ACCOUNT_LIMITATION: "The receiver's account is limited; the payment waits.",
  SELF_PAY_NOT_ALLOWED: "The sender cannot pay itself.",
  REGULATORY_BLOCKED: "The payment was stopped by a regulatory check.",
  REGULATORY_PENDING: "The payment waits for a regulatory check.",
};

/** The reference asks for a `debug_id`; one that follows from the name keeps the same item's answer the same. */
function itemErrors(name: string): JsonObject {
  return {
    name,
    debug_id: createHash("sha256").update(name).digest("hex").slice(0, 13),
    message: errorSentences[name] ?? "The payment could not be made.",
    information_link: `https://developer.paypal.com/docs/api/payments.payouts-batch/#errors-${name.toLowerCase()}`,
    details: [],
    links: [],
  };
}

export interface PageQuery {
  readonly page: number;
  readonly pageSize: number;
  readonly isTotalRequired: boolean;
  readonly fields: string | undefined;
}

/** One page of a batch. `order` is the item order of this answer. */
export function batchPage(
  batch: PayoutBatch,
  order: readonly PayoutItem[],
  { page, pageSize, isTotalRequired, fields }: PageQuery,
): JsonObject {
  const pages = Math.max(1, Math.ceil(order.length / pageSize));
  const items = order.slice((page - 1) * pageSize, page * pageSize);
  const at = (n: number): string =>
    `/v1/payments/payouts/${batch.id}?page_size=${pageSize}&page=${n}&total_required=${isTotalRequired}`;
  const whole: JsonObject = {
    total_items: isTotalRequired ? order.length : undefined,
    total_pages: isTotalRequired ? pages : undefined,
    batch_header: batchHeader(batch),
    items: items.map(itemView),
    links: [
      link(at(page), "self"),
      ...(page > 1 ? [link(at(page - 1), "prev")] : []),
      ...(page < pages ? [link(at(page + 1), "next")] : []),
    ],
  };
  return fields ? pickFields(whole, fields) : whole;
}

/** `fields=batch_header,items.payout_item_id`: only these members, two levels deep. */
function pickFields(whole: JsonObject, fields: string): JsonObject {
  const picked: JsonObject = {};
  for (const name of fields.split(",").map((field) => field.trim())) {
    const [top = "", ...rest] = name.split(".");
    if (!Object.hasOwn(whole, top)) continue;
    const value = whole[top];
    const [leaf] = rest;
    if (leaf === undefined) picked[top] = value;
    else if (Array.isArray(value)) {
      const known = Array.isArray(picked[top]) ? picked[top] : value.map(() => ({}));
      picked[top] = value.map((one: unknown, i) => ({
        ...(known[i] as JsonObject),
        [leaf]: dig(one, leaf),
      }));
    } else picked[top] = { ...(picked[top] as JsonObject), [leaf]: dig(value, leaf) };
  }
  return picked;
}

/** `GET /v1/payments/payouts/ERRPYO015`, a documented trigger: a batch whose only item met a closed market. */
export function closedMarketBatch(nowMs: number): JsonObject {
  const amount = { currency: "USD", value: "1.00" };
  return {
    total_items: 1,
    total_pages: 1,
    batch_header: {
      payout_batch_id: "ERRPYO015",
      batch_status: "DENIED",
      time_created: isoSeconds(nowMs),
      time_completed: isoSeconds(nowMs),
      sender_batch_header: { sender_batch_id: "ERRPYO015" },
      funding_source: "BALANCE",
      amount,
      fees: { currency: "USD", value: "0.00" },
    },
    items: [
      {
        payout_item_id: "ERRPYO015ITEM",
        transaction_status: "FAILED",
        payout_item_fee: { currency: "USD", value: "0.00" },
        payout_batch_id: "ERRPYO015",
        payout_item: { recipient_type: "EMAIL", amount, receiver: "closed@example.com" },
        time_processed: isoSeconds(nowMs),
        errors: itemErrors("CLOSED_MARKET"),
        links: [],
      },
    ],
    links: [link("/v1/payments/payouts/ERRPYO015", "self")],
  };
}
