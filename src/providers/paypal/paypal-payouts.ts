/**
 * Payouts v1. Sources: PayPal's OpenAPI description of payments_payouts_batch_v1 and the error behaviour written down in
 * docs/payout-protocol.md.
 */
import { z } from "zod";
import { isCurrency } from "../../kernel/currency";
import { AmountError } from "../../kernel/errors";
import { fromPaypalValue, type Money } from "../../kernel/money";
import { callPaypal } from "./paypal-call";
import { type PaypalErrorBody, PaypalUnavailableError, readError } from "./paypal-errors";
import type { PaypalReply, PaypalTransport } from "./paypal-transport";

/** PayPal's item states, verbatim. */
export const itemStatuses = [
  "SUCCESS",
  "FAILED",
  "PENDING",
  "UNCLAIMED",
  "RETURNED",
  "ONHOLD",
  "BLOCKED",
  "REFUNDED",
  "REVERSED",
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** What is proven about one try to create a batch (money.md calls it the five-way classification). */
export type SubmitOutcome =
  | { kind: "accepted"; payoutBatchId: string; httpStatus: number; debugId?: string | undefined }
  | {
      kind: "duplicate";
      payoutBatchId?: string | undefined;
      httpStatus: number;
      debugId?: string | undefined;
    }
  | { kind: "refused"; httpStatus: number; error: PaypalErrorBody; debugId?: string | undefined }
  | { kind: "not_sent"; reason: string }
  | { kind: "ambiguous"; reason: string; httpStatus?: number; debugId?: string | undefined };

const acceptedSchema = z.looseObject({
  batch_header: z.looseObject({ payout_batch_id: z.string().min(1) }),
});

function duplicateOf(error: PaypalErrorBody): { payoutBatchId: string | undefined } | undefined {
  const detail = (error.details ?? []).find(
    ({ field, issue }) =>
      field?.toUpperCase() === "SENDER_BATCH_ID" &&
      /already exists|duplicate batch/i.test(issue ?? ""),
  );
  if (!detail) return undefined;
  // The link may name another host than ours; only its last segment is used.
  const href = detail.link?.[0]?.href;
  const last = href
    ?.split(/[?#]/, 1)[0]
    ?.split("/")
    .findLast((part) => part !== "");
  return { payoutBatchId: last };
}

/** Turns one reply into what it proves. Anything that proves nothing is ambiguous, never a failure. */
export function classifySubmit(reply: PaypalReply): SubmitOutcome {
  if (reply.kind === "not_sent") return { kind: "not_sent", reason: reply.reason };
  if (reply.kind === "lost") return { kind: "ambiguous", reason: reply.reason };
  const { status, body, debugId } = reply;
  if (status >= 200 && status < 300) {
    const accepted = acceptedSchema.safeParse(body);
    if (!accepted.success) {
      return { kind: "ambiguous", reason: "unreadable answer", httpStatus: status, debugId };
    }
    const { payout_batch_id } = accepted.data.batch_header;
    return { kind: "accepted", payoutBatchId: payout_batch_id, httpStatus: status, debugId };
  }
  const error = readError(body);
  if (status < 400 || status >= 500 || !error) {
    return { kind: "ambiguous", reason: `status ${status}`, httpStatus: status, debugId };
  }
  const duplicate = duplicateOf(error);
  if (duplicate) return { kind: "duplicate", ...duplicate, httpStatus: status, debugId };
  return { kind: "refused", httpStatus: status, error, debugId: debugId ?? error.debug_id };
}

const amountSchema = z.looseObject({ currency: z.string(), value: z.string() });

const itemSchema = z.looseObject({
  payout_item_id: z.string().min(1),
  transaction_id: z.string().optional(),
  transaction_status: z.string().optional(),
  payout_batch_id: z.string().optional(),
  sender_batch_id: z.string().optional(),
  payout_item_fee: amountSchema.optional(),
  payout_item: z.looseObject({
    sender_item_id: z.string().optional(),
    receiver: z.string().optional(),
    amount: amountSchema,
  }),
  errors: z.looseObject({ name: z.string().optional(), message: z.string().optional() }).optional(),
});

const pageSchema = z.looseObject({
  total_items: z.int().optional(),
  total_pages: z.int().optional(),
  batch_header: z.looseObject({
    payout_batch_id: z.string(),
    batch_status: z.string(),
    sender_batch_header: z.looseObject({ sender_batch_id: z.string().optional() }).optional(),
  }),
  items: z.array(itemSchema).optional(),
});

/** One payout item as PayPal tells it now. */
export interface ObservedItem {
  itemId: string;
  senderItemId: string | undefined;
  /** A status this product does not know stays text, is never booked, and opens a break. */
  status: ItemStatus | undefined;
  rawStatus: string;
  /** Undefined when PayPal wrote something that is no amount of a currency we keep. */
  amount: Money | undefined;
  fee: Money | undefined;
  /** There is a fee, and it cannot be read. */
  isFeeUnreadable: boolean;
  errorName: string | undefined;
  receiver?: string | undefined;
}

export interface ObservedPage {
  batchStatus: string;
  senderBatchId: string | undefined;
  totalPages: number;
  /** How many items the whole batch has; PayPal leaves it out now and then. */
  totalItems: number | undefined;
  items: ObservedItem[];
}

/** Undefined when it cannot be read: one strange item must not keep the others from being seen. */
function moneyOf({ currency, value }: z.infer<typeof amountSchema>): Money | undefined {
  if (!isCurrency(currency)) return undefined;
  try {
    return fromPaypalValue(value, currency);
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}

function itemOf(item: z.infer<typeof itemSchema>): ObservedItem {
  // PayPal leaves the status out until it has looked at the item; the watch tells when that takes too long.
  const known = item.transaction_status ?? "PENDING";
  const fee = item.payout_item_fee && moneyOf(item.payout_item_fee);
  return {
    itemId: item.payout_item_id,
    senderItemId: item.payout_item.sender_item_id,
    status: itemStatuses.find((status) => status === known),
    rawStatus: item.transaction_status ?? "none",
    amount: moneyOf(item.payout_item.amount),
    fee,
    isFeeUnreadable: item.payout_item_fee !== undefined && fee === undefined,
    errorName: item.errors?.name,
    receiver: item.payout_item.receiver,
  };
}

export const payoutPageSize = 1_000;
/** A batch has at most 15,000 items; more pages than this are no answer about a batch. */
const payoutPagesMax = 1_000;

function pagesOf(totalPages = 1): number {
  if (totalPages > payoutPagesMax) throw new PaypalUnavailableError(`${totalPages} pages`);
  return totalPages;
}

export function createPaypalPayouts(transport: PaypalTransport) {
  return {
    /** Sends the frozen bytes of a batch. Never throws for what PayPal or the network do. */
    async submitBatch(body: string): Promise<SubmitOutcome> {
      const reply = await transport.request({ method: "POST", path: "/v1/payments/payouts", body });
      return classifySubmit(reply);
    },

    /** One page of a batch. @throws PaypalRefusedError (404 right after creation is possible), PaypalUnavailableError. */
    async getBatchPage(payoutBatchId: string, page: number): Promise<ObservedPage> {
      const query = `page=${page}&page_size=${payoutPageSize}&total_required=true`;
      const path = `/v1/payments/payouts/${encodeURIComponent(payoutBatchId)}?${query}`;
      const answer = await callPaypal(transport, { method: "GET", path }, pageSchema);
      return {
        batchStatus: answer.batch_header.batch_status,
        senderBatchId: answer.batch_header.sender_batch_header?.sender_batch_id,
        totalPages: pagesOf(answer.total_pages),
        totalItems: answer.total_items,
        items: (answer.items ?? []).map(itemOf),
      };
    },

    /** The present state of one item. */
    async getItem(itemId: string): Promise<ObservedItem> {
      const path = `/v1/payments/payouts-item/${encodeURIComponent(itemId)}`;
      return itemOf(await callPaypal(transport, { method: "GET", path }, itemSchema));
    },

    /** Takes an unclaimed item back. @throws PaypalRefusedError ITEM_INCORRECT_STATUS when it is no longer unclaimed. */
    async cancelItem(itemId: string): Promise<ObservedItem> {
      const path = `/v1/payments/payouts-item/${encodeURIComponent(itemId)}/cancel`;
      return itemOf(await callPaypal(transport, { method: "POST", path, body: "{}" }, itemSchema));
    },
  };
}

export type PaypalPayouts = ReturnType<typeof createPaypalPayouts>;
