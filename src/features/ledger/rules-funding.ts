/**
 * Money of brands: in (L1, L2, L4, L5), set aside (L6, L7, L8), back (L31, L32), and our own transfers (L34).
 * Pure: every function turns facts into one balanced posting.
 */
import { accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

export interface DepositFact extends Fact {
  brandId: string;
  depositId: string;
  grossMinor: bigint;
}

/** L1: a card payment was captured; Stripe's fee is booked apart because it may be known later. */
export function stripeCaptured(fact: DepositFact & { chargeId: string }): Posting {
  return by(
    "L1",
    fact,
    `stripe:charge:${fact.chargeId}:captured`,
    [
      debit(accounts.stripePending, fact.grossMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    { brand: fact.brandId, deposit: fact.depositId, charge: fact.chargeId },
  );
}

/** L2: Stripe's fee for one balance transaction. */
export function stripeFeeCharged(
  fact: Fact & { balanceTransactionId: string; depositId: string; feeMinor: bigint },
): Posting {
  return by(
    "L2",
    fact,
    `stripe:txn:${fact.balanceTransactionId}:fee`,
    [debit(accounts.stripeFee, fact.feeMinor), credit(accounts.stripePending, fact.feeMinor)],
    { deposit: fact.depositId, balance_transaction: fact.balanceTransactionId },
  );
}

/** L4: a PayPal order was captured; the brand is credited the gross, the fee is ours. */
export function paypalCaptured(
  fact: DepositFact & { captureId: string; feeMinor: bigint },
): Posting {
  return by(
    "L4",
    fact,
    `paypal:capture:${fact.captureId}`,
    [
      debit(accounts.paypal, fact.grossMinor - fact.feeMinor),
      debit(accounts.paypalFee, fact.feeMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    { brand: fact.brandId, deposit: fact.depositId, capture: fact.captureId },
  );
}

/** L5: a brand's bank transfer was found on the statement. */
export function bankDepositMatched(
  fact: DepositFact & { bankCode: string; lineKey: string; lineId: string },
): Posting {
  return by(
    "L5",
    fact,
    `bankline:${fact.bankCode}:${fact.lineKey}`,
    [
      debit(accounts.bank(fact.bankCode), fact.grossMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.grossMinor),
    ],
    {
      brand: fact.brandId,
      deposit: fact.depositId,
      bank_line: fact.lineKey,
      statement_line: fact.lineId,
    },
  );
}

/** L6: a brand sets money aside for a campaign; a negative amount takes unreserved money back. */
export function campaignFunded(
  fact: Fact & { brandId: string; campaignId: string; fundingId: string; amountMinor: bigint },
): Posting {
  return by(
    "L6",
    fact,
    `funding:${fact.fundingId}`,
    [
      debit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
      credit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
    ],
    { brand: fact.brandId, campaign: fact.campaignId, funding: fact.fundingId },
  );
}

export interface ReserveFact extends Fact {
  campaignId: string;
  applicationId: string;
  amountMinor: bigint;
}

/** L7: an offer was accepted; fee and platform fee wait for this one creator's work. */
export function feeReserved(fact: ReserveFact): Posting {
  return by(
    "L7",
    fact,
    `application:${fact.applicationId}:reserved`,
    [
      debit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
      credit(accounts.applicationReserved(fact.applicationId), fact.amountMinor),
    ],
    { campaign: fact.campaignId, application: fact.applicationId },
  );
}

/**
 * L8: a collaboration was broken off; what was not earned is the campaign's again. At most once for an
 * application.
 */
export function reserveReleased(fact: ReserveFact): Posting {
  return by(
    "L8",
    fact,
    `application:${fact.applicationId}:released`,
    [
      debit(accounts.applicationReserved(fact.applicationId), fact.amountMinor),
      credit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
    ],
    { campaign: fact.campaignId, application: fact.applicationId },
  );
}

/** L8: one promised piece will not be earned any more; its part of the reserve is the campaign's again. */
export function pieceReleased(fact: ReserveFact & { deliverableId: string }): Posting {
  return by(
    "L8",
    fact,
    `deliverable:${fact.deliverableId}:released`,
    [
      debit(accounts.applicationReserved(fact.applicationId), fact.amountMinor),
      credit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
    ],
    {
      campaign: fact.campaignId,
      application: fact.applicationId,
      deliverable: fact.deliverableId,
    },
  );
}

export interface RefundFact extends Fact {
  brandId: string;
  partId: string;
  amountMinor: bigint;
}

/** L31, first step: a refund leaves the deposit before the provider is asked. */
export function refundSent(fact: RefundFact): Posting {
  return by(
    "L31",
    fact,
    `refund:${fact.partId}:sent`,
    [
      debit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
      credit(accounts.refundInFlight, fact.amountMinor),
    ],
    { brand: fact.brandId, refund_part: fact.partId },
  );
}

/** L31, success: the provider (or the bank) gave the money back. `providerRefundId` names its record. */
export function refundSucceeded(
  fact: RefundFact & { rail: "stripe" | "paypal"; providerRefundId: string },
): Posting {
  const source = fact.rail === "stripe" ? accounts.stripePending : accounts.paypal;
  return by(
    "L31",
    fact,
    `refund:${fact.partId}:succeeded`,
    [debit(accounts.refundInFlight, fact.amountMinor), credit(source, fact.amountMinor)],
    { brand: fact.brandId, refund_part: fact.partId, refund: fact.providerRefundId },
  );
}

/** L31, failure: the money never left and is the brand's deposit again. */
export function refundFailed(fact: RefundFact): Posting {
  return by(
    "L31",
    fact,
    `refund:${fact.partId}:failed`,
    [
      debit(accounts.refundInFlight, fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    { brand: fact.brandId, refund_part: fact.partId },
  );
}

/** L31, undone: a refund that had arrived was sent back by the payer's bank, and is the brand's deposit again. */
export function refundBounced(fact: RefundFact & { rail: "stripe" | "paypal" }): Posting {
  const source = fact.rail === "stripe" ? accounts.stripePending : accounts.paypal;
  return by(
    "L31",
    fact,
    `refund:${fact.partId}:bounced`,
    [
      debit(source, fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    { brand: fact.brandId, refund_part: fact.partId },
  );
}

/** L32: a settled campaign gives its leftover back to the brand's deposit. */
export function campaignSettled(
  fact: Fact & { brandId: string; campaignId: string; amountMinor: bigint },
): Posting {
  return by(
    "L32",
    fact,
    `campaign:${fact.campaignId}:settled`,
    [
      debit(accounts.campaignEscrow(fact.campaignId), fact.amountMinor),
      credit(accounts.brandDeposit(fact.brandId), fact.amountMinor),
    ],
    { brand: fact.brandId, campaign: fact.campaignId },
  );
}

export interface TopUpFact extends Fact {
  topUpId: string;
  bankCode: string;
  amountMinor: bigint;
}

/** L34, first half: we told the bank to move money to PayPal. */
export function topUpSent(fact: TopUpFact): Posting {
  return by(
    "L34",
    fact,
    `topup:${fact.topUpId}:sent`,
    [
      debit(accounts.transferInTransit, fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    { top_up: fact.topUpId },
  );
}

/** L34, second half: PayPal's report shows it. */
export function topUpArrived(fact: TopUpFact): Posting {
  return by(
    "L34",
    fact,
    `topup:${fact.topUpId}:arrived`,
    [
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.transferInTransit, fact.amountMinor),
    ],
    { top_up: fact.topUpId },
  );
}

/** What an account held when the books were opened. */
export function openingBalance(fact: Fact & { bankCode: string; amountMinor: bigint }): Posting {
  return by(
    "L0",
    fact,
    `opening:bank:${fact.bankCode}`,
    [
      debit(accounts.bank(fact.bankCode), fact.amountMinor),
      credit(accounts.opening, fact.amountMinor),
    ],
    {},
  );
}

/** What our PayPal balance held when the books were opened. */
export function paypalOpeningBalance(fact: Fact & { amountMinor: bigint }): Posting {
  return by(
    "L0",
    fact,
    `opening:paypal:${fact.currency}`,
    [debit(accounts.paypal, fact.amountMinor), credit(accounts.opening, fact.amountMinor)],
    {},
  );
}
