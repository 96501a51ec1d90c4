/** Payments v2: captures and refunds. */
import { dayMs } from "../../kernel/clock";
import {
  type Call,
  jsonReply,
  param,
  type Reply,
  ReplyError,
  type Route,
  route,
} from "../http-types";
import { randomCode } from "../ids";
import { member } from "../json";
import type { Account } from "./account";
import {
  captureEvent,
  capturePosting,
  type OrdersRoutesOptions,
  paymentReplayMs,
  replayed,
  toSave,
  v2Body,
  wantsRepresentation,
} from "./orders-routes";
import type { Capture, OrdersFact, Posting, Refund } from "./orders-types";
import { checkText, optional, readAmount } from "./orders-validate";
import { captureView, minimalRefund, refundView, savedEvent } from "./orders-view";
import { unprocessable, v2NotFound } from "./paypal-errors";

export interface CapturesRoutesOptions extends OrdersRoutesOptions {
  readonly account: Account;
}

const refundableMs = 180 * dayMs;
/** How long the money of a `pay_pending` order is on its way. */
export const pendingCaptureMs = dayMs;

/** `/v2/payments/captures` and `/v2/payments/refunds` (payments_payment_v2.json). */
export function capturesRoutes(options: CapturesRoutesOptions): Route[] {
  const { state } = options.context;
  return [
    route("GET", "/v2/payments/captures/:id", (call) => {
      const capture = state.capture(param(call, "id"));
      return capture
        ? jsonReply(200, captureView(capture))
        : v2NotFound(call, "capture_id", param(call, "id"));
    }),
    route("POST", "/v2/payments/captures/:id/refund", (call) => {
      const capture = state.capture(param(call, "id"));
      if (!capture) return v2NotFound(call, "capture_id", param(call, "id"));
      return replayed(options, call) ?? refundCapture(options, call, capture);
    }),
    route("GET", "/v2/payments/refunds/:id", (call) => {
      const refund = state.refund(param(call, "id"));
      return refund
        ? jsonReply(200, refundView(refund))
        : v2NotFound(call, "refund_id", param(call, "id"));
    }),
  ];
}

/** The fact that ends the wait of a PENDING capture. */
export function completeCapture(capture: Capture, atMs: number): OrdersFact {
  const completed: Capture = { ...capture, status: "COMPLETED", updatedAtMs: atMs };
  return {
    t: "orders",
    atMs,
    captures: [completed],
    postings: [capturePosting(completed)],
    events: [captureEvent(completed, atMs)],
  };
}

function refundCapture(options: CapturesRoutesOptions, call: Call, capture: Capture): Reply {
  const { clock, account, commit } = options;
  const body = v2Body(call);
  const leftMinor = capture.amountMinor - capture.refundedMinor;
  const amountMinor = refundAmount(call, body, capture, leftMinor);
  const atMs = clock.nowMs();
  const refuse = (issue: string, description: string): Reply =>
    unprocessable(call, issue, description);
  if (capture.status === "PENDING")
    return refuse("PENDING_CAPTURE", "The capture is still pending.");
  if (leftMinor === 0n)
    return refuse("CAPTURE_FULLY_REFUNDED", "The capture has been refunded in full.");
  if (atMs - capture.createdAtMs > refundableMs) {
    return refuse("REFUND_TIME_LIMIT_EXCEEDED", "The capture is too old for a refund.");
  }
  if (amountMinor > leftMinor) {
    return refuse(
      "REFUND_AMOUNT_EXCEEDED",
      "The refund is larger than what is left of the capture.",
    );
  }
  const { totalMinor, heldMinor } = account.balance(capture.currency);
  if (amountMinor > totalMinor - heldMinor) {
    return refuse(
      "REFUND_FAILED_INSUFFICIENT_FUNDS",
      "The account does not hold enough for this refund.",
    );
  }
  const refund: Refund = {
    id: randomCode(17),
    captureId: capture.id,
    currency: capture.currency,
    amountMinor,
    totalRefundedMinor: capture.refundedMinor + amountMinor,
    createdAtMs: atMs,
    ...optional("customId", member(body, "custom_id")),
    ...optional("invoiceId", member(body, "invoice_id") ?? capture.invoiceId),
    ...optional("noteToPayer", member(body, "note_to_payer")),
  };
  const after: Capture = {
    ...capture,
    status: amountMinor === leftMinor ? "REFUNDED" : "PARTIALLY_REFUNDED",
    refundedMinor: refund.totalRefundedMinor,
    refundIds: [...capture.refundIds, refund.id],
    updatedAtMs: atMs,
  };
  const answer = wantsRepresentation(call) ? refundView(refund) : minimalRefund(refund);
  const summary = `A ${capture.currency} capture was refunded.`;
  commit({
    t: "orders",
    atMs,
    captures: [after],
    refunds: [refund],
    postings: [refundPosting(refund)],
    events: [savedEvent(atMs, "PAYMENT.CAPTURE.REFUNDED", "refund", summary, refundView(refund))],
    ...toSave(call, answer, atMs + paymentReplayMs),
  });
  return jsonReply(201, answer);
}

/** The amount asked for, or all that is left. @throws ReplyError with 400 or 422. */
function refundAmount(call: Call, body: unknown, capture: Capture, leftMinor: bigint): bigint {
  for (const key of ["custom_id", "invoice_id"]) checkText(call, member(body, key), `/${key}`);
  const amount = member(body, "amount");
  if (amount === undefined) return leftMinor;
  const { amountMinor, currency } = readAmount(call, amount, "/amount");
  if (currency !== capture.currency) {
    const text = "The refund must be in the currency of the capture.";
    throw new ReplyError(unprocessable(call, "REFUND_CAPTURE_CURRENCY_MISMATCH", text));
  }
  return amountMinor;
}

/** T1107. */
function refundPosting(refund: Refund): Posting {
  const { id, captureId, currency, amountMinor, customId, invoiceId } = refund;
  return {
    line: {
      transactionId: id,
      code: "T1107",
      currency,
      amountMinor: -amountMinor,
      referenceId: captureId,
      referenceType: "TXN",
      ...(customId === undefined ? {} : { customField: customId }),
      ...(invoiceId === undefined ? {} : { invoiceId }),
    },
    rows: [
      {
        id,
        kind: "capture_refund",
        amountMinor: -amountMinor,
        references: {
          refund_id: id,
          capture_id: captureId,
          custom_id: customId,
          invoice_id: invoiceId,
        },
      },
    ],
  };
}
