/** Orders, captures and refunds as PayPal prints them (PayPal OpenAPI: checkout_orders_v2, payments_payment_v2). */
import { isoMillis, isoSeconds } from "../clock";
import { randomCode } from "../ids";
import { encodeJson, type JsonObject } from "../json";
import type { OrdersState } from "./orders-state";
import type { Capture, Order, OrderUnit, Refund, SavedEvent } from "./orders-types";
import { v2Money } from "./paypal-amounts";
import { linkHost } from "./paypal-errors";
import { eventEnvelope } from "./webhook-envelope";

/** The seller every order pays; the buyer of every order. */
const payeeEmail = "merchant@kampanye.sandbox";
const payerEmail = "buyer@kampanye.sandbox";

export interface ViewContext {
  readonly state: OrdersState;
  readonly merchantId: string;
  /** Origin of the hosted pages; every other link names PayPal's own host. */
  readonly origin: string;
}

export function apiLink(path: string, rel: string, method: string): JsonObject {
  return { href: `${linkHost}${path}`, rel, method };
}

function orderLinks(context: ViewContext, order: Order): JsonObject[] {
  const path = `/v2/checkout/orders/${order.id}`;
  const self = apiLink(path, "self", "GET");
  const page = `${context.origin}/checkoutnow?token=${order.id}`;
  if (order.status === "COMPLETED") return [self];
  if (order.hasPaymentSource) {
    return [self, { href: page, rel: "payer-action", method: "GET" }];
  }
  return [
    self,
    { href: page, rel: "approve", method: "GET" },
    apiLink(path, "update", "PATCH"),
    apiLink(`${path}/capture`, "capture", "POST"),
  ];
}

/** The answer to a create call without `Prefer: return=representation`. */
export function minimalOrder(context: ViewContext, order: Order): JsonObject {
  return {
    id: order.id,
    status: order.status,
    ...paymentSource(order),
    links: orderLinks(context, order),
  };
}

/** An order with everything that belongs to it. */
export function fullOrder(context: ViewContext, order: Order): JsonObject {
  return {
    id: order.id,
    intent: "CAPTURE",
    status: order.status,
    ...paymentSource(order),
    purchase_units: order.units.map((unit) => unitView(context, order, unit)),
    payer: payer(order),
    create_time: isoSeconds(order.createdAtMs),
    update_time: isoSeconds(order.updatedAtMs),
    links: orderLinks(context, order),
  };
}

/** The answer to a capture without `Prefer: return=representation`. */
export function capturedOrder(context: ViewContext, order: Order): JsonObject {
  return {
    id: order.id,
    status: order.status,
    ...paymentSource(order),
    purchase_units: order.units.map((unit) => ({
      reference_id: unit.referenceId,
      payments: payments(context, unit),
    })),
    payer: payer(order),
    links: orderLinks(context, order),
  };
}

function paymentSource(order: Order): JsonObject {
  if (!order.hasPaymentSource && !order.payerId) return {};
  const paypal = order.payerId
    ? {
        email_address: payerEmail,
        account_id: order.payerId,
        account_status: "VERIFIED",
        name: { given_name: "Sandbox", surname: "Buyer" },
        address: { country_code: "US" },
      }
    : {};
  return { payment_source: { paypal } };
}

function payer(order: Order): JsonObject | undefined {
  if (!order.payerId) return undefined;
  return {
    name: { given_name: "Sandbox", surname: "Buyer" },
    email_address: payerEmail,
    payer_id: order.payerId,
    address: { country_code: "US" },
  };
}

function unitView(context: ViewContext, order: Order, unit: OrderUnit): JsonObject {
  return {
    reference_id: unit.referenceId,
    amount: v2Money(unit.amountMinor, order.currency),
    payee: { email_address: payeeEmail, merchant_id: context.merchantId },
    description: unit.description,
    custom_id: unit.customId,
    invoice_id: unit.invoiceId,
    payments: unit.captureId ? payments(context, unit) : undefined,
  };
}

function payments(context: ViewContext, unit: OrderUnit): JsonObject {
  const capture = unit.captureId ? context.state.capture(unit.captureId) : undefined;
  if (!capture) return {};
  const refunds = capture.refundIds.flatMap((id) => context.state.refund(id) ?? []);
  return {
    captures: [captureView(capture)],
    ...(refunds.length > 0 ? { refunds: refunds.map(refundView) } : {}),
  };
}

/** A capture; the breakdown is missing while it is PENDING. */
export function captureView(capture: Capture): JsonObject {
  const { currency } = capture;
  const path = `/v2/payments/captures/${capture.id}`;
  const isPaid = capture.status !== "PENDING" && capture.status !== "DECLINED";
  return {
    id: capture.id,
    status: capture.status,
    status_details: capture.status === "PENDING" ? { reason: "ECHECK" } : undefined,
    amount: v2Money(capture.amountMinor, currency),
    final_capture: true,
    seller_protection: {
      status: "ELIGIBLE",
      dispute_categories: ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
    },
    seller_receivable_breakdown: isPaid
      ? {
          gross_amount: v2Money(capture.amountMinor, currency),
          paypal_fee: v2Money(capture.feeMinor, currency),
          net_amount: v2Money(capture.amountMinor - capture.feeMinor, currency),
        }
      : undefined,
    invoice_id: capture.invoiceId,
    custom_id: capture.customId,
    supplementary_data: { related_ids: { order_id: capture.orderId } },
    links: [
      apiLink(path, "self", "GET"),
      apiLink(`${path}/refund`, "refund", "POST"),
      apiLink(`/v2/checkout/orders/${capture.orderId}`, "up", "GET"),
    ],
    create_time: isoSeconds(capture.createdAtMs),
    update_time: isoSeconds(capture.updatedAtMs),
  };
}

function refundLinks(refund: Refund): JsonObject[] {
  return [
    apiLink(`/v2/payments/refunds/${refund.id}`, "self", "GET"),
    apiLink(`/v2/payments/captures/${refund.captureId}`, "up", "GET"),
  ];
}

/** The answer to a refund without `Prefer: return=representation`. */
export function minimalRefund(refund: Refund): JsonObject {
  return { id: refund.id, status: "COMPLETED", links: refundLinks(refund) };
}

/** A refund with its breakdown. */
export function refundView(refund: Refund): JsonObject {
  const amount = v2Money(refund.amountMinor, refund.currency);
  return {
    id: refund.id,
    amount,
    invoice_id: refund.invoiceId,
    custom_id: refund.customId,
    note_to_payer: refund.noteToPayer,
    seller_payable_breakdown: {
      gross_amount: amount,
      // PayPal keeps its fee when money goes back.
      paypal_fee: v2Money(0n, refund.currency),
      net_amount: amount,
      total_refunded_amount: v2Money(refund.totalRefundedMinor, refund.currency),
    },
    status: "COMPLETED",
    create_time: isoSeconds(refund.createdAtMs),
    update_time: isoSeconds(refund.createdAtMs),
    links: refundLinks(refund),
  };
}

/** An event whose text is fixed at this moment. */
export function savedEvent(
  atMs: number,
  type: string,
  resourceType: string,
  summary: string,
  resource: JsonObject,
): SavedEvent {
  const id = `WH-${randomCode(17)}-${randomCode(17)}`;
  const createTime = isoMillis(atMs);
  const envelope = eventEnvelope({
    id,
    type,
    createTime,
    resourceType,
    resourceVersion: "2.0",
    summary,
    resource,
  });
  return { id, type, atMs, text: encodeJson(envelope) };
}
