/** Rules of tax that need no database: what a rule asks of one payout, and the states of forms and rules. */
import { shareOf } from "../../kernel/money";
import type { Transitions } from "../../kernel/transitions";

export type TaxRuleStatus = "proposed" | "in_force" | "void";
export const taxRuleTransitions: Transitions<TaxRuleStatus> = {
  proposed: ["in_force", "void"],
  in_force: [],
  void: [],
};

export type TaxFormStatus = "submitted" | "reviewed" | "verified" | "rejected" | "replaced";
export const taxFormTransitions: Transitions<TaxFormStatus> = {
  submitted: ["reviewed", "rejected", "replaced"],
  reviewed: ["verified", "rejected", "replaced"],
  verified: ["replaced"],
  rejected: [],
  replaced: [],
};

/** Letters and digits a tax number has at least; shorter ones exist nowhere. */
export const numberSignsMin = 5;
const endSigns = 4;
const endSignsOfShort = 2;

const signsOf = (number: string) => number.replaceAll(/[^\p{L}\p{N}]/gu, "");

export function isTaxNumber(number: string): boolean {
  return signsOf(number).length >= numberSignsMin;
}

/** What lists show of a number: its last letters and digits, never more than half of it. */
export function endOfNumber(number: string): string {
  const signs = Array.from(signsOf(number));
  return signs.slice(signs.length < 2 * endSigns ? -endSignsOfShort : -endSigns).join("");
}

export interface TaxTerms {
  /** A form is asked for above this, over a calendar year; null when none is. */
  formAboveMinor: bigint | null;
  withholdAboveMinor: bigint;
  basisPoints: number;
  /** Instead when the form is missing; null holds the payout. */
  noFormBasisPoints: number | null;
}

export interface TaxedPayout {
  /** All fees of the payout, in minor units of its currency. */
  grossMinor: bigint;
  /** What of it has not repaid a debt. */
  leftMinor: bigint;
  /** The smallest amount every rail can pay. */
  stepMinor: bigint;
  /** The same in the rule's currency; undefined while a rate is missing. */
  grossWorthMinor: bigint | undefined;
  /** With everything else of the calendar year; undefined while a rate is missing. */
  yearWorthMinor: bigint | undefined;
  hasForm: boolean;
  /** A finance person let it go without a form. */
  isWaived: boolean;
}

export interface TaxDecision {
  withheldMinor: bigint;
  /** The payout has to wait for a form. */
  isFormMissing: boolean;
}

/**
 * What is kept back of one payout. What is not known counts against paying: without a rate the thresholds are taken as
 * passed. Something is always left to send, and both sums are amounts that every rail can pay.
 */
export function decideTax(terms: TaxTerms, payout: TaxedPayout): TaxDecision {
  const { grossMinor, leftMinor, stepMinor } = payout;
  const isAbove = (worthMinor: bigint | undefined, limitMinor: bigint) =>
    worthMinor === undefined || worthMinor > limitMinor;
  const { formAboveMinor, withholdAboveMinor, basisPoints, noFormBasisPoints } = terms;
  const isFormNeeded = formAboveMinor !== null && isAbove(payout.yearWorthMinor, formAboveMinor);
  const lacksForm = isFormNeeded && !payout.hasForm;
  if (lacksForm && noFormBasisPoints === null && !payout.isWaived) {
    return { withheldMinor: 0n, isFormMissing: true };
  }
  const rate = lacksForm && noFormBasisPoints !== null ? noFormBasisPoints : basisPoints;
  if (!isAbove(payout.grossWorthMinor, withholdAboveMinor)) {
    return { withheldMinor: 0n, isFormMissing: false };
  }
  const exact = shareOf(grossMinor, BigInt(rate));
  const whole = exact - (exact % stepMinor);
  const most = leftMinor - stepMinor;
  const withheldMinor = whole < most ? whole : most;
  return { withheldMinor: withheldMinor > 0n ? withheldMinor : 0n, isFormMissing: false };
}
