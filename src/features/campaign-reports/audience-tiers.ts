/**
 * How large an audience is called, by followers on the platform of the post. Data: whoever counts otherwise changes the
 * bounds here and nowhere else. They are the ones most agencies use; AdAge speaks of micro-influencers from 9,000 to
 * 90,000 followers, which lies across the border of the first two.
 */
export const audienceTiers = ["nano", "micro", "mid", "macro", "mega"] as const;
export type AudienceTier = (typeof audienceTiers)[number];

interface Bounds {
  /** Fewest followers. */
  from: number;
  /** First number that is too many; null is open. */
  below: number | null;
}

export const tierBounds: Readonly<Record<AudienceTier, Bounds>> = {
  nano: { from: 0, below: 10_000 },
  micro: { from: 10_000, below: 100_000 },
  mid: { from: 100_000, below: 500_000 },
  macro: { from: 500_000, below: 1_000_000 },
  mega: { from: 1_000_000, below: null },
};

export function tierOf(followersCount: number): AudienceTier {
  const found = audienceTiers.findLast((tier) => followersCount >= tierBounds[tier].from);
  return found ?? "nano";
}
