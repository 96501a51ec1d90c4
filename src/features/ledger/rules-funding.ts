/**
 * Money of brands: in (L1, L2, L4, L5), set aside (L6, L7, L8), back (L31, L32), and our own transfers (L34).
 * Pure: every function turns facts into one balanced posting.
 */
import type { Currency } from "../../kernel/currency";
import { accounts } from "./chart";
import { credit, debit, type Posting } from "./posting";

interface Fact {
  currency: Currency;
  at: Date;
}

export interface DepositFact extends Fact {
  brandId: string;
  depositId: string;
  grossMinor: bigint;
}

/** L1: a card payment was captured; Stripe's fee is booked apart because it may be known later. */
export function stripeCaptured(fact: DepositFact & { chargeId: string }): Posting {
  return {
    rule: "L1",
    reference: `stripe:charge:${fact.chargeId}:captured`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.stripePending, fact.grossMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    tags: { brand: fact.brandId, deposit: fact.depositId, charge: fact.chargeId },
  };
}

/** L2: Stripe's fee for one balance transaction. */
export function stripeFeeCharged(
  fact: Fact & { balanceTransactionId: string; depositId: string; feeMinor: bigint },
): Posting {
  return {
    rule: "L2",
    reference: `stripe:txn:${fact.balanceTransactionId}:fee`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.stripeFee, fact.feeMinor),
      credit(accounts.stripePending, fact.feeMinor),
    ],
    tags: { deposit: fact.depositId, balance_transaction: fact.balanceTransactionId },
  };
}

/** L4: a PayPal order was captured; the brand is credited the gross, the fee is ours. */
export function paypalCaptured(
  fact: DepositFact & { captureId: string; feeMinor: bigint },
): Posting {
  return {
    rule: "L4",
    reference: `paypal:capture:${fact.captureId}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.paypal, fact.grossMinor - fact.feeMinor),
      debit(accounts.paypalFee, fact.feeMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    tags: { brand: fact.brandId, deposit: fact.depositId, capture: fact.captureId },
  };
}

/** L5: a brand's bank transfer was found on the statement. */
export function bankDepositMatched(
  fact: DepositFact & { bankCode: string; lineKey: string },
): Posting {
  return {
    rule: "L5",
    reference: `bankline:${fact.bankCode}:${fact.lineKey}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.bank(fact.bankCode), fact.grossMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    tags: { brand: fact.brandId, deposit: fact.depositId, bank_line: fact.lineKey },
  };
}

/** L6: a brand sets money aside for a campaign; a negative amount takes unreserved money back. */
export function campaignFunded(
  fact: Fact & { brandId: string; campaignId: string; fundingId: string; amountMinor: bigint },
): Posting {
  return {
    rule: "L6",
    reference: `funding:${fact.fundingId}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
      credit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
    ],
    tags: { brand: fact.brandId, campaign: fact.campaignId, funding: fact.fundingId },
  };
}

export interface ReserveFact extends Fact {
  campaignId: string;
  applicationId: string;
  amountMinor: bigint;
}

/** L7: an offer was accepted; fee and platform fee wait for this one creator's work. */
export function feeReserved(fact: ReserveFact): Posting {
  return {
    rule: "L7",
    reference: `application:${fact.applicationId}:reserved`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
      credit(accounts.applicationReserved(fact.applicationId), fact.amountMinor),
    ],
    tags: { campaign: fact.campaignId, application: fact.applicationId },
  };
}

export interface RefundFact extends Fact {
  brandId: string;
  partId: string;
  amountMinor: bigint;
}

/** L31, first step: a refund leaves the deposit before the provider is asked. */
export function refundSent(fact: RefundFact): Posting {
  return {
    rule: "L31",
    reference: `refund:${fact.partId}:sent`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
      credit(accounts.refundInFlight, fact.amountMinor),
    ],
    tags: { brand: fact.brandId, refund_part: fact.partId },
  };
}

/** L31, success: the provider (or the bank) gave the money back. `providerRefundId` names its record. */
export function refundSucceeded(
  fact: RefundFact & { rail: "stripe" | "paypal"; providerRefundId: string },
): Posting {
  const source = fact.rail === "stripe" ? accounts.stripePending : accounts.paypal;
  return {
    rule: "L31",
    reference: `refund:${fact.partId}:succeeded`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [debit(accounts.refundInFlight, fact.amountMinor), credit(source, fact.amountMinor)],
    tags: { brand: fact.brandId, refund_part: fact.partId, refund: fact.providerRefundId },
  };
}

/** L31, failure: the money never left and is the brand's deposit again. */
export function refundFailed(fact: RefundFact): Posting {
  return {
    rule: "L31",
    reference: `refund:${fact.partId}:failed`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.refundInFlight, fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    tags: { brand: fact.brandId, refund_part: fact.partId },
  };
}

/** L31, undone: a refund that had arrived was sent back by the payer's bank, and is the brand's deposit again. */
export function refundBounced(fact: RefundFact & { rail: "stripe" | "paypal" }): Posting {
  const source = fact.rail === "stripe" ? accounts.stripePending : accounts.paypal;
  return {
    rule: "L31",
    reference: `refund:${fact.partId}:bounced`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(source, fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    tags: { brand: fact.brandId, refund_part: fact.partId },
  };
}

/** L32: a settled campaign gives its leftover back to the brand's deposit. */
export function campaignSettled(
  fact: Fact & { brandId: string; campaignId: string; amountMinor: bigint },
): Posting {
  return {
    rule: "L32",
    reference: `campaign:${fact.campaignId}:settled`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    tags: { brand: fact.brandId, campaign: fact.campaignId },
  };
}

export interface TopUpFact extends Fact {
  topUpId: string;
  bankCode: string;
  amountMinor: bigint;
}

/** L34, first half: we told the bank to move money to PayPal. */
export function topUpSent(fact: TopUpFact): Posting {
  return {
    rule: "L34",
    reference: `topup:${fact.topUpId}:sent`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.transferInTransit, fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    tags: { top_up: fact.topUpId },
  };
}

/** L34, second half: PayPal's report shows it. */
export function topUpArrived(fact: TopUpFact): Posting {
  return {
    rule: "L34",
    reference: `topup:${fact.topUpId}:arrived`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.transferInTransit, fact.amountMinor),
    ],
    tags: { top_up: fact.topUpId },
  };
}

/** What an account held when the books were opened. */
export function openingBalance(fact: Fact & { bankCode: string; amountMinor: bigint }): Posting {
  return {
    rule: "L0",
    reference: `opening:bank:${fact.bankCode}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.bank(fact.bankCode), fact.amountMinor),
      credit(accounts.opening, fact.amountMinor),
    ],
    tags: {},
  };
}

/** What our PayPal balance held when the books were opened. */
export function paypalOpeningBalance(fact: Fact & { amountMinor: bigint }): Posting {
  return {
    rule: "L0",
    reference: `opening:paypal:${fact.currency}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [debit(accounts.paypal, fact.amountMinor), credit(accounts.opening, fact.amountMinor)],
    tags: {},
  };
}
