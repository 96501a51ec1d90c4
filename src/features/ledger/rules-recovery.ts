/**
 * Payments that PayPal made for us and that a restored backup has forgotten (L36). What they paid is told by two people; until
 * then, and for good when nobody knows, they stand in suspense. Pure, like the other rules.
 */
import { accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

export interface FoundFact extends Fact {
  /** PayPal's payout_item_id. */
  itemId: string;
  /** Our id that the item carries: an attempt the tables no longer know. */
  attemptId: string;
  amountMinor: bigint;
}

const foundTags = (fact: FoundFact) => ({ provider_item: fact.itemId, attempt: fact.attemptId });

/** L36: PayPal has taken the money, under the same reference as L17, so that no item is ever booked as both. */
export function foundPaid(fact: FoundFact): Posting {
  return by(
    "L36",
    fact,
    `paypal:item:${fact.itemId}:SUCCESS`,
    [
      debit(accounts.suspense("paypal"), fact.amountMinor),
      credit(accounts.paypal, fact.amountMinor),
    ],
    foundTags(fact),
  );
}

/** L36: and PayPal has given it back. */
export function foundCameBack(fact: FoundFact): Posting {
  return by(
    "L36",
    fact,
    `paypal:item:${fact.itemId}:RETURNED`,
    [
      debit(accounts.paypal, fact.amountMinor),
      credit(accounts.suspense("paypal"), fact.amountMinor),
    ],
    foundTags(fact),
  );
}

/** L18 of a payment that has no attempt. */
export function foundFee(fact: FoundFact & { feeMinor: bigint }): Posting {
  return by(
    "L18",
    fact,
    `paypal:item:${fact.itemId}:fee`,
    [debit(accounts.paypalFee, fact.feeMinor), credit(accounts.paypal, fact.feeMinor)],
    foundTags(fact),
  );
}

/** L36: it paid a creator for work that the tables have forgotten too, so the creator owes it until the work is there again. */
export function foundAsDebt(fact: FoundFact & { creatorId: string }): Posting {
  return by(
    "L36",
    fact,
    `paypal:item:${fact.itemId}:debt`,
    [
      debit(accounts.creatorReceivable(fact.creatorId), fact.amountMinor),
      credit(accounts.suspense("paypal"), fact.amountMinor),
    ],
    foundTags(fact),
  );
}

/** L36: the money came back before the creator had repaid any of it. */
export function foundDebtUndone(fact: FoundFact & { creatorId: string }): Posting {
  return by(
    "L36",
    fact,
    `paypal:item:${fact.itemId}:debt-undone`,
    [
      debit(accounts.suspense("paypal"), fact.amountMinor),
      credit(accounts.creatorReceivable(fact.creatorId), fact.amountMinor),
    ],
    foundTags(fact),
  );
}
