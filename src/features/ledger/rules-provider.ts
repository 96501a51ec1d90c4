/**
 * Money that the payment services move by themselves: made available and paid out by Stripe (L3), taken back by a payer's
 * bank (L33), exchanged into another currency (L35), and what we hand over to authorities (L29, L39). Pure, like the other rules.
 */
import type { Currency } from "../../kernel/currency";
import { type AccountName, accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

interface StripeFact extends Fact {
  balanceTransactionId: string;
}

const stripeTags = (fact: Pick<StripeFact, "balanceTransactionId">) => ({
  balance_transaction: fact.balanceTransactionId,
});

/** L3, first step: what one balance transaction brought, or took when it is below zero, may be paid out now. */
export function stripeFundsAvailable(fact: StripeFact & { netMinor: bigint }): Posting {
  return by(
    "L3",
    fact,
    `stripe:txn:${fact.balanceTransactionId}:available`,
    [debit(accounts.stripeAvailable, fact.netMinor), credit(accounts.stripePending, fact.netMinor)],
    stripeTags(fact),
  );
}

/** The movement at the payment service that a chargeback's posting is about. */
export type DisputeMovement =
  | { provider: "stripe"; balanceTransactionId: string }
  /** PayPal gives its movements no id: `key` tells those of one dispute apart. */
  | { provider: "paypal"; key: string; disputeId: string; captureId: string };

interface ChargebackFact extends Fact {
  chargebackId: string;
  brandId: string;
  depositId: string;
}

interface MovedFact extends ChargebackFact {
  movement: DisputeMovement;
}

const chargebackTags = (fact: ChargebackFact) => ({
  brand: fact.brandId,
  deposit: fact.depositId,
  chargeback: fact.chargebackId,
});

/** Where the service keeps our money, under which reference it is booked, and what the statement's line is found by. */
function sideOf(movement: DisputeMovement) {
  if (movement.provider === "stripe") {
    const { balanceTransactionId } = movement;
    const reference = `stripe:txn:${balanceTransactionId}`;
    return { account: accounts.stripePending, reference, tags: stripeTags(movement) };
  }
  const { key, disputeId, captureId } = movement;
  const tags = { dispute: disputeId, capture: captureId };
  return { account: accounts.paypal, reference: `paypal:dispute:${disputeId}:${key}`, tags };
}

/** Which part of a chargeback lies where, in minor units. */
export interface ChargebackParts {
  depositMinor: bigint;
  receivableMinor: bigint;
  lostMinor: bigint;
}

/**
 * L33: the service took a disputed amount: from the brand's deposit as far as it goes, the rest the brand owes us. Parts below
 * zero give it back after the dispute was won.
 */
export function chargebackMoved(fact: MovedFact & ChargebackParts): Posting {
  const { depositMinor, receivableMinor, lostMinor } = fact;
  const { account, reference, tags } = sideOf(fact.movement);
  return by(
    "L33",
    fact,
    `${reference}:dispute`,
    [
      debit(accounts.brandDeposit(fact.brandId), depositMinor),
      debit(accounts.brandReceivable(fact.brandId), receivableMinor),
      debit(accounts.chargebackLoss, lostMinor),
      credit(account, depositMinor + receivableMinor + lostMinor),
    ],
    { ...chargebackTags(fact), ...tags },
  );
}

/** L33: the service's own fee for a dispute, in the currency it keeps; below zero it is given back. */
export function disputeFeeCharged(fact: MovedFact & { feeMinor: bigint }): Posting {
  const { account, reference, tags } = sideOf(fact.movement);
  return by(
    "L33",
    fact,
    `${reference}:dispute-fee`,
    [debit(accounts.disputeFee, fact.feeMinor), credit(account, fact.feeMinor)],
    { ...chargebackTags(fact), ...tags },
  );
}

/** L33: with a payment it took back, PayPal gave back of its fee for it. */
export function captureFeeReturned(fact: MovedFact & { feeMinor: bigint }): Posting {
  const { account, reference, tags } = sideOf(fact.movement);
  return by(
    "L33",
    fact,
    `${reference}:fee-back`,
    [debit(account, fact.feeMinor), credit(accounts.paypalFee, fact.feeMinor)],
    { ...chargebackTags(fact), ...tags },
  );
}

/** L33, lost: what the brand's deposit did not cover is our loss. */
export function chargebackLost(fact: ChargebackFact & { lostMinor: bigint }): Posting {
  return by(
    "L33",
    fact,
    `chargeback:${fact.chargebackId}:lost`,
    [
      debit(accounts.chargebackLoss, fact.lostMinor),
      credit(accounts.brandReceivable(fact.brandId), fact.lostMinor),
    ],
    chargebackTags(fact),
  );
}

export interface ConversionFact {
  /** Names the conversion once; each of its two currencies gets a posting under it. */
  reference: string;
  from: AccountName;
  currency: Currency;
  amountMinor: bigint;
  into: AccountName;
  intoCurrency: Currency;
  intoMinor: bigint;
  at: Date;
  tags: Readonly<Record<string, string>>;
}

/**
 * L35: money of one currency became money of another. A transaction has one currency, so there are two, tied together by
 * the trading accounts: what those hold together, at the rates of a day, is what exchanging has brought or cost so far.
 */
export function converted(fact: ConversionFact): Posting[] {
  const { reference, currency, amountMinor, intoCurrency, intoMinor, at, tags } = fact;
  return [
    by(
      "L35",
      { currency, at },
      `${reference}:out`,
      [debit(accounts.exchange(currency), amountMinor), credit(fact.from, amountMinor)],
      tags,
    ),
    by(
      "L35",
      { currency: intoCurrency, at },
      `${reference}:in`,
      [debit(fact.into, intoMinor), credit(accounts.exchange(intoCurrency), intoMinor)],
      tags,
    ),
  ];
}

interface RemittanceFact extends Fact {
  remittanceId: string;
  bankCode: string;
  jurisdiction: string;
  amountMinor: bigint;
}

const remittanceTags = (fact: RemittanceFact) => ({
  remittance: fact.remittanceId,
  jurisdiction: fact.jurisdiction,
});

/** L29, second half: unclaimed money was handed over to the state it belongs to. */
export function propertyRemitted(fact: RemittanceFact): Posting {
  return by(
    "L29",
    fact,
    `property-remittance:${fact.remittanceId}`,
    [
      debit(accounts.unclaimedProperty, fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    remittanceTags(fact),
  );
}

/** L29 the other way: the state gave back what it owed us for a cheque that the bank had paid late. */
export function propertyReturned(fact: RemittanceFact): Posting {
  return by(
    "L29",
    fact,
    `property-return:${fact.remittanceId}`,
    [
      debit(accounts.bank(fact.bankCode), fact.amountMinor),
      credit(accounts.authorityReceivable(fact.jurisdiction), fact.amountMinor),
    ],
    remittanceTags(fact),
  );
}

/** L39: tax that was kept back of what creators earned was paid to the authority that asked for it. */
export function taxRemitted(fact: RemittanceFact): Posting {
  return by(
    "L39",
    fact,
    `tax-remittance:${fact.remittanceId}`,
    [
      debit(accounts.tax(fact.jurisdiction), fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    remittanceTags(fact),
  );
}
