/** Earnings that are undone (L12, L13) and what a creator then owes us (L14). Pure, like the other rules. */
import { type AccountName, accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";
import type { EndorsementFact } from "./rules-payout";

export interface ClawbackFact extends EndorsementFact {
  campaignId: string;
  brandId: string;
  /** A campaign that is over has no escrow any more; the brand's deposit gets the money then. */
  isCampaignOver: boolean;
}

function sourceOf({ campaignId, brandId, isCampaignOver }: ClawbackFact): AccountName {
  return isCampaignOver ? accounts.brandDeposit(brandId) : accounts.campaignEscrow(campaignId);
}

const clawbackTags = (fact: ClawbackFact) => ({
  endorsement: fact.endorsementId,
  application: fact.applicationId,
  campaign: fact.campaignId,
});

const clawbackReference = (fact: ClawbackFact) => `endorsement:${fact.endorsementId}:clawed-back`;

/** L12: an earning is undone while it is still held. */
export function heldFeeUndone(fact: ClawbackFact): Posting {
  return by(
    "L12",
    fact,
    clawbackReference(fact),
    [
      debit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      debit(accounts.platformFee, fact.platformFeeMinor),
      credit(sourceOf(fact), fact.feeMinor + fact.platformFeeMinor),
    ],
    clawbackTags(fact),
  );
}

/** L10 again: what an operator gives the creator of a held fee that was undone, out of the money that L12 gave back. */
export function heldFeeShared(fact: ClawbackFact): Posting {
  return by(
    "L10",
    fact,
    `endorsement:${fact.endorsementId}`,
    [
      debit(sourceOf(fact), fact.feeMinor + fact.platformFeeMinor),
      credit(accounts.creatorHeld(fact.creatorId), fact.feeMinor),
      credit(accounts.platformFee, fact.platformFeeMinor),
    ],
    clawbackTags(fact),
  );
}

/**
 * L13: an earning is undone after its hold. What was not sent yet is taken from what we owe the creator; what was sent
 * becomes the creator's debt.
 */
export function payableFeeUndone(fact: ClawbackFact & { unsentMinor: bigint }): Posting {
  return by(
    "L13",
    fact,
    clawbackReference(fact),
    [
      debit(accounts.creatorPayable(fact.creatorId), fact.unsentMinor),
      debit(accounts.creatorReceivable(fact.creatorId), fact.feeMinor - fact.unsentMinor),
      debit(accounts.platformFee, fact.platformFeeMinor),
      credit(sourceOf(fact), fact.feeMinor + fact.platformFeeMinor),
    ],
    clawbackTags(fact),
  );
}

export interface RepaymentFact extends Fact {
  payoutId: string;
  creatorId: string;
  /** Names this one repayment; a payout may repay several debts one after the other. */
  repaymentId: string;
  amountMinor: bigint;
}

/** L14: a later earning repays what the creator owes. */
export function debtRepaid(fact: RepaymentFact): Posting {
  return by(
    "L14",
    fact,
    `repayment:${fact.repaymentId}`,
    [
      debit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
      credit(accounts.creatorReceivable(fact.creatorId), fact.amountMinor),
    ],
    { payout: fact.payoutId },
  );
}

/** L14 undone: the payout that repaid was given up, so its whole earning is payable again, and owed again. */
export function repaymentUndone(fact: RepaymentFact): Posting {
  return by(
    "L14",
    fact,
    `repayment:${fact.repaymentId}:undone`,
    [
      debit(accounts.creatorReceivable(fact.creatorId), fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    { payout: fact.payoutId },
  );
}
