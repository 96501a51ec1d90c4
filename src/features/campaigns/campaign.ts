/** Rules of a campaign: its states, what one creator costs, and which terms belong together. */
import { type Currency, payableStepMinor } from "../../kernel/currency";
import { formatMoney, type Money, money, shareOf } from "../../kernel/money";
import type { Transitions } from "../../kernel/transitions";
import { type BriefContent, type DeliverableSpec, findDayOutside, piecesCountOf } from "./brief";

export type CampaignStatus =
  | "draft"
  | "funding_pending"
  | "funded"
  | "open"
  | "paused"
  | "closed"
  | "settled"
  | "cancelling"
  | "cancelled";

/** Only a campaign that pays nothing but products opens straight from its draft; {@link campaignSteps} says which. */
export const campaignTransitions: Transitions<CampaignStatus> = {
  draft: ["funding_pending", "open", "cancelled"],
  funding_pending: ["funded", "draft", "cancelled"],
  funded: ["open", "cancelling"],
  open: ["paused", "closed", "cancelling"],
  paused: ["open", "closed", "cancelling"],
  closed: ["settled"],
  settled: [],
  cancelling: ["cancelled"],
  cancelled: [],
};

export interface CampaignStep {
  readonly from: readonly CampaignStatus[];
  readonly to: CampaignStatus;
}

/** What people and timers do to a campaign. Several steps lead to one state, so each names where it may start. */
export const campaignSteps = {
  beginFunding: { from: ["draft"], to: "funding_pending" },
  fund: { from: ["funding_pending"], to: "funded" },
  revise: { from: ["funding_pending"], to: "draft" },
  publish: { from: ["funded"], to: "open" },
  publishProduct: { from: ["draft"], to: "open" },
  pause: { from: ["open"], to: "paused" },
  resume: { from: ["paused"], to: "open" },
  close: { from: ["open", "paused"], to: "closed" },
  settle: { from: ["closed"], to: "settled" },
  discard: { from: ["draft", "funding_pending"], to: "cancelled" },
  beginCancelling: { from: ["funded", "open", "paused"], to: "cancelling" },
  finishCancelling: { from: ["cancelling"], to: "cancelled" },
} as const satisfies Record<string, CampaignStep>;

export const compensations = ["money", "product", "both"] as const;
export type Compensation = (typeof compensations)[number];

/** `fixed`: every creator is offered the campaign's fee. `bids`: creators name their price. */
export const pricings = ["fixed", "bids"] as const;
export type Pricing = (typeof pricings)[number];

/** `invited`: only creators whom the brand has invited know of it. */
export const visibilities = ["public", "invited"] as const;
export type Visibility = (typeof visibilities)[number];

/** Between what creators may name; without an end there is no limit on that side. */
export interface BidRange {
  min: Money | null;
  max: Money | null;
}

/** Everything a brand decides about a campaign. */
export interface CampaignTerms {
  title: string;
  compensation: Compensation;
  currency: Currency;
  budget: Money;
  pricing: Pricing;
  /** Fixed fee for each creator; zero where only products are given, and where creators name their price. */
  fee: Money;
  bidRange: BidRange;
  visibility: Visibility;
  creatorsMax: number;
  /** Last day on which creators may apply, as `2026-11-30`. */
  applyBy: string;
  /** Last day on which the content may go live. */
  postBy: string;
  content: BriefContent;
}

/** Our fee on top of a creator's fee, in minor units; half a unit is rounded up. */
export function platformFeeOf(feeMinor: bigint, basisPoints: number): bigint {
  return shareOf(feeMinor, BigInt(basisPoints));
}

/** What one creator costs the brand: the fee and our fee. */
function costOfOneCreator(feeMinor: bigint, basisPoints: number): bigint {
  return feeMinor + platformFeeOf(feeMinor, basisPoints);
}

/** Below this fee, in minor units, some promised piece would earn nothing. */
export function smallestFee(deliverables: readonly DeliverableSpec[], currency: Currency): bigint {
  return BigInt(piecesCountOf(deliverables)) * payableStepMinor(currency);
}

export interface TermsProblem {
  code: string;
  /** Points at the field to mend. */
  pointer: string;
  params?: Readonly<Record<string, string>>;
}

/** A fee that a brand or its campaign names: payable, and enough for every piece. */
function feeProblem(
  fee: Money,
  deliverables: readonly DeliverableSpec[],
  pointer: string,
): TermsProblem | undefined {
  const { amountMinor, currency } = fee;
  if (amountMinor % payableStepMinor(currency) !== 0n) {
    return { code: "fee_not_payable", pointer, params: { currency } };
  }
  if (amountMinor < smallestFee(deliverables, currency)) return { code: "fee_too_small", pointer };
  return undefined;
}

function bidsProblem({
  bidRange,
  content,
  currency,
  fee,
}: CampaignTerms): TermsProblem | undefined {
  if (fee.amountMinor > 0n) {
    return { code: "campaign_fee_unexpected", pointer: "/body/fee/amountMinor" };
  }
  for (const end of ["min", "max"] as const) {
    const limit = bidRange[end];
    const pointer = `/body/bidRange/${end}`;
    if (!limit) continue;
    if (limit.currency !== currency) {
      return { code: "currency_mismatch", pointer: `${pointer}/currency` };
    }
    const problem = feeProblem(limit, content.deliverables, `${pointer}/amountMinor`);
    if (problem) return problem;
  }
  const { min, max } = bidRange;
  if (min && max && max.amountMinor < min.amountMinor) {
    return { code: "bid_range_reversed", pointer: "/body/bidRange/max/amountMinor" };
  }
  return undefined;
}

function productProblem({ fee, budget, pricing }: CampaignTerms): TermsProblem | undefined {
  if (pricing === "bids") return { code: "campaign_money_unexpected", pointer: "/body/pricing" };
  if (fee.amountMinor > 0n)
    return { code: "campaign_money_unexpected", pointer: "/body/fee/amountMinor" };
  if (budget.amountMinor > 0n)
    return { code: "campaign_money_unexpected", pointer: "/body/budget/amountMinor" };
  return undefined;
}

function priceProblem(terms: CampaignTerms): TermsProblem | undefined {
  const { fee, pricing, bidRange, content } = terms;
  if (pricing === "bids") return bidsProblem(terms);
  if (bidRange.min ?? bidRange.max) {
    return { code: "bid_range_unexpected", pointer: "/body/bidRange" };
  }
  if (fee.amountMinor === 0n)
    return { code: "campaign_fee_missing", pointer: "/body/fee/amountMinor" };
  return feeProblem(fee, content.deliverables, "/body/fee/amountMinor");
}

/** The least that one creator may be paid, in minor units: the campaign's fee, or the lowest price anybody may name. */
export function lowestFee(
  terms: { pricing: Pricing; feeMinor: bigint; bidMinMinor: bigint | null; currency: Currency },
  deliverables: readonly DeliverableSpec[],
): bigint {
  if (terms.pricing === "fixed") return terms.feeMinor;
  return terms.bidMinMinor ?? smallestFee(deliverables, terms.currency);
}

function moneyProblem(terms: CampaignTerms, basisPoints: number): TermsProblem | undefined {
  const { budget, fee, currency, compensation, pricing, bidRange } = terms;
  if (budget.currency !== currency) {
    return { code: "currency_mismatch", pointer: "/body/budget/currency" };
  }
  if (fee.currency !== currency)
    return { code: "currency_mismatch", pointer: "/body/fee/currency" };
  const problem = compensation === "product" ? productProblem(terms) : priceProblem(terms);
  if (problem || compensation === "product") return problem;
  const bidMinMinor = bidRange.min?.amountMinor ?? null;
  const lowest = { pricing, currency, feeMinor: fee.amountMinor, bidMinMinor };
  const neededMinor = costOfOneCreator(lowestFee(lowest, terms.content.deliverables), basisPoints);
  if (budget.amountMinor >= neededMinor) return undefined;
  return {
    code: "campaign_budget_too_small",
    pointer: "/body/budget/amountMinor",
    params: { needed: formatMoney(money(neededMinor, currency)), currency },
  };
}

/** The first thing about `terms` that no later state could make right; `today` is the database's day. */
export function findTermsProblem(
  terms: CampaignTerms,
  basisPoints: number,
  today: string,
): TermsProblem | undefined {
  if (terms.applyBy < today) return { code: "campaign_apply_by_past", pointer: "/body/applyBy" };
  if (terms.postBy < terms.applyBy)
    return { code: "campaign_dates_reversed", pointer: "/body/postBy" };
  const outside = findDayOutside(terms.content.deliverables, terms);
  if (outside) return { code: "deliverable_day_outside", pointer: outside };
  return moneyProblem(terms, basisPoints);
}

/** True when creators of this campaign are paid money, so that it must be funded before it opens. */
export function paysMoney(compensation: Compensation): boolean {
  return compensation !== "product";
}
