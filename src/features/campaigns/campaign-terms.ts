/** A campaign's terms, from a request, from its row, and from both. */
import type { z } from "zod";
import { type Money, money } from "../../kernel/money";
import { toMoney } from "../../platform/http/schemas";
import type { BriefContent } from "./brief";
import type { BidRange, CampaignTerms } from "./campaign";
import type { CampaignRow } from "./campaign-row";
import type { newCampaignSchema, termsFields } from "./campaign-schema";

type NewCampaign = z.output<typeof newCampaignSchema>;
type BidRangeJson = z.output<typeof termsFields.bidRange>;

const noRange: BidRange = { min: null, max: null };

function rangeOf(json: BidRangeJson): BidRange {
  if (!json) return noRange;
  return { min: json.min && toMoney(json.min), max: json.max && toMoney(json.max) };
}

/** What a brand has sent, with nothing where nothing is paid. */
export function termsOfBody(body: NewCampaign): CampaignTerms {
  const { budget, fee, bidRange, brief, deliverables, requirements, ...fields } = body;
  const nothing = money(0n, body.currency);
  return {
    ...fields,
    budget: budget ? toMoney(budget) : nothing,
    fee: fee ? toMoney(fee) : nothing,
    bidRange: rangeOf(bidRange),
    content: { brief, deliverables, requirements },
  };
}

export function termsOfRow(row: CampaignRow, content: BriefContent): CampaignTerms {
  const kept = (amountMinor: bigint): Money => ({ amountMinor, currency: row.currency });
  const limit = (amountMinor: bigint | null) => (amountMinor === null ? null : kept(amountMinor));
  return {
    title: row.title,
    compensation: row.compensation,
    currency: row.currency,
    budget: kept(row.budgetMinor),
    pricing: row.pricing,
    fee: kept(row.feeMinor),
    bidRange: { min: limit(row.bidMinMinor), max: limit(row.bidMaxMinor) },
    visibility: row.visibility,
    creatorsMax: row.creatorsMax,
    applyBy: row.applyBy,
    postBy: row.postBy,
    content,
  };
}

export type TermsPatch = {
  [K in keyof Omit<CampaignTerms, "content">]?: CampaignTerms[K] | undefined;
} & { content: Partial<BriefContent> };

type Fields = Omit<{ [K in keyof NewCampaign]?: NewCampaign[K] | undefined }, "currency"> & {
  currency?: CampaignTerms["currency"] | undefined;
};

/** What a brand wants to change; what it does not name stays. */
export function patchOfBody(body: Fields): TermsPatch {
  const { budget, fee, bidRange, brief, deliverables, requirements, ...fields } = body;
  return {
    ...fields,
    budget: budget && toMoney(budget),
    fee: fee && toMoney(fee),
    bidRange: bidRange && rangeOf(bidRange),
    content: {
      ...(brief && { brief }),
      ...(deliverables && { deliverables }),
      ...(requirements && { requirements }),
    },
  };
}

/** Terms after a change. Another way of pricing takes the numbers of the old one away, unless new ones are named. */
export function patched(terms: CampaignTerms, { content, ...patch }: TermsPatch): CampaignTerms {
  const given = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as Partial<CampaignTerms>;
  const isRepriced = given.pricing !== undefined && given.pricing !== terms.pricing;
  const fresh = isRepriced ? { fee: money(0n, terms.currency), bidRange: noRange } : {};
  return { ...terms, ...fresh, ...given, content: { ...terms.content, ...content } };
}
