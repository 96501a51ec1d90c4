/** Disputes as PayPal prints them (developer.paypal.com, Customer Disputes v1). */
import { isoMillis, isoSeconds } from "../clock";
import type { JsonObject } from "../json";
import type { Dispute, FundMovement } from "./disputes-types";
import type { Capture, SavedEvent } from "./orders-types";
import { apiLink, savedEvent } from "./orders-view";
import { v2Money } from "./paypal-amounts";

function movementView(
  { currency }: Dispute,
  { reason, amountMinor, atMs }: FundMovement,
): JsonObject {
  const isDebit = amountMinor < 0n;
  return {
    party: "SELLER",
    amount: v2Money(isDebit ? -amountMinor : amountMinor, currency),
    initiated_time: isoMillis(atMs),
    type: isDebit ? "DEBIT" : "CREDIT",
    reason,
  };
}

/** What the list shows, and what a message carries. */
export function disputeSummary(dispute: Dispute): JsonObject {
  const { id, currency, amountMinor, createdAtMs, updatedAtMs } = dispute;
  return {
    dispute_id: id,
    create_time: isoMillis(createdAtMs),
    update_time: isoMillis(updatedAtMs),
    reason: dispute.reason,
    status: dispute.status,
    dispute_state: dispute.status === "RESOLVED" ? "RESOLVED" : "REQUIRED_ACTION",
    dispute_amount: v2Money(amountMinor, currency),
    dispute_life_cycle_stage: dispute.stage,
    dispute_channel: dispute.channel,
    links: [apiLink(`/v1/customer/disputes/${id}`, "self", "GET")],
  };
}

export function disputeView(dispute: Dispute, capture: Capture | undefined): JsonObject {
  const { currency, movements, outcome } = dispute;
  const isRefunded = outcome === "RESOLVED_BUYER_FAVOUR" || outcome === "ACCEPTED";
  return {
    ...disputeSummary(dispute),
    disputed_transactions: [
      {
        seller_transaction_id: dispute.captureId,
        create_time: capture && isoSeconds(capture.createdAtMs),
        transaction_status: "COMPLETED",
        gross_amount: capture && v2Money(capture.amountMinor, currency),
        custom: capture?.customId,
        invoice_number: capture?.invoiceId,
      },
    ],
    dispute_outcome: outcome && {
      outcome_code: outcome,
      amount_refunded: v2Money(isRefunded ? dispute.amountMinor : 0n, currency),
    },
    fund_movements:
      movements.length === 0 ? undefined : movements.map((one) => movementView(dispute, one)),
  };
}

export function disputeEvent(
  dispute: Dispute,
  type: "CREATED" | "UPDATED" | "RESOLVED",
): SavedEvent {
  return savedEvent(
    dispute.updatedAtMs,
    `CUSTOMER.DISPUTE.${type}`,
    "dispute",
    `A dispute was ${type.toLowerCase()}.`,
    disputeSummary(dispute),
  );
}
