/** Refunds: create, and fail afterwards by control. */
import { param, ReplyError, type Route, route } from "../http-types";
import { randomMixed } from "../ids";
import { type ApiCall, type ApiResult, type StripeApi } from "./stripe-api";
import type { Change, StripeCore } from "./stripe-core";
import { badParam, missingParam, noSuch, stripeError } from "./stripe-errors";
import { noCause, stripeEvent } from "./stripe-events";
import { amountAt, metadataAt, stringAt } from "./stripe-params";
import { settledPart } from "./stripe-settlement";
import type { Charge, Refund, Txn } from "./stripe-types";
import { chargeView, refundView } from "./stripe-views";

const reasons: ReadonlySet<string> = new Set(["duplicate", "fraudulent", "requested_by_customer"]);

/** `POST /v1/refunds`; reading them is in objects-routes.ts. */
export function refundsRoutes(core: StripeCore, api: StripeApi): Route[] {
  return [
    route(
      "POST",
      "/v1/refunds",
      api.handler((call) => createRefund(core, call)),
    ),
    route(
      "POST",
      "/v1/charges/:id/refunds",
      api.handler((call) => createRefund(core, call, param(call.call, "id"))),
    ),
  ];
}

function chargeOf(core: StripeCore, { params }: ApiCall, chargeId: string | undefined): Charge {
  const intentId = stringAt(params, "payment_intent");
  const id = chargeId ?? stringAt(params, "charge");
  if (!id && !intentId) throw missingParam("charge");
  const intent = intentId ? core.store.intents.get(intentId) : undefined;
  if (intentId && !intent) throw noSuch("payment_intent", intentId, "payment_intent");
  const wanted = id ?? intent?.chargeId ?? "";
  const charge = core.store.charges.get(wanted);
  if (!charge) throw noSuch("charge", wanted, "charge");
  return charge;
}

function createRefund(core: StripeCore, api: ApiCall, chargeId?: string): ApiResult {
  const { params, nowMs, cause } = api;
  const charge = chargeOf(core, api, chargeId);
  if (charge.status !== "succeeded")
    throw badParam("charge", "This charge has not succeeded.", "charge_not_refundable");
  const leftMinor = charge.amountMinor - charge.refundedMinor - charge.disputedMinor;
  const amountMinor =
    stringAt(params, "amount") === undefined ? leftMinor : amountAt(params, "amount");
  checkRefund(core, charge, amountMinor, leftMinor, nowMs);
  const reason = stringAt(params, "reason") ?? null;
  if (reason !== null && !reasons.has(reason))
    throw badParam("reason", `Invalid reason: ${reason}`);
  const id = `re_3${randomMixed(23)}`;
  const source = charge.txnId ? core.store.txns.get(charge.txnId) : undefined;
  const kept = settledPart(charge, source, amountMinor);
  const txn: Txn = {
    id: `txn_3${randomMixed(23)}`,
    type: "refund",
    reportingCategory: "refund",
    sourceId: id,
    currency: kept.currency,
    amountMinor: -kept.amountMinor,
    // Stripe keeps its fee when money goes back.
    feeMinor: 0n,
    description: `REFUND FOR CHARGE`,
    payoutId: null,
    createdAtMs: nowMs,
    // It is taken from where the charge's money is, so a pending charge is refunded out of pending funds.
    availableAtMs: Math.max(nowMs, source?.availableAtMs ?? nowMs),
    visibleAtMs: nowMs,
    announced: "available",
  };
  const refund: Refund = {
    id,
    chargeId: charge.id,
    intentId: charge.intentId,
    status: "succeeded",
    currency: charge.currency,
    amountMinor,
    reason,
    metadata: metadataAt(params, "metadata"),
    txnId: txn.id,
    failureTxnId: null,
    createdAtMs: nowMs,
  };
  const after: Charge = { ...charge, refundedMinor: charge.refundedMinor + amountMinor };
  return {
    change: {
      put: { refunds: [refund], charges: [after], txns: [txn] },
      events: () => [
        stripeEvent(nowMs, "refund.created", refundView(refund), cause),
        stripeEvent(nowMs, "charge.refunded", chargeView(after, core.context), cause, {
          amount_refunded: charge.refundedMinor,
        }),
      ],
    },
    view: () => refundView(refund),
  };
}

function checkRefund(
  core: StripeCore,
  charge: Charge,
  amountMinor: bigint,
  leftMinor: bigint,
  nowMs: number,
): void {
  const refuse = (code: string | undefined, message: string): ReplyError =>
    new ReplyError(stripeError(400, { message, param: "amount", ...(code ? { code } : {}) }));
  if (charge.disputeId && charge.disputedMinor > 0n) {
    throw refuse("charge_disputed", `Charge ${charge.id} is disputed and cannot be refunded.`);
  }
  if (leftMinor === 0n)
    throw refuse("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  if (amountMinor > leftMinor) {
    throw refuse(
      undefined,
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge (${leftMinor})`,
    );
  }
  const source = charge.txnId ? core.store.txns.get(charge.txnId) : undefined;
  const kept = settledPart(charge, source, amountMinor);
  const { availableMinor, pendingMinor } = core.store.balance(kept.currency, nowMs);
  if (availableMinor + pendingMinor < kept.amountMinor) {
    throw refuse("balance_insufficient", "The account has insufficient funds for this refund.");
  }
}

/** Days later the buyer's bank may refuse the refund: the money comes back and the charge counts as not refunded. */
export function failRefund(core: StripeCore, refund: Refund): Change | undefined {
  const charge = core.store.charges.get(refund.chargeId);
  if (!charge || refund.status !== "succeeded") return undefined;
  const nowMs = core.clock.nowMs();
  const source = charge.txnId ? core.store.txns.get(charge.txnId) : undefined;
  const txn: Txn = {
    id: `txn_3${randomMixed(23)}`,
    type: "refund_failure",
    reportingCategory: "refund_failure",
    sourceId: refund.id,
    ...settledPart(charge, source, refund.amountMinor),
    feeMinor: 0n,
    description: "REFUND FAILURE",
    payoutId: null,
    createdAtMs: nowMs,
    availableAtMs: nowMs,
    visibleAtMs: nowMs,
    announced: "available",
  };
  const failed: Refund = { ...refund, status: "failed", failureTxnId: txn.id };
  const after: Charge = { ...charge, refundedMinor: charge.refundedMinor - refund.amountMinor };
  return {
    put: { refunds: [failed], charges: [after], txns: [txn] },
    events: () => [
      stripeEvent(nowMs, "refund.updated", refundView(failed), noCause, { status: "succeeded" }),
      stripeEvent(nowMs, "refund.failed", refundView(failed), noCause, { status: "succeeded" }),
    ],
  };
}
