/** The control routes of the simulated Stripe. */
import { z } from "zod";
import { dayMs } from "../../kernel/clock";
import { type Currency, currencies } from "../../kernel/currency";
import { isoMillis } from "../clock";
import { controlBody, controlError, minorSchema } from "../control";
import { type Call, jsonReply, param, type Reply, type Route, route } from "../http-types";
import type { JsonObject } from "../json";
import { closeDispute, openDispute, submitEvidence } from "./disputes";
import { arrivePayout, payableNowMinor, startPayout } from "./payouts";
import { failRefund } from "./refunds";
import type { StripeCore } from "./stripe-core";
import { stripeSettingsSchema } from "./stripe-settings";
import type { Payout, Txn } from "./stripe-types";
import { disputeView, payoutView, refundView } from "./stripe-views";

/** The simulated bank, as far as Stripe needs it. */
export interface PayoutBank {
  /** The account money in `currency` goes to; made when there is none. Undefined when `wanted` cannot take it. */
  accountFor(currency: Currency, wanted: string | undefined): string | undefined;
  /** Books an arrived payout, once. */
  receive(payout: Payout): void;
}

const currencySchema = z
  .string()
  .transform((code) => code.toUpperCase())
  .pipe(z.enum(currencies));
const arrivalDaysMax = 30;
const payoutSchema = z.strictObject({
  currency: currencySchema,
  account: z.string().min(1).optional(),
  /** 0 books the bank line at once; otherwise the payout stays in_transit for so long. */
  arrivesAfterMs: z
    .int()
    .min(0)
    .max(arrivalDaysMax * dayMs)
    .default(0),
});
const disputeSchema = z.strictObject({
  charge: z.string(),
  amountMinor: minorSchema.optional(),
  reason: z.string().default("fraudulent"),
  inquiry: z.boolean().default(false),
  /** How long evidence is taken; Stripe gives a week to three. */
  evidenceMs: z
    .int()
    .min(0)
    .default(14 * dayMs),
});
const closeSchema = z.strictObject({ status: z.enum(["won", "lost", "warning_closed"]) });
const refundSchema = z.strictObject({ status: z.literal("failed") });
const targetSchema = z.strictObject({ url: z.url() });

/** Stripe's own control routes; the shared ones come from control.ts. */
export function stripeControlRoutes(core: StripeCore, bank: PayoutBank): Route[] {
  return [
    route("GET", "/control/money", (call) => jsonReply(200, moneyView(core, call))),
    route("GET", "/control/settings", () => jsonReply(200, core.settings())),
    route("POST", "/control/settings", (call) => {
      core.changeSettings(controlBody(call, stripeSettingsSchema));
      return jsonReply(200, core.settings());
    }),
    route("POST", "/control/webhook-target", (call) => {
      core.setTarget(controlBody(call, targetSchema).url);
      return jsonReply(200, { url: core.target() });
    }),
    route("GET", "/control/webhooks", () => jsonReply(200, { events: core.outbox.report() })),
    route("POST", "/control/webhooks/:id/resend", (call) =>
      core.outbox.resend(param(call, "id"))
        ? jsonReply(202, { id: param(call, "id") })
        : controlError(404, "no such event"),
    ),
    route("POST", "/control/payout-to-bank", (call) => payOut(core, bank, call)),
    route("POST", "/control/disputes", (call) => dispute(core, call)),
    route("POST", "/control/disputes/:id/close", (call) => {
      const found = core.store.disputes.get(param(call, "id"));
      if (!found) return controlError(404, "no such dispute");
      const change = closeDispute(core, found, controlBody(call, closeSchema).status);
      if (!change)
        return controlError(409, `a dispute that is ${found.status} cannot end like this`);
      core.commit(change);
      return jsonReply(200, disputeView(core.store.disputes.get(found.id) ?? found, core.context));
    }),
    route("POST", "/control/disputes/:id/evidence", (call) => {
      const found = core.store.disputes.get(param(call, "id"));
      if (!found) return controlError(404, "no such dispute");
      const change = submitEvidence(core, found);
      if (!change) return controlError(409, "no evidence is taken any more");
      core.commit(change);
      return jsonReply(200, disputeView(core.store.disputes.get(found.id) ?? found, core.context));
    }),
    route("POST", "/control/refunds/:id/status", (call) => {
      controlBody(call, refundSchema);
      const found = core.store.refunds.get(param(call, "id"));
      if (!found) return controlError(404, "no such refund");
      const change = failRefund(core, found);
      if (!change) return controlError(409, `a refund that is ${found.status} cannot fail`);
      core.commit(change);
      return jsonReply(200, refundView(core.store.refunds.get(found.id) ?? found));
    }),
  ];
}

function payOut(core: StripeCore, bank: PayoutBank, call: Call): Reply {
  const { currency, account, arrivesAfterMs } = controlBody(call, payoutSchema);
  const amountMinor = payableNowMinor(core, currency);
  if (amountMinor === 0n) return controlError(409, `nothing is available in ${currency}`);
  const accountId = bank.accountFor(currency, account);
  if (accountId === undefined)
    return controlError(409, `account ${account} cannot take ${currency}`);
  const started = startPayout(core, { currency, amountMinor }, accountId, arrivesAfterMs);
  core.commit(started.change);
  if (arrivesAfterMs === 0) bankArrival(core, bank, started.payout.id);
  return jsonReply(201, payoutView(core.store.payouts.get(started.payout.id) ?? started.payout));
}

/** Stripe first, bank second; a crash in between is made good at the next start. */
export function bankArrival(core: StripeCore, bank: PayoutBank, id: string): void {
  const arrived = arrivePayout(core, id);
  if (arrived) bank.receive(arrived);
}

function dispute(core: StripeCore, call: Call): Reply {
  const body = controlBody(call, disputeSchema);
  const charge = core.store.charges.get(body.charge);
  if (!charge) return controlError(404, "no such charge");
  const leftMinor = charge.amountMinor - charge.refundedMinor;
  const amountMinor = body.amountMinor ?? leftMinor;
  if (
    charge.status !== "succeeded" ||
    charge.disputeId ||
    amountMinor === 0n ||
    amountMinor > leftMinor
  ) {
    return controlError(409, "this charge cannot be disputed for this amount");
  }
  const { reason, inquiry: isInquiry, evidenceMs } = body;
  const opened = openDispute(core, charge, amountMinor, reason, { isInquiry, evidenceMs });
  core.commit(opened.change);
  return jsonReply(201, disputeView(opened.dispute, core.context));
}

/** One row per balance transaction; `?after=<seq>` leaves out what the caller knows already. */
function moneyView(core: StripeCore, call: Call): JsonObject {
  const nowMs = core.clock.nowMs();
  const after = Number.parseInt(call.query.get("after") ?? "0", 10) || 0;
  return {
    now: isoMillis(nowMs),
    balances: core.store.currencies().map((currency) => {
      const { availableMinor, pendingMinor } = core.store.balance(currency, nowMs);
      return {
        currency,
        totalMinor: (availableMinor + pendingMinor).toString(),
        availableMinor: availableMinor.toString(),
        pendingMinor: pendingMinor.toString(),
      };
    }),
    rows: [...core.store.txns.values()].slice(after).map((txn, i) => ({
      seq: after + i + 1,
      id: txn.id,
      at: isoMillis(txn.createdAtMs),
      kind: txn.type === "adjustment" ? txn.reportingCategory : txn.type,
      amountMinor: txn.amountMinor.toString(),
      feeMinor: txn.feeMinor.toString(),
      netMinor: (txn.amountMinor - txn.feeMinor).toString(),
      currency: txn.currency,
      ...references(core, txn),
    })),
  };
}

function references(core: StripeCore, txn: Txn): JsonObject {
  const { store } = core;
  const refund = store.refunds.get(txn.sourceId);
  const dispute = store.disputes.get(txn.sourceId);
  const payout = store.payouts.get(txn.sourceId);
  const chargeId = refund?.chargeId ?? dispute?.chargeId ?? txn.sourceId;
  const charge = store.charges.get(chargeId);
  const intent = charge && store.intents.get(charge.intentId);
  const session = intent && store.sessions.get(intent.sessionId);
  return {
    charge: charge?.id,
    payment_intent: intent?.id,
    checkout_session: session?.id,
    client_reference_id: session?.clientReferenceId ?? undefined,
    refund: refund?.id,
    dispute: dispute?.id,
    payout: txn.payoutId ?? undefined,
    bank_account: payout?.accountId,
    available_on: isoMillis(txn.availableAtMs),
  };
}
