/**
 * Money of creators: earned (L9, L10, L11), sent (L15, L16), confirmed by the rail (L17 to L22) and paid by cheque (L24, L25).
 * Pure: every function turns facts into one balanced posting.
 */
import { accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

export interface EndorsementFact extends Fact {
  endorsementId: string;
  applicationId: string;
  creatorId: string;
  feeMinor: bigint;
  platformFeeMinor: bigint;
}

/** L9: an endorsement earns the fee for the creator and the platform fee for us. */
export function feeEarned(fact: EndorsementFact): Posting {
  return by(
    "L9",
    fact,
    `endorsement:${fact.endorsementId}`,
    [
      debit(
        accounts.applicationReserved(fact.applicationId),
        fact.feeMinor + fact.platformFeeMinor,
      ),
      credit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.platformFee, fact.platformFeeMinor),
    ],
    { endorsement: fact.endorsementId, application: fact.applicationId },
  );
}

/**
 * L10: only a part of a reserved piece is earned. The fees are those of the part; whatever of the reserve they leave is
 * the campaign's again, and so is every remainder of the division.
 */
export function partEarned(
  fact: EndorsementFact & { campaignId: string; reservedMinor: bigint },
): Posting {
  return by(
    "L10",
    fact,
    `endorsement:${fact.endorsementId}`,
    [
      debit(accounts.applicationReserved(fact.applicationId), fact.reservedMinor),
      credit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.platformFee, fact.platformFeeMinor),
      credit(
        accounts.campaignEscrow(fact.campaignId),
        fact.reservedMinor - fact.feeMinor - fact.platformFeeMinor,
      ),
    ],
    {
      endorsement: fact.endorsementId,
      application: fact.applicationId,
      campaign: fact.campaignId,
    },
  );
}

/** L11: the hold is over and the fee can be paid out. */
export function holdEnded(
  fact: Fact & { endorsementId: string; creatorId: string; feeMinor: bigint },
): Posting {
  return by(
    "L11",
    fact,
    `endorsement:${fact.endorsementId}:payable`,
    [
      debit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.feeMinor),
    ],
    { endorsement: fact.endorsementId },
  );
}

export interface AttemptFact extends Fact {
  attemptId: string;
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  /** Kept back for an authority, whose country names the account; moved together with the attempt. */
  taxMinor?: bigint;
  taxJurisdiction?: string | undefined;
}

const attemptTags = (fact: AttemptFact) => ({ payout: fact.payoutId, attempt: fact.attemptId });

/** L15: an attempt was frozen; the money is no longer the creator's to claim in another way. */
export function attemptFrozen(fact: AttemptFact): Posting {
  const { taxMinor = 0n, taxJurisdiction = "" } = fact;
  return by(
    "L15",
    fact,
    `attempt:${fact.attemptId}:sent`,
    [
      debit(accounts.creatorPayable(fact.creatorId), fact.amountMinor + taxMinor),
      credit(accounts.payoutInFlight, fact.amountMinor),
      ...(taxMinor > 0n ? [credit(accounts.tax(taxJurisdiction), taxMinor)] : []),
    ],
    attemptTags(fact),
  );
}

/** L16, the tax: nothing was paid, or it came back, so nothing is owed to the authority for it. */
export function taxUndone(fact: AttemptFact & { taxJurisdiction: string }): Posting {
  return by(
    "L16",
    fact,
    `attempt:${fact.attemptId}:tax-undone`,
    [
      debit(accounts.tax(fact.taxJurisdiction), fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    attemptTags(fact),
  );
}

/** L16: it is proven that the attempt moved no money. */
export function attemptFailed(fact: AttemptFact): Posting {
  return by(
    "L16",
    fact,
    `attempt:${fact.attemptId}:failed`,
    [
      debit(accounts.payoutInFlight, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    attemptTags(fact),
  );
}

export interface ItemFact extends AttemptFact {
  /** PayPal's payout_item_id. */
  itemId: string;
}

const itemTags = (fact: ItemFact) => ({ ...attemptTags(fact), provider_item: fact.itemId });

/** L17: PayPal credited the receiver. */
export function itemSucceeded(fact: ItemFact): Posting {
  return by(
    "L17",
    fact,
    `paypal:item:${fact.itemId}:SUCCESS`,
    [debit(accounts.payoutInFlight, fact.amountMinor), credit(accounts.paypal, fact.amountMinor)],
    itemTags(fact),
  );
}

/** L18: PayPal's fee for one item, at most once whatever happens to the item later. */
export function itemFeeCharged(fact: ItemFact & { feeMinor: bigint }): Posting {
  return by(
    "L18",
    fact,
    `paypal:item:${fact.itemId}:fee`,
    [debit(accounts.paypalFee, fact.feeMinor), credit(accounts.paypal, fact.feeMinor)],
    itemTags(fact),
  );
}

/** L19: PayPal took the money from us but the receiver does not have it (unclaimed or under review). */
export function itemDebitedUnclaimed(fact: ItemFact): Posting {
  return by(
    "L19",
    fact,
    `paypal:item:${fact.itemId}:UNCLAIMED`,
    [
      debit(accounts.payoutInFlight, fact.amountMinor),
      debit(accounts.paypalUnclaimed, fact.amountMinor),
      credit(accounts.payoutUnclaimed, fact.amountMinor),
      credit(accounts.paypal, fact.amountMinor),
    ],
    itemTags(fact),
  );
}

/** L20: the receiver claimed it after all. */
export function itemClaimed(fact: ItemFact): Posting {
  return by(
    "L20",
    fact,
    `paypal:item:${fact.itemId}:claimed`,
    [
      debit(accounts.payoutUnclaimed, fact.amountMinor),
      credit(accounts.paypalUnclaimed, fact.amountMinor),
    ],
    itemTags(fact),
  );
}

/** L21: unclaimed money came back to our PayPal balance and is owed to the creator again. */
export function itemReturned(fact: ItemFact): Posting {
  return by(
    "L21",
    fact,
    `paypal:item:${fact.itemId}:RETURNED`,
    [
      debit(accounts.payoutUnclaimed, fact.amountMinor),
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
      credit(accounts.paypalUnclaimed, fact.amountMinor),
    ],
    itemTags(fact),
  );
}

/** L22: a successful item was sent back or taken back later. */
export function itemReversed(
  fact: ItemFact & { status: "REFUNDED" | "REVERSED" | "RETURNED" },
): Posting {
  return by(
    "L22",
    fact,
    `paypal:item:${fact.itemId}:after-success:${fact.status}`,
    [
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    itemTags(fact),
  );
}

export interface ChequeFact extends AttemptFact {
  chequeId: string;
}

const chequeTags = (fact: ChequeFact) => ({ ...attemptTags(fact), cheque: fact.chequeId });

/** L24: the cheque left our hands. */
export function chequeIssued(fact: ChequeFact): Posting {
  return by(
    "L24",
    fact,
    `cheque:${fact.chequeId}:issued`,
    [
      debit(accounts.payoutInFlight, fact.amountMinor),
      credit(accounts.chequeOutstanding, fact.amountMinor),
    ],
    chequeTags(fact),
  );
}

/** L25: the bank paid exactly this cheque. */
export function chequeCleared(fact: ChequeFact & { bankCode: string; lineKey: string }): Posting {
  return by(
    "L25",
    fact,
    `bankline:${fact.bankCode}:${fact.lineKey}`,
    [
      debit(accounts.chequeOutstanding, fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    { ...chequeTags(fact), bank_line: fact.lineKey },
  );
}
