/** What happens when the buyer presses a button: intents, charges and their balance transactions. */
import { dayMs } from "../../kernel/clock";
import { randomMixed } from "../ids";
import { chargeFeeMinor } from "./stripe-amounts";
import type { Change, StripeCore } from "./stripe-core";
import { noCause, stripeEvent } from "./stripe-events";
import { settled } from "./stripe-settlement";
import type { Charge, Intent, Session, StripeEvent, Txn } from "./stripe-types";
import { chargeView, intentView, sessionView } from "./stripe-views";

/** Card paid, card declined, or a bank debit that is decided a day later. */
export type BuyerAction = "pay" | "decline" | "pay_later" | "pay_later_fails";

export const buyerActions: ReadonlySet<string> = new Set<BuyerAction>([
  "pay",
  "decline",
  "pay_later",
  "pay_later_fails",
]);

const delayedPaymentMs = dayMs;

/** Carries out `action` on an open session. */
export function actOnSession(core: StripeCore, session: Session, action: BuyerAction): void {
  const nowMs = core.clock.nowMs();
  const intent = currentIntent(core, session, nowMs);
  switch (action) {
    case "pay":
      return core.commit(succeed(core, session, intent, nowMs, "checkout.session.completed"));
    case "decline":
      return core.commit(decline(core, session, intent, nowMs));
    case "pay_later":
    case "pay_later_fails":
      return core.commit(delay(core, session, intent, nowMs, action === "pay_later_fails"));
  }
}

/** Called when a delayed payment is decided. */
export function settleIntent(core: StripeCore, id: string): void {
  const intent = core.store.intents.get(id);
  const session = intent && core.store.sessions.get(intent.sessionId);
  if (!session || intent.status !== "processing") return;
  const nowMs = core.clock.nowMs();
  if (!intent.willFail) {
    core.commit(succeed(core, session, intent, nowMs, "checkout.session.async_payment_succeeded"));
    return;
  }
  const { put, events } = decline(core, session, intent, nowMs);
  core.commit({
    put,
    events: () => [
      ...(events?.() ?? []),
      tell(core, nowMs, "checkout.session.async_payment_failed", session),
    ],
  });
}

/** Called when a charge's balance transaction becomes visible, and when its funds become available. */
export function announceTxn(core: StripeCore, id: string): void {
  const txn = core.store.txns.get(id);
  const charge = txn && core.store.charges.get(txn.sourceId);
  if (!charge) return;
  const nowMs = core.clock.nowMs();
  if (txn.announced === "created" && txn.visibleAtMs <= nowMs) {
    core.commit({
      put: { txns: [{ ...txn, announced: "visible" }] },
      events: () => [
        stripeEvent(nowMs, "charge.updated", chargeView(charge, core.context), noCause, {
          balance_transaction: null,
        }),
      ],
    });
  }
  if (txn.announced !== "available" && txn.availableAtMs <= nowMs) {
    core.commit({
      put: { txns: [{ ...txn, announced: "available" }] },
      events: () => [stripeEvent(nowMs, "balance.available", balanceView(core), noCause)],
    });
  }
}

/** The balance object, per currency. */
export function balanceView(core: StripeCore): Record<string, unknown> {
  const nowMs = core.clock.nowMs();
  const entries = core.store.currencies().map((currency) => ({
    currency,
    ...core.store.balance(currency, nowMs),
  }));
  const side = (amountOf: (entry: (typeof entries)[number]) => bigint): unknown[] =>
    entries.map((entry) => ({
      amount: amountOf(entry),
      currency: entry.currency.toLowerCase(),
      source_types: { card: amountOf(entry) },
    }));
  return {
    object: "balance",
    available: side((entry) => entry.availableMinor),
    livemode: false,
    pending: side((entry) => entry.pendingMinor),
  };
}

function currentIntent(core: StripeCore, session: Session, nowMs: number): Intent {
  const known = session.intentId ? core.store.intents.get(session.intentId) : undefined;
  return (
    known ?? {
      id: `pi_3${randomMixed(23)}`,
      sessionId: session.id,
      status: "requires_payment_method",
      currency: session.currency,
      amountMinor: session.amountMinor,
      metadata: session.intentMetadata,
      description: session.intentDescription,
      chargeId: null,
      declineCode: null,
      settlesAtMs: null,
      willFail: false,
      createdAtMs: nowMs,
    }
  );
}

function newCharge(
  session: Session,
  intent: Intent,
  nowMs: number,
  status: Charge["status"],
): Charge {
  return {
    id: `ch_3${randomMixed(23)}`,
    intentId: intent.id,
    status,
    currency: intent.currency,
    amountMinor: intent.amountMinor,
    refundedMinor: 0n,
    disputedMinor: 0n,
    txnId: null,
    disputeId: null,
    metadata: intent.metadata,
    description: intent.description,
    email: session.customerEmail,
    createdAtMs: nowMs,
  };
}

function tell(core: StripeCore, nowMs: number, type: string, session: Session): StripeEvent {
  return stripeEvent(nowMs, type, sessionView(session, core.context), noCause);
}

function created(core: StripeCore, intent: Intent, nowMs: number): StripeEvent[] {
  if (intent.createdAtMs !== nowMs || intent.chargeId) return [];
  return [stripeEvent(nowMs, "payment_intent.created", intentView(intent), noCause)];
}

function succeed(
  core: StripeCore,
  session: Session,
  intent: Intent,
  nowMs: number,
  sessionEvent: string,
): Change {
  const { availableAfterMs, balanceTransactionDelayMs } = core.settings();
  const draft = newCharge(session, intent, nowMs, "succeeded");
  const kept = settled(core, intent);
  const txn: Txn = {
    id: `txn_3${randomMixed(23)}`,
    type: "charge",
    reportingCategory: "charge",
    sourceId: draft.id,
    ...kept,
    feeMinor: chargeFeeMinor(kept.amountMinor),
    description: intent.description,
    payoutId: null,
    createdAtMs: nowMs,
    availableAtMs: nowMs + availableAfterMs,
    visibleAtMs: nowMs + balanceTransactionDelayMs,
    announced: balanceTransactionDelayMs === 0 ? "visible" : "created",
  };
  const charge: Charge = { ...draft, txnId: txn.id };
  const paid: Intent = {
    ...intent,
    status: "succeeded",
    chargeId: charge.id,
    declineCode: null,
    settlesAtMs: null,
  };
  const done: Session = {
    ...session,
    status: "complete",
    paymentStatus: "paid",
    intentId: intent.id,
  };
  return {
    put: { sessions: [done], intents: [paid], charges: [charge], txns: [txn] },
    events: () => [
      ...created(core, intent, nowMs),
      stripeEvent(nowMs, "charge.succeeded", chargeView(charge, core.context), noCause),
      stripeEvent(nowMs, "payment_intent.succeeded", intentView(paid), noCause),
      tell(core, nowMs, sessionEvent, done),
    ],
  };
}

/** A declined card leaves the session open: the buyer may try another one. */
function decline(core: StripeCore, session: Session, intent: Intent, nowMs: number): Change {
  const charge = newCharge(session, intent, nowMs, "failed");
  const open: Intent = {
    ...intent,
    status: "requires_payment_method",
    chargeId: charge.id,
    declineCode: "generic_decline",
    settlesAtMs: null,
  };
  return {
    put: { sessions: [{ ...session, intentId: intent.id }], intents: [open], charges: [charge] },
    events: () => [
      ...created(core, intent, nowMs),
      stripeEvent(nowMs, "charge.failed", chargeView(charge, core.context), noCause),
      stripeEvent(nowMs, "payment_intent.payment_failed", intentView(open), noCause),
    ],
  };
}

/** The session is complete at once, the money is not there yet: payment_status stays unpaid. */
function delay(
  core: StripeCore,
  session: Session,
  intent: Intent,
  nowMs: number,
  willFail: boolean,
): Change {
  const waiting: Intent = {
    ...intent,
    status: "processing",
    declineCode: null,
    settlesAtMs: nowMs + delayedPaymentMs,
    willFail,
  };
  const done: Session = { ...session, status: "complete", intentId: intent.id };
  return {
    put: { sessions: [done], intents: [waiting] },
    events: () => [
      ...created(core, intent, nowMs),
      stripeEvent(nowMs, "payment_intent.processing", intentView(waiting), noCause),
      tell(core, nowMs, "checkout.session.completed", done),
    ],
  };
}
