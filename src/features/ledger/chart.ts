/**
 * The chart of accounts. A name says everything about an account: its kind is the first part, as hledger expects it, and
 * whether it may be overdrawn follows from its family. Every account exists once for each currency.
 */

export type AccountKind = "assets" | "liabilities" | "income" | "expenses" | "equity";

declare const accountName: unique symbol;
/** A name built by {@link accounts}; no other code may invent one. */
export type AccountName = string & { readonly [accountName]: true };

const named = (text: string) => text as AccountName;

export const accounts = {
  stripePending: named("assets:stripe:pending"),
  stripeAvailable: named("assets:stripe:available"),
  paypal: named("assets:paypal"),
  paypalUnclaimed: named("assets:paypal:unclaimed"),
  bank: (code: string) => named(`assets:bank:${code}`),
  transferInTransit: named("assets:transfer-in-transit"),
  brandReceivable: (brandId: string) => named(`assets:receivable:brand:${brandId}`),
  /** Money of a cheque that a state already has and that the bank paid all the same: the state owes it to us. */
  authorityReceivable: (jurisdiction: string) =>
    named(`assets:receivable:authority:${jurisdiction}`),
  creatorReceivable: (creatorId: string) => named(`assets:receivable:creator:${creatorId}`),
  suspense: (source: "bank" | "paypal" | "stripe") => named(`assets:suspense:${source}`),
  brandDeposit: (brandId: string) => named(`liabilities:brand:${brandId}:deposit`),
  campaignEscrow: (campaignId: string) => named(`liabilities:campaign:${campaignId}:escrow`),
  applicationReserved: (applicationId: string) =>
    named(`liabilities:application:${applicationId}:reserved`),
  creatorHeld: (creatorId: string) => named(`liabilities:creator:${creatorId}:held`),
  creatorPayable: (creatorId: string) => named(`liabilities:creator:${creatorId}:payable`),
  payoutInFlight: named("liabilities:payout:in-flight"),
  payoutUnclaimed: named("liabilities:payout:unclaimed"),
  chequeOutstanding: named("liabilities:cheque:outstanding"),
  chequeStale: named("liabilities:cheque:stale"),
  refundInFlight: named("liabilities:refund:in-flight"),
  tax: (jurisdiction: string) => named(`liabilities:tax:${jurisdiction}`),
  unclaimedProperty: named("liabilities:unclaimed-property"),
  platformFee: named("income:platform-fee"),
  interest: named("income:interest"),
  stripeFee: named("expenses:fee:stripe"),
  paypalFee: named("expenses:fee:paypal"),
  bankFee: named("expenses:fee:bank"),
  disputeFee: named("expenses:fee:dispute"),
  chargebackLoss: named("expenses:chargeback-loss"),
  writeOff: named("expenses:write-off"),
  opening: named("equity:opening"),
  exchange: (currency: string) => named(`equity:fx:${currency}`),
} as const;

export function kindOf(name: AccountName): AccountKind {
  return name.split(":", 1)[0] as AccountKind;
}

/** JavaScript and PostgreSQL read it alike. */
export const guardedFamily =
  /^liabilities:(brand:[^:]+:deposit|campaign:[^:]+:escrow|application:[^:]+:reserved|creator:[^:]+:(held|payable))$/;

/** True for the accounts that must never go below zero; only these have a balance row that is locked. */
export function isGuarded(name: AccountName): boolean {
  return guardedFamily.test(name);
}
