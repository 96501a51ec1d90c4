/** What people book to settle a break; money.md knows no number for these, so they are named. Pure. */
import type { AccountName } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

export interface BreakFact extends Fact {
  kind: "write_off" | "suspense_clearing" | "fee_correction";
  /** Null when the posting only clears an item of suspense. */
  breakId: string | null;
  /** Reference of the transaction that put into suspense what this one clears. */
  itemReference: string | null;
  /** Of the desk's own record, which two people may have signed. */
  postingId: string;
  debitAccount: string;
  creditAccount: string;
  amountMinor: bigint;
}

/** Moves one amount between two accounts that the desk has allowed for this kind. */
export function breakSettled(fact: BreakFact): Posting {
  return by(
    fact.kind,
    fact,
    `break:${fact.postingId}`,
    [
      debit(fact.debitAccount as AccountName, fact.amountMinor),
      credit(fact.creditAccount as AccountName, fact.amountMinor),
    ],
    {
      break_posting: fact.postingId,
      ...(fact.breakId !== null && { break: fact.breakId }),
      ...(fact.itemReference !== null && { clears: fact.itemReference }),
    },
  );
}
