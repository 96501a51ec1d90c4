/** What the prices of a relaxation say about every option, also those that the relaxation never saw. */
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
  const marks = limits.map((_limit, at) => duals.min[at]! + duals.max[at]!);
  const reduced = new Float64Array(options.length);
  const bestOfGroup = new Float64Array(groupsCount);
  for (let index = 0; index < options.length; index++) {
    const { value, cost, group, limits: carried } = options[index]!;
    let rest = value - duals.budget * cost;
    for (const limit of carried) rest -= marks[limit]!;
    reduced[index] = rest;
    if (rest > bestOfGroup[group]!) bestOfGroup[group] = rest;
  }
  let bound = duals.budget * budget;
  for (const [at, { min, max }] of limits.entries()) {
    bound += duals.min[at]! * min;
    if (duals.max[at]! > 0) bound += duals.max[at]! * max;
  }
  for (const best of bestOfGroup) bound += best;
  return { duals, reduced, bestOfGroup, bound };
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
    if (bound - bestOfGroup[options[index]!.group]! + reduced[index]! >= known)
      possible.push(index);
  }
  return possible;
}
