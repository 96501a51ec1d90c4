/** Stripe's objects as its API prints them. References are ids until the caller asks to expand them. */
import { unixSeconds } from "../clock";
import type { JsonObject } from "../json";
import type { Charge, Dispute, Intent, Payout, Refund, Session, Txn } from "./stripe-types";
import { cardDetails, type ViewContext } from "./stripe-view-parts";

/** A Checkout Session; `url` is null once it is no longer open. */
export function sessionView(session: Session, { origin }: ViewContext): JsonObject {
  const { id, amountMinor, customerEmail } = session;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: amountMinor,
    amount_total: amountMinor,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    client_secret: null,
    consent: null,
    created: unixSeconds(session.createdAtMs),
    currency: session.currency.toLowerCase(),
    custom_fields: [],
    customer: null,
    customer_details:
      session.status === "complete"
        ? { email: customerEmail ?? "buyer@kampanye.sandbox", name: "Sandbox Buyer", phone: null }
        : null,
    customer_email: customerEmail,
    expires_at: unixSeconds(session.expiresAtMs),
    invoice: null,
    livemode: false,
    locale: session.locale,
    metadata: session.metadata,
    mode: "payment",
    payment_intent: session.intentId,
    payment_link: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: session.paymentStatus,
    recovered_from: null,
    setup_intent: null,
    shipping_options: [],
    status: session.status,
    submit_type: null,
    subscription: null,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    // Stripe takes the page away as soon as nothing can be done there any more.
    url: session.status === "open" ? `${origin}/c/pay/${id}` : null,
  };
}

/** A PaymentIntent. */
export function intentView(intent: Intent): JsonObject {
  const isPaid = intent.status === "succeeded";
  return {
    id: intent.id,
    object: "payment_intent",
    amount: intent.amountMinor,
    amount_capturable: 0,
    amount_received: isPaid ? intent.amountMinor : 0,
    application: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${intent.id}_secret_sandbox`,
    confirmation_method: "automatic",
    created: unixSeconds(intent.createdAtMs),
    currency: intent.currency.toLowerCase(),
    customer: null,
    description: intent.description,
    last_payment_error: intent.declineCode
      ? {
          type: "card_error",
          code: "card_declined",
          decline_code: intent.declineCode,
          message: "Your card was declined.",
        }
      : null,
    latest_charge: intent.chargeId,
    livemode: false,
    metadata: intent.metadata,
    next_action: null,
    payment_method: isPaid ? `pm_${intent.id.slice(3)}` : null,
    payment_method_options: {},
    payment_method_types: ["card"],
    processing: null,
    receipt_email: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    status: intent.status,
    transfer_group: null,
  };
}

/** A Charge; its balance transaction may not be visible yet. */
export function chargeView(charge: Charge, { store, nowMs }: ViewContext): JsonObject {
  const isPaid = charge.status === "succeeded";
  const txn = charge.txnId ? store.txns.get(charge.txnId) : undefined;
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amountMinor,
    amount_captured: isPaid ? charge.amountMinor : 0,
    amount_refunded: charge.refundedMinor,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: txn && txn.visibleAtMs <= nowMs() ? txn.id : null,
    billing_details: { address: null, email: charge.email, name: "Sandbox Buyer", phone: null },
    calculated_statement_descriptor: "KAMPANYE",
    captured: isPaid,
    created: unixSeconds(charge.createdAtMs),
    currency: charge.currency.toLowerCase(),
    customer: null,
    description: charge.description,
    disputed: charge.disputeId !== null,
    failure_balance_transaction: null,
    failure_code: isPaid ? null : "card_declined",
    failure_message: isPaid ? null : "Your card was declined.",
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    on_behalf_of: null,
    outcome: {
      network_status: isPaid ? "approved_by_network" : "declined_by_network",
      reason: isPaid ? null : "generic_decline",
      risk_level: "normal",
      type: isPaid ? "authorized" : "issuer_declined",
    },
    paid: isPaid,
    payment_intent: charge.intentId,
    payment_method: `pm_${charge.id.slice(3)}`,
    payment_method_details: cardDetails(),
    receipt_email: null,
    receipt_url: null,
    refunded: charge.refundedMinor === charge.amountMinor,
    review: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    status: charge.status,
    transfer_group: null,
  };
}

/** A balance transaction; pending until its funds are available. */
export function txnView(txn: Txn, { nowMs }: ViewContext): JsonObject {
  const currency = txn.currency.toLowerCase();
  return {
    id: txn.id,
    object: "balance_transaction",
    amount: txn.amountMinor,
    available_on: unixSeconds(txn.availableAtMs),
    balance_type: "payments",
    created: unixSeconds(txn.createdAtMs),
    currency,
    description: txn.description,
    exchange_rate: null,
    fee: txn.feeMinor,
    fee_details:
      txn.feeMinor === 0n
        ? []
        : [
            {
              amount: txn.feeMinor,
              application: null,
              currency,
              description: txn.type === "adjustment" ? "Dispute fee" : "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: txn.amountMinor - txn.feeMinor,
    reporting_category: txn.reportingCategory,
    source: txn.sourceId,
    status: txn.availableAtMs <= nowMs() ? "available" : "pending",
    type: txn.type,
  };
}

/** A Refund. */
export function refundView(refund: Refund): JsonObject {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amountMinor,
    balance_transaction: refund.txnId,
    charge: refund.chargeId,
    created: unixSeconds(refund.createdAtMs),
    currency: refund.currency.toLowerCase(),
    destination_details: { card: { reference_status: "pending", type: "refund" }, type: "card" },
    failure_balance_transaction: refund.failureTxnId ?? undefined,
    failure_reason: refund.status === "failed" ? "lost_or_stolen_card" : undefined,
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

/** A Payout. */
export function payoutView(payout: Payout): JsonObject {
  return {
    id: payout.id,
    object: "payout",
    amount: payout.amountMinor,
    arrival_date: unixSeconds(payout.arrivalAtMs),
    automatic: true,
    balance_transaction: payout.txnId,
    created: unixSeconds(payout.createdAtMs),
    currency: payout.currency.toLowerCase(),
    description: "STRIPE PAYOUT",
    destination: `ba_${payout.accountId}`,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    reconciliation_status: payout.status === "paid" ? "completed" : "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: payout.id,
    status: payout.status,
    trace_id: null,
    type: "bank_account",
  };
}

/** A Dispute with its balance transactions. */
/** Stripe takes evidence as long as it waits for an answer. */
function evidenceView(dispute: Dispute, context: ViewContext): JsonObject {
  const { evidenceDueAtMs: dueAtMs, submissionsCount = 0 } = dispute;
  return {
    due_by: dueAtMs === undefined ? null : unixSeconds(dueAtMs),
    has_evidence: submissionsCount > 0,
    past_due: dueAtMs !== undefined && dueAtMs < context.nowMs(),
    submission_count: submissionsCount,
  };
}

export function disputeView(dispute: Dispute, context: ViewContext): JsonObject {
  const txns = dispute.txnIds.flatMap((id) => context.store.txns.get(id) ?? []);
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amountMinor,
    balance_transactions: txns.map((txn) => txnView(txn, context)),
    charge: dispute.chargeId,
    created: unixSeconds(dispute.createdAtMs),
    currency: dispute.currency.toLowerCase(),
    evidence: {},
    evidence_details: evidenceView(dispute, context),
    is_charge_refundable: dispute.status.startsWith("warning"),
    livemode: false,
    metadata: {},
    payment_intent: dispute.intentId,
    reason: dispute.reason,
    status: dispute.status,
  };
}
