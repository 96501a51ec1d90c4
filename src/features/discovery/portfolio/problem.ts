/**
 * Which creators to choose for a budget, as a problem of whole numbers: of each creator at most one option (what they
 * would make, for what price), the most value within the budget, and for each limit a least and a greatest number of
 * creators. A niche, a country, a tier, a platform, the whole set and a creator one must have are all limits.
 */
import { item } from "./item";

/** One limit on how many of the chosen options carry a mark. */
export interface Limit {
  /** Said to people when nothing fits, such as `niche:food`. */
  name: string;
  /** How many at least; 0 for no such wish. */
  min: number;
  /** How many at most; Infinity for no such wish. */
  max: number;
}

export interface Option {
  /** Options of one number exclude each other: they are of one creator. Counted from 0 without gaps. */
  group: number;
  /** ISO 4217 minor units of the budget's currency, a whole number below 2^53. */
  cost: number;
  /** What is to be as much as possible, such as expected engagements; 0 or more. */
  value: number;
  /** Which limits count this option, as indexes. */
  limits: readonly number[];
}

export interface PortfolioProblem {
  options: readonly Option[];
  groupsCount: number;
  /** In the unit of the costs. */
  budget: number;
  limits: readonly Limit[];
}

/** Indexes of chosen options in ascending order. */
export type Selection = readonly number[];

export interface Totals {
  value: number;
  cost: number;
  /** For each limit how many chosen options carry its mark. */
  counts: number[];
}

/** Sums over a selection. Costs are whole numbers, so their sum is exact. */
export function totalsOf({ options, limits }: PortfolioProblem, selection: Selection): Totals {
  const totals: Totals = { value: 0, cost: 0, counts: limits.map(() => 0) };
  for (const index of selection) {
    const option = item(options, index);
    totals.value += option.value;
    totals.cost += option.cost;
    for (const limit of option.limits) totals.counts[limit] = item(totals.counts, limit) + 1;
  }
  return totals;
}

/** True when no creator is chosen twice, the budget holds, and every limit does. */
export function isFeasible(problem: PortfolioProblem, selection: Selection): boolean {
  const groups = new Set(selection.map((index) => item(problem.options, index).group));
  if (groups.size !== selection.length) return false;
  const { cost, counts } = totalsOf(problem, selection);
  return (
    cost <= problem.budget &&
    problem.limits.every(({ min, max }, at) => item(counts, at) >= min && item(counts, at) <= max)
  );
}
