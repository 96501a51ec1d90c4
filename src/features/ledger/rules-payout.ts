/**
 * Money of creators: earned (L9, L11), sent (L15, L16), confirmed by the rail (L17 to L22) and paid by cheque (L24, L25).
 * Pure: every function turns facts into one balanced posting.
 */
import type { Currency } from "../../kernel/currency";
import { accounts } from "./chart";
import { credit, debit, type Posting } from "./posting";

interface Fact {
  currency: Currency;
  at: Date;
}

export interface EndorsementFact extends Fact {
  endorsementId: string;
  applicationId: string;
  creatorId: string;
  feeMinor: bigint;
  platformFeeMinor: bigint;
}

/** L9: an endorsement earns the fee for the creator and the platform fee for us. */
export function feeEarned(fact: EndorsementFact): Posting {
  return {
    rule: "L9",
    reference: `endorsement:${fact.endorsementId}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(
        accounts.applicationReserved(fact.applicationId),
        fact.feeMinor + fact.platformFeeMinor,
      ),
      credit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.platformFee, fact.platformFeeMinor),
    ],
    tags: { endorsement: fact.endorsementId, application: fact.applicationId },
  };
}

/** L11: the hold is over and the fee can be paid out. */
export function holdEnded(
  fact: Fact & { endorsementId: string; creatorId: string; feeMinor: bigint },
): Posting {
  return {
    rule: "L11",
    reference: `endorsement:${fact.endorsementId}:payable`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.feeMinor),
    ],
    tags: { endorsement: fact.endorsementId },
  };
}

export interface AttemptFact extends Fact {
  attemptId: string;
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
}

const attemptTags = (fact: AttemptFact) => ({ payout: fact.payoutId, attempt: fact.attemptId });

/** L15: an attempt was frozen; the money is no longer the creator's to claim in another way. */
export function attemptFrozen(fact: AttemptFact): Posting {
  return {
    rule: "L15",
    reference: `attempt:${fact.attemptId}:sent`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
      credit(accounts.payoutInFlight, fact.amountMinor),
    ],
    tags: attemptTags(fact),
  };
}

/** L16: it is proven that the attempt moved no money. */
export function attemptFailed(fact: AttemptFact): Posting {
  return {
    rule: "L16",
    reference: `attempt:${fact.attemptId}:failed`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutInFlight, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    tags: attemptTags(fact),
  };
}

export interface ItemFact extends AttemptFact {
  /** PayPal's payout_item_id. */
  itemId: string;
}

const itemTags = (fact: ItemFact) => ({ ...attemptTags(fact), provider_item: fact.itemId });

/** L17: PayPal credited the receiver. */
export function itemSucceeded(fact: ItemFact): Posting {
  return {
    rule: "L17",
    reference: `paypal:item:${fact.itemId}:SUCCESS`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutInFlight, fact.amountMinor),
      credit(accounts.paypal, fact.amountMinor),
    ],
    tags: itemTags(fact),
  };
}

/** L18: PayPal's fee for one item, at most once whatever happens to the item later. */
export function itemFeeCharged(fact: ItemFact & { feeMinor: bigint }): Posting {
  return {
    rule: "L18",
    reference: `paypal:item:${fact.itemId}:fee`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [debit(accounts.paypalFee, fact.feeMinor), credit(accounts.paypal, fact.feeMinor)],
    tags: itemTags(fact),
  };
}

/** L19: PayPal took the money from us but the receiver does not have it (unclaimed or under review). */
export function itemDebitedUnclaimed(fact: ItemFact): Posting {
  return {
    rule: "L19",
    reference: `paypal:item:${fact.itemId}:UNCLAIMED`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutInFlight, fact.amountMinor),
      debit(accounts.paypalUnclaimed, fact.amountMinor),
      credit(accounts.payoutUnclaimed, fact.amountMinor),
      credit(accounts.paypal, fact.amountMinor),
    ],
    tags: itemTags(fact),
  };
}

/** L20: the receiver claimed it after all. */
export function itemClaimed(fact: ItemFact): Posting {
  return {
    rule: "L20",
    reference: `paypal:item:${fact.itemId}:claimed`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutUnclaimed, fact.amountMinor),
      credit(accounts.paypalUnclaimed, fact.amountMinor),
    ],
    tags: itemTags(fact),
  };
}

/** L21: unclaimed money came back to our PayPal balance and is owed to the creator again. */
export function itemReturned(fact: ItemFact): Posting {
  return {
    rule: "L21",
    reference: `paypal:item:${fact.itemId}:RETURNED`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutUnclaimed, fact.amountMinor),
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
      credit(accounts.paypalUnclaimed, fact.amountMinor),
    ],
    tags: itemTags(fact),
  };
}

/** L22: a successful item was sent back or taken back later. */
export function itemReversed(
  fact: ItemFact & { status: "REFUNDED" | "REVERSED" | "RETURNED" },
): Posting {
  return {
    rule: "L22",
    reference: `paypal:item:${fact.itemId}:after-success:${fact.status}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    tags: itemTags(fact),
  };
}

export interface ChequeFact extends AttemptFact {
  chequeId: string;
}

const chequeTags = (fact: ChequeFact) => ({ ...attemptTags(fact), cheque: fact.chequeId });

/** L24: the cheque left our hands. */
export function chequeIssued(fact: ChequeFact): Posting {
  return {
    rule: "L24",
    reference: `cheque:${fact.chequeId}:issued`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.payoutInFlight, fact.amountMinor),
      credit(accounts.chequeOutstanding, fact.amountMinor),
    ],
    tags: chequeTags(fact),
  };
}

/** L25: the bank paid exactly this cheque. */
export function chequeCleared(fact: ChequeFact & { bankCode: string; lineKey: string }): Posting {
  return {
    rule: "L25",
    reference: `bankline:${fact.bankCode}:${fact.lineKey}`,
    currency: fact.currency,
    effectiveAt: fact.at,
    entries: [
      debit(accounts.chequeOutstanding, fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    tags: { ...chequeTags(fact), bank_line: fact.lineKey },
  };
}
