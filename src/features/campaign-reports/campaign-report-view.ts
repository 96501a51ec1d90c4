/** A report as JSON. Whole numbers that may grow without limit are text, like amounts. */
import { parseInstant } from "../../kernel/clock";
import { decimalText, ratio, roundHalfEven, times } from "../../kernel/ratio";
import { moneyJson } from "../../platform/http/schemas";
import type { DatedRate } from "../exchange-rates";
import { audienceTiers, tierBounds } from "./audience-tiers";
import { type Count, type Sums, totalMinorOf } from "./campaign-report";
import type { CampaignReport, ReportHead, ValuedProducts } from "./campaign-report-service";
import { followersOf, type Price, type PriceTerms, priceDigits, pricesOf } from "./prices";

/** The database's way to write an instant, as ours. */
const iso = (at: string | null) => (at === null ? null : parseInstant(at).toISOString());

export function rateView({ currency, intoCurrency, rate, rateOn, source, recordedAt }: DatedRate) {
  return { currency, intoCurrency, rate, rateOn, source, recordedAt: recordedAt.toISOString() };
}

export function headView({ campaign, asOf, isFinal, currency, rates }: ReportHead) {
  const { id: campaignId, brandId, title } = campaign;
  return { campaignId, brandId, title, asOf, isFinal, currency, rates: rates.map(rateView) };
}

/** A count as text; null when no post tells it. */
const totalText = ({ total, postsCount }: Count) => (postsCount === 0 ? null : total.toString());
const countView = (count: Count) => ({ total: totalText(count), postsCount: count.postsCount });

function costView(sums: Sums, report: CampaignReport) {
  const { campaign, currency, isConverted, terms } = report;
  const inCampaigns = (amountMinor: bigint) => moneyJson(amountMinor, campaign.currency);
  const totalMinor = totalMinorOf(sums);
  const converted = roundHalfEven(times(ratio(totalMinor), terms.worth));
  return {
    fees: inCampaigns(sums.feeMinor),
    killFees: inCampaigns(sums.killFeeMinor),
    platformFees: inCampaigns(sums.platformFeeMinor),
    undone: inCampaigns(sums.undoneMinor),
    total: inCampaigns(totalMinor),
    converted: isConverted ? moneyJson(converted, currency) : null,
  };
}

function reachView(sums: Sums) {
  const { followers, counts } = sums;
  return {
    followers: {
      total: totalText(followersOf(sums)),
      audiencesCount: followers.audiencesCount,
      unknownCount: followers.unknownCount,
      source: "creator_stated" as const,
      knownFrom: iso(followers.knownFrom),
      knownUntil: iso(followers.knownUntil),
    },
    views: countView(counts.views),
  };
}

/** Where the newest figures of each post come from, and of which days they are. */
function sourcesView({ fromCreatorCount, fromPlatformCount, measuredFrom, measuredUntil }: Sums) {
  return { fromCreatorCount, fromPlatformCount, measuredFrom, measuredUntil };
}

function engagementsView({ counts }: Sums) {
  return {
    ...countView(counts.engagements),
    likes: countView(counts.likes),
    comments: countView(counts.comments),
    shares: countView(counts.shares),
    saves: countView(counts.saves),
  };
}

function priceView(price: Price, { campaign, currency }: ReportHead) {
  const { value, reason, costMinor, count } = price;
  return {
    amountMinor: value && decimalText(value, priceDigits),
    currency,
    reason,
    cost: moneyJson(costMinor, campaign.currency),
    count: count.toString(),
  };
}

export function pricesView(sums: Sums, terms: PriceTerms, head: ReportHead) {
  const prices = pricesOf(sums, terms);
  return {
    costPerEngagement: priceView(prices.costPerEngagement, head),
    costPerThousandViews: priceView(prices.costPerThousandViews, head),
    costPerThousandFollowers: priceView(prices.costPerThousandFollowers, head),
  };
}

/** Declared values one for each currency, as a brand's books may need them, and their sum when it is asked for. */
function productsView(products: readonly ValuedProducts[], { currency, isConverted }: ReportHead) {
  const count = (of: (one: ValuedProducts) => number) =>
    products.reduce((sum, one) => sum + of(one), 0);
  const values = new Map<string, ReturnType<typeof moneyJson>>();
  let convertedMinor = 0n;
  for (const { currency: own, valueMinor, worth } of products) {
    if (own === null) continue;
    const before = BigInt(values.get(own)?.amountMinor ?? "0");
    values.set(own, moneyJson(before + valueMinor, own));
    if (worth) convertedMinor += roundHalfEven(times(ratio(valueMinor), worth));
  }
  return {
    productsCount: count((one) => one.productsCount),
    withoutValueCount: count((one) => one.withoutValueCount),
    values: [...values.values()],
    converted: isConverted ? moneyJson(convertedMinor, currency) : null,
  };
}

function sumsView(sums: Sums, report: CampaignReport) {
  const { engagements } = sums.counts;
  return {
    creatorsCount: sums.creatorsCount,
    cost: costView(sums, report),
    posts: {
      liveCount: sums.postsCount,
      measuredCount: engagements.postsCount,
      missingCount: sums.postsCount - engagements.postsCount,
    },
    sources: sourcesView(sums),
    reach: reachView(sums),
    engagements: engagementsView(sums),
    ...pricesView(sums, report.terms, report),
  };
}

/** The whole report. */
export function reportView(report: CampaignReport) {
  const { groups, products, series, missing } = report;
  const withSums = <K>({ key, sums }: { key: K; sums: Sums }) => ({
    ...key,
    ...sumsView(sums, report),
  });
  const { total } = groups;
  const productsOf = new Map<string, ValuedProducts[]>();
  for (const one of products) {
    productsOf.set(one.creatorId, [...(productsOf.get(one.creatorId) ?? []), one]);
  }
  const missingCount = total.postsCount - total.counts.engagements.postsCount;
  return {
    ...headView(report),
    total: { ...sumsView(total, report), products: productsView(products, report) },
    byCreator: groups.creators.map((group) => ({
      ...withSums(group),
      products: productsView(productsOf.get(group.key.creatorId) ?? [], report),
    })),
    byDeliverable: groups.deliverables.map(withSums),
    byNiche: groups.niches.map(withSums),
    byAudience: groups.audiences.map(withSums),
    audienceTiers: audienceTiers.map((tier) => ({ tier, ...tierBounds[tier] })),
    series: {
      days: series.map((one) => ({
        day: one.day,
        engagements: one.engagements.toString(),
        engagementsPostsCount: one.engagementsPostsCount,
        views: one.views.toString(),
        viewsPostsCount: one.viewsPostsCount,
      })),
      isCut: report.isSeriesCut,
    },
    missing: {
      count: missingCount,
      posts: missing.map(({ hasFigures, recordedAt, ...post }) => ({
        ...post,
        recordedAt: parseInstant(recordedAt).toISOString(),
        reason: hasFigures ? ("no_engagements" as const) : ("no_snapshot" as const),
      })),
      isCut: missing.length < missingCount,
    },
  };
}
