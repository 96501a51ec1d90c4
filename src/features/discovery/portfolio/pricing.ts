/** What the prices of a relaxation say about every option, also those that the relaxation never saw. */

import { item } from "./item";
import type { Duals } from "./lp-text";
import type { PortfolioProblem } from "./problem";

export interface Pricing {
  duals: Duals;
  /** Value of each option less what its cost and its marks are worth elsewhere. */
  reduced: Float64Array;
  /** The best reduced value of each creator, and 0 for those better left out. */
  bestOfGroup: Float64Array;
  /** No set whatever has more value than this. */
  bound: number;
}

/**
 * The bound holds for any prices of the right sign, so also for those of a part of the options: whatever set keeps the
 * limits pays at most the prices' worth of the right sides, and gains per creator at most the best reduced value.
 */
export function price(
  { options, groupsCount, budget, limits }: PortfolioProblem,
  duals: Duals,
): Pricing {
  const marks = limits.map((_limit, at) => item(duals.min, at) + item(duals.max, at));
  const reduced = new Float64Array(options.length);
  const bestOfGroup = new Float64Array(groupsCount);
  for (let index = 0; index < options.length; index++) {
    const { value, cost, group, limits: carried } = item(options, index);
    let rest = value - duals.budget * cost;
    for (const limit of carried) rest -= item(marks, limit);
    reduced[index] = rest;
    if (rest > item(bestOfGroup, group)) bestOfGroup[group] = rest;
  }
  let bound = duals.budget * budget;
  for (const [at, { min, max }] of limits.entries()) {
    bound += item(duals.min, at) * min;
    if (item(duals.max, at) > 0) bound += item(duals.max, at) * max;
  }
  for (const best of bestOfGroup) bound += best;
  return { duals, reduced, bestOfGroup, bound };
}

/**
 * Those of the possible options that every set better than `known` holds: its creator has no other one that is possible,
 * and without the creator the bound falls below what is known.
 */
export function surelyIn(
  { options }: PortfolioProblem,
  { bestOfGroup, bound }: Pricing,
  possible: readonly number[],
  known: number,
): Set<number> {
  const counts = new Map<number, number>();
  for (const index of possible) {
    const { group } = item(options, index);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return new Set(
    possible.filter((index) => {
      const { group } = item(options, index);
      return counts.get(group) === 1 && bound - item(bestOfGroup, group) < known;
    }),
  );
}

/**
 * Options that a set better than `known` could hold; all others are proved to be out.
 * @param known the value of a set that keeps the limits.
 */
export function stillPossible(
  { options }: PortfolioProblem,
  { reduced, bestOfGroup, bound }: Pricing,
  known: number,
): number[] {
  const possible: number[] = [];
  for (let index = 0; index < options.length; index++) {
    // With this option its creator gives its reduced value instead of the best one.
    if (bound - item(bestOfGroup, item(options, index).group) + item(reduced, index) >= known)
      possible.push(index);
  }
  return possible;
}
