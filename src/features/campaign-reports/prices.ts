/** What a single engagement, or a thousand people, cost: exact, and never a division by nothing. Pure. */
import { type Ratio, ratio, times } from "../../kernel/ratio";
import { type Count, type Sums, totalMinorOf } from "./campaign-report";

/**
 * Why there is no price: nothing is live; no post tells the figure; all tell it and it is zero; or the creators were given
 * products and no money.
 */
export const priceReasons = ["no_posts", "no_figures", "zero", "only_products"] as const;
export type PriceReason = (typeof priceReasons)[number];

/** Digits of a price after the point of the minor unit, as in 12.3457 cents. */
export const priceDigits = 4;

export interface Price {
  /** In minor units of the report's currency; null together with a reason. */
  value: Ratio | null;
  reason: PriceReason | null;
  /** What was divided, in minor units of the campaign's currency. */
  costMinor: bigint;
  /** By how many. */
  count: bigint;
}

/** How a price is reckoned. */
export interface PriceTerms {
  /** What a minor unit of the campaign's currency is worth in minor units of the report's. */
  worth: Ratio;
  /** False where creators get products only. */
  isPaid: boolean;
}

/**
 * The price of `each` of a count. The cost of posts that do not tell the figure is left out, because they cannot be counted
 * either; kill fees and other cost without a post stay in, because they brought nothing.
 */
function priceOf(
  sums: Sums,
  { count, untoldMinor, each }: { count: Count; untoldMinor: bigint; each: bigint },
  { worth, isPaid }: PriceTerms,
): Price {
  const costMinor = totalMinorOf(sums) - untoldMinor;
  const none = (reason: PriceReason): Price => ({
    value: null,
    reason,
    costMinor,
    count: count.total,
  });
  if (sums.postsCount === 0) return none("no_posts");
  if (count.postsCount === 0) return none("no_figures");
  if (count.total === 0n) return none("zero");
  if (!isPaid) return none("only_products");
  const value = times(ratio(costMinor * each, count.total), worth);
  return { value, reason: null, costMinor, count: count.total };
}

/** Followers as a count whose posts are audiences. */
export function followersOf({ followers }: Sums): Count {
  const { total, audiencesCount: postsCount } = followers;
  return { total, postsCount };
}

const thousand = 1_000n;

/** The prices of a group. */
export function pricesOf(sums: Sums, terms: PriceTerms) {
  const by = (count: Count, untoldMinor: bigint, each: bigint) =>
    priceOf(sums, { count, untoldMinor, each }, terms);
  const { counts, untoldMinor, followers } = sums;
  return {
    costPerEngagement: by(counts.engagements, untoldMinor.engagements, 1n),
    costPerThousandViews: by(counts.views, untoldMinor.views, thousand),
    costPerThousandFollowers: by(followersOf(sums), followers.untoldMinor, thousand),
  };
}
