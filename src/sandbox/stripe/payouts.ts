/** Payouts of Stripe to the simulated bank. */
import type { Currency } from "../../kernel/currency";
import type { Money } from "../../kernel/money";
import { randomMixed } from "../ids";
import { payableMinor } from "./stripe-amounts";
import type { Change, StripeCore } from "./stripe-core";
import { noCause, stripeEvent } from "./stripe-events";
import type { Payout, Txn } from "./stripe-types";
import { payoutView } from "./stripe-views";

/** What a payout of `currency` would carry now. */
export function payableNowMinor(core: StripeCore, currency: Currency): bigint {
  return payableMinor(core.store.balance(currency, core.clock.nowMs()).availableMinor, currency);
}

/** `amountMinor`, all that is payable in `currency`, leaves for `accountId`. */
export function startPayout(
  core: StripeCore,
  { currency, amountMinor }: Money,
  accountId: string,
  arrivesAfterMs: number,
): { payout: Payout; change: Change } {
  const nowMs = core.clock.nowMs();
  const id = `po_1${randomMixed(23)}`;
  const txn: Txn = {
    id: `txn_1${randomMixed(23)}`,
    type: "payout",
    reportingCategory: "payout",
    sourceId: id,
    currency,
    amountMinor: -amountMinor,
    feeMinor: 0n,
    description: "STRIPE PAYOUT",
    payoutId: id,
    createdAtMs: nowMs,
    availableAtMs: nowMs,
    visibleAtMs: nowMs,
    announced: "available",
  };
  // What was available before belongs to this payout, which is how a bank line is tied to its charges.
  const included = [...core.store.txns.values()]
    .filter(
      (one) => one.currency === currency && one.payoutId === null && one.availableAtMs <= nowMs,
    )
    .map((one) => ({ ...one, payoutId: id }));
  const payout: Payout = {
    id,
    status: "in_transit",
    currency,
    amountMinor,
    txnId: txn.id,
    accountId,
    createdAtMs: nowMs,
    arrivalAtMs: nowMs + arrivesAfterMs,
  };
  return {
    payout,
    change: {
      put: { payouts: [payout], txns: [...included, txn] },
      events: () => [stripeEvent(nowMs, "payout.created", payoutView(payout), noCause)],
    },
  };
}

/** Called when the money reaches the bank. True when it had not arrived before. */
export function arrivePayout(core: StripeCore, id: string): Payout | undefined {
  const payout = core.store.payouts.get(id);
  if (payout?.status !== "in_transit") return undefined;
  const nowMs = core.clock.nowMs();
  const paid: Payout = { ...payout, status: "paid", arrivalAtMs: nowMs };
  core.commit({
    put: { payouts: [paid] },
    events: () => [
      stripeEvent(nowMs, "payout.paid", payoutView(paid), noCause, { status: "in_transit" }),
    ],
  });
  return paid;
}
