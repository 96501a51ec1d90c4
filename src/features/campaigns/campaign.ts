/** Rules of a campaign: its states, what a brief holds, what one creator costs, and which terms belong together. */
import { type Currency, payableStepMinor } from "../../kernel/currency";
import { formatMoney, type Money, money, shareOf } from "../../kernel/money";
import type { SocialPlatform } from "../../kernel/social-platform";
import type { Transitions } from "../../kernel/transitions";
import type { NicheCode } from "../creators";

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

export const deliverableKinds = [
  "post",
  "story",
  "reel",
  "short",
  "video",
  "tweet",
  "article",
  "review",
] as const;
export type DeliverableKind = (typeof deliverableKinds)[number];

export const disclosureMarkets = ["US", "GB", "EU", "ID", "TH"] as const;
export type DisclosureMarket = (typeof disclosureMarkets)[number];

export interface DeliverableSpec {
  platform: SocialPlatform;
  kind: DeliverableKind;
  quantity: number;
}

interface Brief {
  goal: string;
  product: {
    name: string;
    description: string;
    /** What the product is worth to the creator; the tax office may ask. */
    declaredValue?: { amountMinor: string; currency: Currency } | undefined;
  };
  keyMessages: string[];
  doList: string[];
  dontList: string[];
  hashtags: string[];
  mentions: string[];
  disclosureMarket: DisclosureMarket;
  /** Labels of which at least one must stand in every post, such as "#ad". */
  disclosureTags: string[];
}

/** An empty list asks for nothing: everybody fits. */
export interface Requirements {
  countries: string[];
  languages: string[];
  niches: NicheCode[];
  followersMin: number;
  followersMax: number | null;
}

/** One version of what creators are asked to do; stored as it is and never changed. */
export interface BriefContent {
  brief: Brief;
  deliverables: DeliverableSpec[];
  requirements: Requirements;
}

/** Everything a brand decides about a campaign. */
export interface CampaignTerms {
  title: string;
  compensation: Compensation;
  currency: Currency;
  budget: Money;
  /** Fixed fee for each creator. */
  fee: Money;
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
  const pieces = deliverables.reduce((sum, { quantity }) => sum + quantity, 0);
  return BigInt(pieces) * payableStepMinor(currency);
}

export interface TermsProblem {
  code: string;
  /** Points at the field to mend. */
  pointer: string;
  params?: Readonly<Record<string, string>>;
}

function moneyProblem(terms: CampaignTerms, basisPoints: number): TermsProblem | undefined {
  const { budget, fee, currency, compensation } = terms;
  if (budget.currency !== currency) {
    return { code: "currency_mismatch", pointer: "/body/budget/currency" };
  }
  if (fee.currency !== currency)
    return { code: "currency_mismatch", pointer: "/body/fee/currency" };
  if (compensation === "product") {
    if (fee.amountMinor > 0n)
      return { code: "campaign_money_unexpected", pointer: "/body/fee/amountMinor" };
    if (budget.amountMinor > 0n)
      return { code: "campaign_money_unexpected", pointer: "/body/budget/amountMinor" };
    return undefined;
  }
  if (fee.amountMinor === 0n)
    return { code: "campaign_fee_missing", pointer: "/body/fee/amountMinor" };
  if (fee.amountMinor % payableStepMinor(currency) !== 0n) {
    return { code: "fee_not_payable", pointer: "/body/fee/amountMinor", params: { currency } };
  }
  if (fee.amountMinor < smallestFee(terms.content.deliverables, currency)) {
    return { code: "fee_too_small", pointer: "/body/fee/amountMinor" };
  }
  const neededMinor = costOfOneCreator(fee.amountMinor, basisPoints);
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
  return moneyProblem(terms, basisPoints);
}

/** True when creators of this campaign are paid money, so that it must be funded before it opens. */
export function paysMoney(compensation: Compensation): boolean {
  return compensation !== "product";
}
