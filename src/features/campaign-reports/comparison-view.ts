/** A comparison as JSON, with everything it takes for granted. */
import type { Currency } from "../../kernel/currency";
import { InvalidError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import {
  decimalText,
  dividedBy,
  type Ratio,
  ratio,
  ratioOfDecimal,
  roundHalfEven,
  times,
  wholePart,
} from "../../kernel/ratio";
import { readAtOnce } from "../../platform/db/snapshot";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { groupUnits, type Sums, type Unit } from "./campaign-report";
import {
  priceTermsOf,
  type ReportHead,
  type ReportQuery,
  reportHead,
  worthIn,
} from "./campaign-report-service";
import { findFacts } from "./campaign-report-store";
import { headView } from "./campaign-report-view";
import {
  type CelebrityTerms,
  type Comparison,
  compareWithCelebrity,
  exampleProfiles,
  ranked,
  rateOf,
  type Side,
} from "./comparison";
import { type PriceTerms, priceDigits } from "./prices";
import { type Assumption, assumptionTexts } from "./report-words-texts";

/** Digits after the point of counts of parts, of ratios and of percents. */
export const ratioDigits = 4;

export interface CelebrityQuery extends ReportQuery {
  followers?: number | undefined;
  engagementsPerPost?: number | undefined;
  /** Of a hundred followers, as decimal text. */
  engagementRatePercent?: string | undefined;
  pricePerPostMinor?: string | undefined;
  priceCurrency?: Currency | undefined;
}

const hundred = ratio(100n);
const always: readonly Assumption[] = [
  "reactions_only",
  "measured_posts_only",
  "parts_of_posts",
  "audience_once",
];

function reactionsOf({ engagementsPerPost, engagementRatePercent }: CelebrityQuery, many: bigint) {
  if (engagementsPerPost !== undefined && engagementRatePercent !== undefined) {
    const pointer = "/query/engagementRatePercent";
    throw new InvalidError("celebrity_engagement_twice", {}, { pointer });
  }
  if (engagementRatePercent !== undefined) {
    return dividedBy(times(ratio(many), ratioOfDecimal(engagementRatePercent)), hundred);
  }
  if (engagementsPerPost !== undefined) return ratio(BigInt(engagementsPerPost));
  return exampleProfiles.celebrity.reactionsPerPost;
}

/** Whom to compare with, and what of it nobody said. @throws InvalidError; ConflictError `exchange_rate_missing`. */
export async function celebrityOf(
  tx: Tx,
  head: ReportHead,
  query: CelebrityQuery,
): Promise<{ celebrity: CelebrityTerms; assumptions: Assumption[] }> {
  const { pricePerPostMinor, priceCurrency = head.currency } = query;
  if (pricePerPostMinor === undefined && query.priceCurrency !== undefined) {
    throw new InvalidError("price_currency_alone", {}, { pointer: "/query/priceCurrency" });
  }
  const followers =
    query.followers === undefined ? exampleProfiles.celebrity.followers : BigInt(query.followers);
  const reactionsPerPost = reactionsOf(query, followers);
  const pricePerPost =
    pricePerPostMinor === undefined
      ? null
      : times(ratio(BigInt(pricePerPostMinor)), await worthIn(tx, head, priceCurrency));
  const { engagementsPerPost, engagementRatePercent } = query;
  const isRateUnsaid = (engagementsPerPost ?? engagementRatePercent) === undefined;
  return {
    celebrity: { followers, reactionsPerPost, pricePerPost },
    assumptions: [
      ...always,
      ...(query.followers === undefined ? (["default_followers"] as const) : []),
      ...(isRateUnsaid ? (["default_engagements"] as const) : []),
      ...(pricePerPost ? [] : (["default_price"] as const)),
    ],
  };
}

const shown = (value: Ratio | null) => value && decimalText(value, ratioDigits);
const percent = (value: Ratio | null) => value && shown(times(value, hundred));

function sideView(side: Side, currency: Currency) {
  const price = (value: Ratio) => ({ amountMinor: decimalText(value, priceDigits), currency });
  const { costPerThousandFollowers } = side;
  return {
    creatorsCount: side.creatorsCount,
    postsCount: decimalText(side.postsCount, ratioDigits),
    wholePostsCount: wholePart(side.postsCount).toString(),
    cost: moneyJson(roundHalfEven(side.cost), currency),
    engagements: decimalText(side.engagements, ratioDigits),
    reach: shown(side.reach),
    engagementRatePercent: percent(side.engagementRate),
    costPerEngagement: price(side.costPerEngagement),
    costPerThousandFollowers: costPerThousandFollowers && price(costPerThousandFollowers),
  };
}

function resultView({ campaign, celebrity, ratios }: Comparison, currency: Currency) {
  return {
    campaign: sideView(campaign, currency),
    celebrity: sideView(celebrity, currency),
    ratios: {
      engagements: decimalText(ratios.engagements, ratioDigits),
      reach: shown(ratios.reach),
      engagementRate: shown(ratios.engagementRate),
    },
  };
}

/** The example, in its order. */
function exampleView() {
  const profiles = Object.entries(exampleProfiles).map(([name, one]) => ({
    ...one,
    name: name as keyof typeof exampleProfiles,
  }));
  return ranked(profiles).map((profile) => ({
    profile: profile.name,
    followers: profile.followers.toString(),
    engagementsPerPost: decimalText(profile.reactionsPerPost, ratioDigits),
    engagementRatePercent: percent(rateOf(profile)) ?? "",
  }));
}

interface Compared {
  head: ReportHead;
  terms: PriceTerms;
  units: Unit[];
  total: Sums;
}

/** A campaign against one celebrity. @throws as `reportHead`, and as {@link celebrityOf}. */
export async function comparisonView(
  reader: Tx,
  actor: Actor,
  campaignId: string,
  query: CelebrityQuery,
  locale: Locale,
) {
  return await readAtOnce(reader, async (tx) => {
    const head = await reportHead(tx, actor, campaignId, query);
    const terms = await priceTermsOf(tx, head);
    const { celebrity, assumptions } = await celebrityOf(tx, head, query);
    const none = { daysMax: 0, missingMax: 0 };
    const { units } = await findFacts(tx, campaignId, head.asOf, none);
    const compared: Compared = { head, terms, units, total: groupUnits(units).total };
    const result = compareWithCelebrity(compared, celebrity, terms);
    const hasResult = typeof result !== "string";
    return {
      ...headView(head),
      asked: {
        followers: celebrity.followers.toString(),
        engagementsPerPost: decimalText(celebrity.reactionsPerPost, ratioDigits),
        pricePerPost: celebrity.pricePerPost && {
          amountMinor: decimalText(celebrity.pricePerPost, priceDigits),
          currency: head.currency,
        },
      },
      assumptions: assumptions.map((code) => ({ code, text: assumptionTexts[code][locale] })),
      reason: hasResult ? null : result,
      result: hasResult ? resultView(result, head.currency) : null,
      example: exampleView(),
    };
  });
}
