/** The disputes of the simulated PayPal: read as PayPal lets its sellers read them, and played by control. */
import { z } from "zod";
import { parseMs, type SandboxClock } from "../clock";
import { controlBody, controlError, minorSchema } from "../control";
import { type Call, jsonReply, param, type Reply, type Route, route } from "../http-types";
import { closeDispute, escalateDispute, openDispute } from "./disputes";
import type { Dispute } from "./disputes-types";
import { disputeSummary, disputeView } from "./disputes-view";
import type { OrdersState } from "./orders-state";
import type { OrdersFact } from "./orders-types";
import { apiLink } from "./orders-view";
import { wholeNumber } from "./payouts-routes";
import { v2Error, v2NotFound } from "./paypal-errors";

export interface DisputesOptions {
  readonly clock: SandboxClock;
  readonly orders: OrdersState;
  commit(fact: OrdersFact): void;
}

const pageSizeMax = 50;
const pageSizeDefault = 10;
const pageMax = 1_000;

const openSchema = z.strictObject({
  capture: z.string(),
  amountMinor: minorSchema.optional(),
  reason: z.string().default("MERCHANDISE_OR_SERVICE_NOT_RECEIVED"),
  channel: z.enum(["INTERNAL", "EXTERNAL"]).default("INTERNAL"),
  stage: z.enum(["INQUIRY", "CHARGEBACK"]).default("CHARGEBACK"),
  feeMinor: minorSchema.default(0n),
});
const outcomes = {
  won: "RESOLVED_SELLER_FAVOUR",
  lost: "RESOLVED_BUYER_FAVOUR",
  accepted: "ACCEPTED",
  canceled: "CANCELED_BY_BUYER",
} as const;
const closeSchema = z.strictObject({
  outcome: z.enum(["won", "lost", "accepted", "canceled"]),
  feeMinor: minorSchema.default(0n),
  feeBackMinor: minorSchema.default(0n),
});

/** `/v1/customer/disputes`. */
export function disputesRoutes({ orders }: DisputesOptions): Route[] {
  return [
    route("GET", "/v1/customer/disputes", (call) => list(orders, call)),
    route("GET", "/v1/customer/disputes/:id", (call) => {
      const dispute = orders.dispute(param(call, "id"));
      return dispute
        ? jsonReply(200, disputeView(dispute, orders.capture(dispute.captureId)))
        : v2NotFound(call, "dispute_id", param(call, "id"));
    }),
  ];
}

function list(orders: OrdersState, call: Call): Reply {
  const after = call.query.get("update_time_after");
  const afterMs = after === null ? 0 : parseMs(after);
  const size = wholeNumber(call.query.get("page_size"), 1, pageSizeMax, pageSizeDefault);
  const page = wholeNumber(call.query.get("page"), 1, pageMax, 1);
  if (afterMs === undefined || size === undefined || page === undefined) {
    return v2Error(call, 400, "INVALID_REQUEST", "A parameter of the query is not valid.", []);
  }
  const found = orders
    .disputes()
    .filter((dispute) => dispute.updatedAtMs >= afterMs)
    .reverse();
  const shown = found.slice((page - 1) * size, page * size);
  const hasMore = page * size < found.length;
  const next = new URLSearchParams(call.query);
  next.set("page", String(page + 1));
  return jsonReply(200, {
    items: shown.map(disputeSummary),
    links: hasMore ? [apiLink(`/v1/customer/disputes?${next.toString()}`, "next", "GET")] : [],
  });
}

export function disputesControlRoutes(options: DisputesOptions): Route[] {
  const { clock, orders, commit } = options;
  const show = (status: number, id: string) => {
    const dispute = orders.dispute(id);
    if (!dispute) return controlError(404, "no such dispute");
    return jsonReply(status, disputeView(dispute, orders.capture(dispute.captureId)));
  };
  const change = (call: Call, next: (dispute: Dispute) => OrdersFact | undefined): Reply => {
    const dispute = orders.dispute(param(call, "id"));
    if (!dispute) return controlError(404, "no such dispute");
    const fact = next(dispute);
    if (!fact) return controlError(409, `a dispute that is ${dispute.status} cannot do this`);
    commit(fact);
    return show(200, dispute.id);
  };
  return [
    route("POST", "/control/disputes", (call) => {
      const { capture: captureId, ...wished } = controlBody(call, openSchema);
      const capture = orders.capture(captureId);
      if (!capture) return controlError(404, "no such capture");
      const leftMinor = capture.amountMinor - capture.refundedMinor;
      const amountMinor = wished.amountMinor ?? leftMinor;
      const isDisputed = orders.disputes().some((known) => known.captureId === captureId);
      if (
        capture.status === "PENDING" ||
        isDisputed ||
        amountMinor === 0n ||
        amountMinor > leftMinor
      ) {
        return controlError(409, "this capture cannot be disputed for this amount");
      }
      const opened = openDispute({ ...wished, capture, amountMinor }, clock.nowMs());
      commit(opened.fact);
      return show(201, opened.dispute.id);
    }),
    route("POST", "/control/disputes/:id/escalate", (call) =>
      change(call, (dispute) => escalateDispute(dispute, clock.nowMs())),
    ),
    route("POST", "/control/disputes/:id/close", (call) => {
      const { outcome, ...fees } = controlBody(call, closeSchema);
      const closing = { ...fees, outcome: outcomes[outcome] };
      return change(call, (dispute) => closeDispute(dispute, closing, clock.nowMs()));
    }),
  ];
}
