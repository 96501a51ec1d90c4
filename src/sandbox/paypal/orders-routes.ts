/** Orders v2 over HTTP: create, look at, capture. */
import { dayMs, hourMs } from "../../kernel/clock";
import { present } from "../../kernel/invariant";
import type { SandboxClock } from "../clock";
import {
  type Call,
  hasJsonType,
  header,
  jsonBody,
  jsonReply,
  param,
  type Reply,
  ReplyError,
  type Route,
  route,
} from "../http-types";
import { randomCode } from "../ids";
import { encodeJson, type JsonObject } from "../json";
import type { Capture, Order, OrdersFact, Posting, SavedReply } from "./orders-types";
import { readOrder } from "./orders-validate";
import {
  capturedOrder,
  captureView,
  fullOrder,
  minimalOrder,
  savedEvent,
  type ViewContext,
} from "./orders-view";
import { captureFeeMinor } from "./paypal-amounts";
import { malformed, unprocessable, unsupportedMediaType, v2NotFound } from "./paypal-errors";

export interface OrdersRoutesOptions {
  readonly clock: SandboxClock;
  readonly context: ViewContext;
  commit(fact: OrdersFact): void;
}

/** How long PayPal remembers a PayPal-Request-Id: six hours on orders, 45 days on payments (A.8). */
const orderReplayMs = 6 * hourMs;
export const paymentReplayMs = 45 * dayMs;

/** `/v2/checkout/orders` (checkout_orders_v2.json). */
export function ordersRoutes(options: OrdersRoutesOptions): Route[] {
  const { state } = options.context;
  return [
    route(
      "POST",
      "/v2/checkout/orders",
      (call) => replayed(options, call) ?? createOrder(options, call),
    ),
    route("GET", "/v2/checkout/orders/:id", (call) => {
      const order = state.order(param(call, "id"));
      return order ? jsonReply(200, fullOrder(options.context, order)) : unknownOrder(call);
    }),
    route("POST", "/v2/checkout/orders/:id/capture", (call) => {
      if (!hasJsonType(call)) return unsupportedMediaType(call);
      const order = state.order(param(call, "id"));
      if (!order) return unknownOrder(call);
      return replayed(options, call) ?? captureOrder(options, call, order);
    }),
  ];
}

function unknownOrder(call: Call): Reply {
  return v2NotFound(call, "order_id", param(call, "id"));
}

/** A known PayPal-Request-Id gets the first answer again, with 200, whatever the body says now. */
export function replayed(options: OrdersRoutesOptions, call: Call): Reply | undefined {
  const key = replayKey(call);
  const saved = key ? options.context.state.saved(key, options.clock.nowMs()) : undefined;
  return saved ? { ...jsonReply(200, {}), body: saved.body } : undefined;
}

function replayKey(call: Call): string | undefined {
  const requestId = header(call, "paypal-request-id");
  return requestId ? `${call.path} ${requestId}` : undefined;
}

/** What to keep of a first answer; nothing when the caller sent no PayPal-Request-Id. */
export function toSave(call: Call, body: JsonObject, untilMs: number): { saved?: SavedReply } {
  const key = replayKey(call);
  return key ? { saved: { key, untilMs, body: encodeJson(body) } } : {};
}

/** True when the caller asked for the whole object by `Prefer: return=representation`. */
export function wantsRepresentation(call: Call): boolean {
  return /return=representation/i.test(header(call, "prefer") ?? "");
}

/** The JSON body. @throws ReplyError with 400 or 415. */
export function v2Body(call: Call): unknown {
  if (!hasJsonType(call)) throw new ReplyError(unsupportedMediaType(call));
  const body = jsonBody(call);
  if (!body.ok)
    throw new ReplyError(malformed(call, "MALFORMED_REQUEST_JSON", "The body is not JSON."));
  return body.value;
}

function createOrder(options: OrdersRoutesOptions, call: Call): Reply {
  const { clock, context, commit } = options;
  const request = readOrder(call, v2Body(call));
  const atMs = clock.nowMs();
  const order: Order = {
    id: randomCode(17),
    status: request.hasPaymentSource ? "PAYER_ACTION_REQUIRED" : "CREATED",
    createdAtMs: atMs,
    updatedAtMs: atMs,
    ...request,
  };
  const body = wantsRepresentation(call) ? fullOrder(context, order) : minimalOrder(context, order);
  commit({ t: "orders", atMs, orders: [order], ...toSave(call, body, atMs + orderReplayMs) });
  // With a payment source the order waits for the payer already, and PayPal says 200 instead of 201.
  return jsonReply(request.hasPaymentSource ? 200 : 201, body);
}

function captureOrder(options: OrdersRoutesOptions, call: Call, order: Order): Reply {
  const { clock, context, commit } = options;
  if (order.status === "COMPLETED") {
    return unprocessable(
      call,
      "ORDER_ALREADY_CAPTURED",
      "The order has been captured; one capture is allowed.",
    );
  }
  if (order.status !== "APPROVED") {
    return unprocessable(call, "ORDER_NOT_APPROVED", "The payer has not approved the order yet.");
  }
  if (order.units.some((unit) => unit.invoiceId && context.state.isInvoiceUsed(unit.invoiceId))) {
    return unprocessable(
      call,
      "DUPLICATE_INVOICE_ID",
      "A payment with this invoice id exists already.",
    );
  }
  const atMs = clock.nowMs();
  if (order.instrument === "declined") {
    // The order goes back to the buyer, who may choose another instrument.
    const { instrument: _declined, payerId: _payer, ...rest } = order;
    const status = order.hasPaymentSource ? "PAYER_ACTION_REQUIRED" : "CREATED";
    commit({ t: "orders", atMs, orders: [{ ...rest, status, updatedAtMs: atMs }] });
    return unprocessable(call, "INSTRUMENT_DECLINED", "The payer's instrument was declined.");
  }
  const captures = order.units.map((unit) => newCapture(order, unit, atMs));
  const completed: Order = {
    ...order,
    status: "COMPLETED",
    updatedAtMs: atMs,
    units: order.units.map((unit, i) => ({
      ...unit,
      captureId: present(captures[i], "capture").id,
    })),
  };
  const paid = captures.filter((capture) => capture.status === "COMPLETED");
  const fact: OrdersFact = {
    t: "orders",
    atMs,
    orders: [completed],
    captures,
    postings: paid.map(capturePosting),
    events: captures.map((capture) => captureEvent(capture, atMs)),
  };
  const view = wantsRepresentation(call) ? fullOrder : capturedOrder;
  // The answer shows the captures, so it is printed against a state that already has them.
  const ahead: ViewContext = {
    ...context,
    state: { ...context.state, capture: (id) => captures.find((c) => c.id === id) },
  };
  const body = view(ahead, completed);
  commit({ ...fact, ...toSave(call, body, atMs + orderReplayMs) });
  return jsonReply(201, body);
}

function newCapture(order: Order, unit: Order["units"][number], atMs: number): Capture {
  return {
    id: randomCode(17),
    orderId: order.id,
    status: order.instrument === "pending" ? "PENDING" : "COMPLETED",
    currency: order.currency,
    amountMinor: unit.amountMinor,
    feeMinor: captureFeeMinor(unit.amountMinor, order.currency),
    refundedMinor: 0n,
    refundIds: [],
    createdAtMs: atMs,
    updatedAtMs: atMs,
    ...(unit.customId === undefined ? {} : { customId: unit.customId }),
    ...(unit.invoiceId === undefined ? {} : { invoiceId: unit.invoiceId }),
  };
}

/** T0006 with its fee. */
export function capturePosting(capture: Capture): Posting {
  const { id, orderId, currency, amountMinor, feeMinor, customId, invoiceId } = capture;
  return {
    line: {
      transactionId: id,
      code: "T0006",
      currency,
      amountMinor,
      feeMinor,
      referenceId: orderId,
      referenceType: "ODR",
      ...(customId === undefined ? {} : { customField: customId }),
      ...(invoiceId === undefined ? {} : { invoiceId }),
    },
    rows: [
      {
        id,
        kind: "capture",
        amountMinor,
        feeMinor,
        references: {
          capture_id: id,
          order_id: orderId,
          custom_id: customId,
          invoice_id: invoiceId,
        },
      },
    ],
  };
}

/** PAYMENT.CAPTURE.COMPLETED, .PENDING or .DENIED, by the capture's status. */
export function captureEvent(capture: Capture, atMs: number): ReturnType<typeof savedEvent> {
  const name = capture.status === "DECLINED" ? "DENIED" : capture.status;
  const summary = `Capture of ${capture.currency} is ${name.toLowerCase()}.`;
  return savedEvent(atMs, `PAYMENT.CAPTURE.${name}`, "capture", summary, captureView(capture));
}
