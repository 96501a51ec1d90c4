/** Kinds of documents and what stands in them. Pure: no language, no database. */

import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { MoneyJson, SignedMoneyJson } from "../../platform/http/schemas";
import type { Platform } from "../campaigns";

export const documentKinds = [
  "remittance",
  "deposit_receipt",
  "fee_invoice",
  "credit_note",
] as const;
export type DocumentKind = (typeof documentKinds)[number];

const prefixes: Readonly<Record<DocumentKind, string>> = {
  remittance: "RA",
  deposit_receipt: "DR",
  fee_invoice: "FI",
  credit_note: "CN",
};
const digits = 6;

/** The name of a document on paper, such as `RA-2026-000123`. */
export function documentCode(kind: DocumentKind, year: number, number: number): string {
  return `${prefixes[kind]}-${year}-${String(number).padStart(digits, "0")}`;
}

/** Who issues: as the settings said when it was issued. */
export interface Issuer {
  name: string;
  /** One entry a line. */
  address: string[];
  taxId: string | null;
}

export interface Party {
  id: string;
  name: string;
  /** ISO 3166-1; null when a creator never said. */
  country: string | null;
}

interface Head {
  code: string;
  issuedAt: string;
  issuer: Issuer;
  party: Party;
  currency: Currency;
}

export interface RemittanceLine {
  endorsementId: string;
  endorsedAt: string;
  campaignId: string;
  campaign: string;
  brand: string;
  platform: Platform;
  deliverable: DeliverableKind;
  amount: MoneyJson;
}

/** Part of what was earned that was not paid out: it repaid a debt, or is tax for the country that asked for it. */
export type Deduction = DeductionReason & { amount: MoneyJson };
export type DeductionReason =
  | { reason: "debt_repaid" }
  | { reason: "tax_withheld"; jurisdiction: string };

export interface Remittance extends Head {
  kind: "remittance";
  payoutId: string;
  attemptId: string;
  paidAt: string;
  rail: "paypal" | "cheque";
  /** PayPal address, or the name on the cheque. */
  receiver: string;
  /** PayPal's item, or the number of the cheque. */
  reference: string | null;
  lines: RemittanceLine[];
  earned: MoneyJson;
  deductions: Deduction[];
  total: MoneyJson;
}

export interface DepositReceipt extends Head {
  kind: "deposit_receipt";
  depositId: string;
  method: "stripe" | "paypal" | "bank_transfer";
  receivedAt: string;
  /** The code that the brand quotes. */
  referenceCode: string;
  /** The payment service's own id; null for a bank transfer. */
  providerReference: string | null;
  total: MoneyJson;
}

export const feeReasons = ["earned", "undone"] as const;
export type FeeReason = (typeof feeReasons)[number];

export interface FeeLine {
  endorsementId: string;
  reason: FeeReason;
  bookedAt: string;
  campaignId: string;
  campaign: string;
  creator: string;
  /** What the creator earned by it; below zero when it was undone. */
  fee: SignedMoneyJson;
  platformFee: SignedMoneyJson;
}

export interface FeeInvoice extends Head {
  kind: "fee_invoice" | "credit_note";
  lines: FeeLine[];
  total: SignedMoneyJson;
}

export type DocumentContent = Remittance | DepositReceipt | FeeInvoice;

/** Sum of the lines less the deductions is the total; a document for which this fails is never issued. */
export function addsUp(content: DocumentContent): boolean {
  const sum = (amounts: readonly SignedMoneyJson[]) =>
    amounts.reduce((total, amount) => total + BigInt(amount.amountMinor), 0n);
  const total = BigInt(content.total.amountMinor);
  switch (content.kind) {
    case "remittance": {
      const earned = sum(content.lines.map(({ amount }) => amount));
      const kept = sum(content.deductions.map(({ amount }) => amount));
      return earned === BigInt(content.earned.amountMinor) && earned - kept === total && total > 0n;
    }
    case "deposit_receipt":
      return total > 0n;
    case "fee_invoice":
    case "credit_note":
      return sum(content.lines.map(({ platformFee }) => platformFee)) === total;
  }
}
