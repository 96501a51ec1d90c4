/**
 * Many small audiences against one celebrity for the same money. Pure. Engagements are likes and comments here, because
 * that is what people know of a celebrity's posts.
 */
import { compareRatios, dividedBy, type Ratio, ratio, times } from "../../kernel/ratio";
import { type Count, type Sums, totalMinorOf, type Unit } from "./campaign-report";
import type { PriceReason } from "./prices";

export interface Profile {
  followers: bigint;
  /** Likes and comments of one post. */
  reactionsPerPost: Ratio;
}

/**
 * The example by which this product thinks of influence: the first outranks the second, and both outrank the celebrity.
 * The celebrity is the one to compare with when a caller names none.
 */
export const exampleProfiles = {
  small: { followers: 1_000n, reactionsPerPost: ratio(500n) },
  larger: { followers: 10_000n, reactionsPerPost: ratio(1_000n) },
  celebrity: { followers: 2_000_000n, reactionsPerPost: ratio(2_000n) },
} as const satisfies Record<string, Profile>;

/** Reactions of a post for each follower. */
export const rateOf = ({ followers, reactionsPerPost }: Profile): Ratio =>
  dividedBy(reactionsPerPost, ratio(followers));

/** Those whose followers react most stand first. */
export function ranked<P extends Profile>(profiles: readonly P[]): P[] {
  return profiles.toSorted((one, other) => {
    const order = compareRatios(rateOf(other), rateOf(one));
    return order === 0n ? 0 : order > 0n ? 1 : -1;
  });
}

/** Why two sides cannot be compared. */
export type ComparisonReason = PriceReason | "no_cost";

export interface Side {
  creatorsCount: number;
  postsCount: Ratio;
  /** In minor units of the report's currency. */
  cost: Ratio;
  engagements: Ratio;
  /** Followers, each audience counted once; null when none is known. */
  reach: Ratio | null;
  /** Of a post, for each follower. */
  engagementRate: Ratio | null;
  costPerEngagement: Ratio;
  costPerThousandFollowers: Ratio | null;
}

export interface Comparison {
  campaign: Side;
  celebrity: Side;
  /** Above one: the campaign gives more for the same money. */
  ratios: { engagements: Ratio; reach: Ratio | null; engagementRate: Ratio | null };
}

export interface CelebrityTerms extends Profile {
  /** In minor units of the report's currency; null when one post costs what the campaign cost. */
  pricePerPost: Ratio | null;
}

const thousand = ratio(1_000n);

function costPerThousand(cost: Ratio, reach: Ratio | null): Ratio | null {
  return reach && reach.numerator > 0n ? dividedBy(times(cost, thousand), reach) : null;
}

/** Creators and audiences of the measured posts. */
function reachOf(units: readonly Unit[]): Pick<Side, "creatorsCount" | "reach"> {
  const measured = units.filter(({ counts }) => counts.reactions.postsCount > 0);
  const audiences = new Map<string, bigint>();
  for (const { creatorId, platform, followersCount } of measured) {
    if (followersCount !== null) audiences.set(`${creatorId} ${platform}`, BigInt(followersCount));
  }
  const total = [...audiences.values()].reduce((sum, followers) => sum + followers, 0n);
  return {
    creatorsCount: new Set(measured.map(({ creatorId }) => creatorId)).size,
    reach: audiences.size === 0 ? null : ratio(total),
  };
}

/** Reactions of the measured posts over the followers that each of them could be seen by. */
function rateOfUnits(units: readonly Unit[]): Ratio | null {
  let reactions = 0n;
  let followers = 0n;
  for (const { followersCount, counts } of units) {
    if (followersCount === null) continue;
    reactions += counts.reactions.total;
    followers += BigInt(followersCount) * BigInt(counts.reactions.postsCount);
  }
  return followers === 0n ? null : ratio(reactions, followers);
}

function reasonAgainst(sums: Sums, reactions: Count, costMinor: bigint, isPaid: boolean) {
  if (sums.postsCount === 0) return "no_posts";
  if (reactions.postsCount === 0) return "no_figures";
  if (!isPaid) return "only_products";
  if (costMinor === 0n) return "no_cost";
  return reactions.total === 0n ? "zero" : undefined;
}

/** What the celebrity gives for `cost`: parts of posts too, so that both sides cost exactly the same. */
function celebritySide(cost: Ratio, { followers, reactionsPerPost, pricePerPost }: CelebrityTerms) {
  const postsCount = dividedBy(cost, pricePerPost ?? cost);
  const isWhole = compareRatios(postsCount, ratio(1n)) >= 0n;
  const reach = times(ratio(followers), isWhole ? ratio(1n) : postsCount);
  const engagements = times(postsCount, reactionsPerPost);
  return {
    creatorsCount: 1,
    postsCount,
    cost,
    engagements,
    reach,
    engagementRate: rateOf({ followers, reactionsPerPost }),
    costPerEngagement: dividedBy(cost, engagements),
    costPerThousandFollowers: costPerThousand(cost, reach),
  };
}

/**
 * Compares at what the campaign's posts cost; posts of which neither likes nor comments are known are left out with their
 * cost. @returns the reason when there is nothing to compare.
 */
export function compareWithCelebrity(
  { units, total }: { units: readonly Unit[]; total: Sums },
  celebrity: CelebrityTerms,
  { worth, isPaid }: { worth: Ratio; isPaid: boolean },
): Comparison | ComparisonReason {
  const { reactions } = total.counts;
  const costMinor = totalMinorOf(total) - total.untoldMinor.reactions;
  const reason = reasonAgainst(total, reactions, costMinor, isPaid);
  if (reason) return reason;
  const cost = times(ratio(costMinor), worth);
  const engagements = ratio(reactions.total);
  const { creatorsCount, reach } = reachOf(units);
  const ours: Side = {
    creatorsCount,
    postsCount: ratio(BigInt(reactions.postsCount)),
    cost,
    engagements,
    reach,
    engagementRate: rateOfUnits(units),
    costPerEngagement: dividedBy(cost, engagements),
    costPerThousandFollowers: costPerThousand(cost, reach),
  };
  const theirs = celebritySide(cost, celebrity);
  return {
    campaign: ours,
    celebrity: theirs,
    ratios: {
      engagements: dividedBy(engagements, theirs.engagements),
      reach: reach && dividedBy(reach, theirs.reach),
      engagementRate: ours.engagementRate && dividedBy(ours.engagementRate, theirs.engagementRate),
    },
  };
}
