/**
 * How much influence somebody has: engagement first. Of two people with as many posts behind their figures the one whose
 * followers react more comes first, however many followers there are; who has shown little is drawn towards what is usual.
 */

export interface Audience {
  followersCount: number;
  /** Likes and comments of one post. */
  averageEngagementsCount: number;
  /** Posts that the averages are of; 0 when nobody said. */
  postsCount: number;
}

/** What creators of all sizes usually get, as a share of their followers. Half of what is believed of somebody unknown. */
const usualRate = 0.03;
/** So many posts of one's own weigh as much as what is usual. */
const usualPosts = 10;
/** Who does not say how many posts the figures are of is believed as somebody with these. */
const unsaidPosts = 10;

export interface Factor {
  code: "engagement_rate" | "usual_rate";
  /** Share of the followers, 0 to 1. */
  value: number;
  /** 0 to 1; all weights together are 1. */
  weight: number;
}

export interface Influence {
  /** Between 0 and 1: the sum of each factor's value times its weight. */
  score: number;
  factors: readonly Factor[];
}

/** Nobody's followers react more than all of them. */
const rateMost = 1;

/** Of all accounts together, each counted by its followers. */
export function influenceOf(accounts: readonly Audience[]): Influence {
  const sum = { followers: 0, engagements: 0, posts: 0 };
  for (const { followersCount, averageEngagementsCount, postsCount } of accounts) {
    sum.followers += followersCount;
    sum.engagements += averageEngagementsCount;
    sum.posts += postsCount === 0 ? unsaidPosts : postsCount;
  }
  const isKnown = sum.followers > 0;
  const value = isKnown ? Math.min(sum.engagements / sum.followers, rateMost) : 0;
  const weight = isKnown ? sum.posts / (sum.posts + usualPosts) : 1;
  return {
    score: value * weight + usualRate * (1 - weight),
    factors: [
      { code: "engagement_rate", value, weight },
      { code: "usual_rate", value: usualRate, weight: 1 - weight },
    ],
  };
}
