/** Accounts and lines of the simulated bank, and the facts of its journal. */
import type { Currency } from "../../kernel/currency";

export type LineType = "DEPOSIT" | "CHEQUE" | "TRANSFER" | "FEE";

export interface BankLine {
  readonly id: string;
  readonly accountId: string;
  readonly atMs: number;
  readonly type: LineType;
  /** Credit positive, debit negative; ISO 4217 minor units. */
  readonly amountMinor: bigint;
  readonly reference: string;
  readonly chequeNumber: string;
  readonly name: string;
  /** `paypal` when the money went to the simulated PayPal account. */
  readonly to: string;
  /** Balance of the account after this line. */
  readonly balanceMinor: bigint;
}

export interface BankAccount {
  readonly id: string;
  readonly currency: Currency;
  readonly openingMinor: bigint;
  readonly openedAtMs: number;
  readonly lines: BankLine[];
}

interface OpenedFact {
  readonly t: "opened";
  readonly id: string;
  readonly currency: Currency;
  readonly openingMinor: bigint;
  readonly atMs: number;
}

export interface BookedFact extends Omit<BankLine, "balanceMinor"> {
  readonly t: "booked";
}

export type BankFact = OpenedFact | BookedFact;
