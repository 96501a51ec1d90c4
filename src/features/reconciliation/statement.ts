/** What statements and books have in common, before anything is matched. */
import type { Currency } from "../../kernel/currency";
import { type AccountName, accounts, explanationKinds } from "../ledger";

export const sources = ["paypal", "bank", "stripe"] as const;
export type Source = (typeof sources)[number];

/** A provider's account has one name; each of our bank accounts has its code. */
export const paypalAccount = "paypal";
export const stripeAccount = "stripe";

/** Findings in a refused file; more would not help anybody to mend it. */
export const findingsShownMax = 50;

/** Withdrawn with its import by two people; it counts for nothing any more. */
export const withdrawnStatus = "withdrawn";
export const lineStatuses = ["open", "matched", "explained", withdrawnStatus] as const;
export type LineStatus = (typeof lineStatuses)[number];

/** What people may say about a line that others have to agree to: what it is, or that it is not what it was taken for. */
export const lineDecisionKinds = [...explanationKinds, "deposit", "cheque", "unmatch"] as const;
export type LineDecisionKind = (typeof lineDecisionKinds)[number];

/** Kind of the line that stands for what an account held before its first statement. */
export const openingKind = "OPENING";

/** PayPal's code of the debit for one payout. */
export const payoutCode = "T0001";

/** Words of the provider that help to find what a line stands for. Values are never empty. */
export type LineDetails = Readonly<
  Partial<
    Record<
      | "referenceId"
      | "customField"
      | "reference"
      | "chequeNumber"
      | "name"
      | "valueOn"
      /** Stripe's payout to the bank that carries the line. */
      | "payoutId",
      string
    >
  >
>;

export interface NewLine {
  /** The same line has the same key in every statement that shows it. */
  lineKey: string;
  /** The provider's own id of the line or of the transaction behind it. */
  providerId: string;
  bookedAt: Date;
  /** PayPal's T-code, Stripe's reporting category, or the bank's word such as CHEQUE. */
  kind: string;
  amountMinor: bigint;
  feeMinor: bigint;
  /** What the line does to the balance. */
  effectMinor: bigint;
  currency: Currency;
  details: LineDetails;
}

export interface OpenLine extends NewLine {
  id: string;
  importId: string;
  source: Source;
  account: string;
  problem: string;
}

/** A ledger transaction that moves one of the accounts statements speak of, and that no line stands for yet. */
export interface LedgerFact {
  transactionId: string;
  reference: string;
  rule: string;
  /** The account of the chart, such as assets:paypal; see {@link railAccount}. */
  account: string;
  currency: Currency;
  /** Debit positive: more money on the account. */
  effectMinor: bigint;
  /** PayPal's fee inside the same transaction. */
  feeMinor: bigint;
  tags: Readonly<Record<string, string>>;
}

/** Stripe's two accounts of the chart are one to its statement: what is pending becomes available without a line. */
export const stripeRail = "assets:stripe" as const;

/** The account of the chart that a statement is about. */
export function railAccount(source: Source, account: string): AccountName | typeof stripeRail {
  if (source === "stripe") return stripeRail;
  return source === "paypal" ? accounts.paypal : accounts.bank(account);
}
