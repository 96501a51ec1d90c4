/** What stands on a printed page, frozen when it is printed: a copy says the same as its original. */
import type { Currency } from "../../../kernel/currency";
import type { Locale } from "../../../kernel/locale";
import type { DeductionReason } from "../../documents";
import type { ChequeTerms } from "../settings/cheque-terms";

export interface StubLine {
  /** The campaign the fee was earned in. */
  work: string;
  endorsedOn: string;
  amountMinor: string;
}

/** Part of the endorsed work that this cheque does not pay. */
export type StubDeduction = DeductionReason & { amountMinor: string };

export interface PageContent {
  number: string;
  accountName: string;
  /** Date on the paper. */
  datedOn: string;
  payeeName: string;
  addressLines: readonly string[];
  amountMinor: string;
  currency: Currency;
  locale: Locale;
  layout: ChequeTerms["layout"];
  fillCharacter: ChequeTerms["fillCharacter"];
  payeeWindow: ChequeTerms["payeeWindow"];
  lines: readonly StubLine[];
  /** Lines of the payout that have no room on the stub. */
  moreLinesCount: number;
  /** Missing on pages that were printed before deductions stood on the stub. */
  deductions?: readonly StubDeduction[];
}

/** The address as it stands on an envelope. */
export function addressLines(address: Readonly<Record<string, string>>): string[] {
  const { line1, line2, city, region, postalCode, country } = address;
  const place = [city, region, postalCode].filter(Boolean).join(" ");
  return [line1, line2, place, country].filter((line): line is string => Boolean(line));
}
