/** From wishes in a request to the problem of whole numbers that the solver knows. Pure. */
import { present } from "../../../kernel/invariant";
import type { AudienceTier } from "../../campaign-reports";
import { type NicheCode, nicheWithNarrower } from "../../creators";
import type { Candidate } from "./candidates";
import { item } from "./item";
import type { Limit, Option, PortfolioProblem } from "./problem";

export type LimitWish = { min?: number | undefined; max?: number | undefined } & (
  | { kind: "niche"; niche: NicheCode }
  | { kind: "country"; country: string }
  | { kind: "tier"; tier: AudienceTier }
  | { kind: "platform"; platform: string }
);

export type Objective = "engagements" | "reach" | "mix";

export interface PortfolioWish {
  objective: Objective;
  /** Of a mix: how much of it is engagements, in percent; the rest is reach. */
  engagementsPercent: number;
  creatorsMin: number;
  creatorsMax: number;
  limits: readonly LimitWish[];
  mustHave: readonly string[];
}

/** Beyond this a number of the solver would not be exact. */
const costMax = 2n ** 53n;

/** @throws InvariantError for a price that no campaign can have. */
function costOf(amountMinor: bigint): number {
  return present(amountMinor < costMax ? Number(amountMinor) : undefined, "A cost below 2^53");
}

function isCounted(candidate: Candidate, wish: LimitWish): boolean {
  switch (wish.kind) {
    case "niche": {
      const niches: readonly string[] = nicheWithNarrower(wish.niche);
      return candidate.niches.some((niche) => niches.includes(niche));
    }
    case "country":
      return candidate.country === wish.country;
    case "tier":
      return candidate.tier === wish.tier;
    case "platform":
      return candidate.pieces.some(({ platform }) => platform === wish.platform);
  }
}

const valueOfLimit = (wish: LimitWish) =>
  wish.kind === "niche"
    ? wish.niche
    : wish.kind === "country"
      ? wish.country
      : wish.kind === "tier"
        ? wish.tier
        : wish.platform;

/** A mix weighs both by what all candidates bring together, so that a percent of one is like a percent of the other. */
function valuesOf(candidates: readonly Candidate[], wish: PortfolioWish): number[] {
  if (wish.objective !== "mix") {
    const { objective } = wish;
    return candidates.map((candidate) => candidate[objective]);
  }
  const all = { engagements: 0, reach: 0 };
  for (const { engagements, reach } of candidates) {
    all.engagements += engagements;
    all.reach += reach;
  }
  const share = wish.engagementsPercent / 100;
  const scale = 1_000_000;
  return candidates.map(
    ({ engagements, reach }) =>
      scale *
      ((share * engagements) / Math.max(all.engagements, 1) +
        ((1 - share) * reach) / Math.max(all.reach, 1)),
  );
}

/** Limits 0 is the number of creators; then come those of the wish, then one for each creator one must have. */
export function problemOf(
  candidates: readonly Candidate[],
  wish: PortfolioWish,
  budgetMinor: bigint,
): PortfolioProblem {
  const values = valuesOf(candidates, wish);
  const groups = new Map<string, number>();
  const firstMust = 1 + wish.limits.length;
  const options = candidates.map((candidate, index): Option => {
    const { creatorId, priceMinor } = candidate;
    const group = groups.get(creatorId) ?? groups.size;
    groups.set(creatorId, group);
    const marks = wish.limits.flatMap((limit, at) => (isCounted(candidate, limit) ? [at + 1] : []));
    const must = wish.mustHave.indexOf(creatorId);
    return {
      group,
      cost: costOf(priceMinor),
      value: item(values, index),
      limits: [0, ...marks, ...(must < 0 ? [] : [firstMust + must])],
    };
  });
  const limits: Limit[] = [
    { name: "creators", min: wish.creatorsMin, max: wish.creatorsMax },
    ...wish.limits.map((limit) => ({
      name: `${limit.kind}:${valueOfLimit(limit)}`,
      min: limit.min ?? 0,
      max: limit.max ?? Number.POSITIVE_INFINITY,
    })),
    ...wish.mustHave.map((id) => ({ name: `creator:${id}`, min: 1, max: 1 })),
  ];
  return { options, groupsCount: groups.size, budget: costOf(budgetMinor), limits };
}
