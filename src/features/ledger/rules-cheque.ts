/** Cheques that were not simply paid: voided, too old, handed to the state, or paid when they should not have been. Pure. */
import { accounts } from "./chart";
import { by, credit, debit, type Posting } from "./posting";
import type { ChequeFact } from "./rules-payout";

const chequeTags = (fact: ChequeFact) => ({
  payout: fact.payoutId,
  attempt: fact.attemptId,
  cheque: fact.chequeId,
});

/** L26: the cheque is back in our hands, or the bank confirmed its stop; the money is owed to the creator again. */
export function chequeVoided(fact: ChequeFact): Posting {
  return by(
    "L26",
    fact,
    `cheque:${fact.chequeId}:voided`,
    [
      debit(accounts.chequeOutstanding, fact.amountMinor),
      credit(accounts.creatorPayable(fact.creatorId), fact.amountMinor),
    ],
    chequeTags(fact),
  );
}

/** L27: too old for the bank to have to pay it. We still owe the money. */
export function chequeAged(fact: ChequeFact): Posting {
  return by(
    "L27",
    fact,
    `cheque:${fact.chequeId}:stale`,
    [
      debit(accounts.chequeOutstanding, fact.amountMinor),
      credit(accounts.chequeStale, fact.amountMinor),
    ],
    chequeTags(fact),
  );
}

/** L28: a stale cheque is replaced; its money is in flight again until the new payment takes it. */
export function staleChequeReplaced(fact: ChequeFact): Posting {
  return by(
    "L28",
    fact,
    `cheque:${fact.chequeId}:replaced`,
    [
      debit(accounts.chequeStale, fact.amountMinor),
      credit(accounts.payoutInFlight, fact.amountMinor),
    ],
    chequeTags(fact),
  );
}

/** L29: nobody took the money for so long that the state is the one to have it; the tag says which. */
export function chequeEscheated(fact: ChequeFact & { jurisdiction: string }): Posting {
  return by(
    "L29",
    fact,
    `cheque:${fact.chequeId}:escheated`,
    [
      debit(accounts.chequeStale, fact.amountMinor),
      credit(accounts.unclaimedProperty, fact.amountMinor),
    ],
    { ...chequeTags(fact), jurisdiction: fact.jurisdiction },
  );
}

interface LineFact extends ChequeFact {
  bankCode: string;
  lineKey: string;
}

const lineReference = (fact: LineFact) => `bankline:${fact.bankCode}:${fact.lineKey}`;

/** L25 when two people accept another amount than we wrote: the difference waits in suspense until it is cleared. */
export function chequeClearedFor(fact: LineFact & { paidMinor: bigint }): Posting {
  return by(
    "L25",
    fact,
    lineReference(fact),
    [
      debit(accounts.chequeOutstanding, fact.amountMinor),
      debit(accounts.suspense("bank"), fact.paidMinor - fact.amountMinor),
      credit(accounts.bank(fact.bankCode), fact.paidMinor),
    ],
    { ...chequeTags(fact), bank_line: fact.lineKey },
  );
}

/** Which debt of ours a cheque paid that the bank should not have paid. */
export type LateDebt = "stale" | "creator";

/**
 * L30: the bank paid a cheque that was stopped, void or too old. It pays the debt that is still open; when we owe that
 * money anew, or have paid it anew, the creator owes it to us.
 */
export function chequePaidLate(fact: LineFact & { debt: LateDebt }): Posting {
  return by(
    "L30",
    fact,
    lineReference(fact),
    [
      debit(
        fact.debt === "stale" ? accounts.chequeStale : accounts.creatorReceivable(fact.creatorId),
        fact.amountMinor,
      ),
      credit(accounts.bank(fact.bankCode), fact.amountMinor),
    ],
    { ...chequeTags(fact), bank_line: fact.lineKey },
  );
}

/**
 * L30 for a cheque whose money was the state's: it is paid from what we still hold for that state; what the state has been
 * given already it owes to us.
 */
export function escheatedPaidLate(
  fact: LineFact & { jurisdiction: string; remittedMinor: bigint },
): Posting {
  const { jurisdiction, remittedMinor, amountMinor } = fact;
  return by(
    "L30",
    fact,
    lineReference(fact),
    [
      debit(accounts.unclaimedProperty, amountMinor - remittedMinor),
      debit(accounts.authorityReceivable(jurisdiction), remittedMinor),
      credit(accounts.bank(fact.bankCode), amountMinor),
    ],
    { ...chequeTags(fact), bank_line: fact.lineKey, jurisdiction },
  );
}

/** L30 for an altered cheque that we do not accept: what the bank paid waits in suspense until it gives it back. */
export function chequeContested(fact: LineFact & { paidMinor: bigint }): Posting {
  return by(
    "L30",
    fact,
    lineReference(fact),
    [
      debit(accounts.suspense("bank"), fact.paidMinor),
      credit(accounts.bank(fact.bankCode), fact.paidMinor),
    ],
    { ...chequeTags(fact), bank_line: fact.lineKey },
  );
}
