/** The quick way that most people take by hand: the best for the money first. It is the measure of the exact one. */

import { item } from "./item";
import { isFeasible, type PortfolioProblem, type Selection } from "./problem";

/** A better option comes first. By default it is the one with more value for its cost. */
export type Order = (index: number) => number;

interface Basket {
  chosen: Set<number>;
  groups: Uint8Array;
  counts: number[];
  left: number;
}

/** For a free option, which no division can rank, everything it brings is gain. */
export function byValueForCost({ options }: PortfolioProblem): Order {
  return (index) => {
    const { value, cost } = item(options, index);
    return cost > 0 ? value / cost : Number.MAX_VALUE;
  };
}

function fits(problem: PortfolioProblem, basket: Basket, index: number): boolean {
  const { group, cost, limits } = item(problem.options, index);
  return (
    basket.groups[group] === 0 &&
    cost <= basket.left &&
    limits.every((limit) => item(basket.counts, limit) < item(problem.limits, limit).max)
  );
}

function take({ options }: PortfolioProblem, basket: Basket, index: number): void {
  const { group, cost, limits } = item(options, index);
  basket.chosen.add(index);
  basket.groups[group] = 1;
  basket.left -= cost;
  for (const limit of limits) basket.counts[limit] = item(basket.counts, limit) + 1;
}

function sorted(indexes: Iterable<number>, order: Order): number[] {
  const ranked = Array.from(indexes, (index) => ({ index, rank: order(index) }));
  return ranked.sort((a, b) => b.rank - a.rank || a.index - b.index).map(({ index }) => index);
}

/** First what the limits ask for at the least, the rarest mark first; then whatever is best. */
function fillMinimums(problem: PortfolioProblem, basket: Basket, ranked: readonly number[]): void {
  const { options, limits } = problem;
  const supply = limits.map(() => 0);
  for (const { limits: marks } of options)
    for (const mark of marks) supply[mark] = item(supply, mark) + 1;
  const wanted = limits.map((_limit, at) => at).filter((at) => item(limits, at).min > 0);
  for (const at of wanted.sort((a, b) => item(supply, a) - item(supply, b))) {
    for (const index of ranked) {
      if (item(basket.counts, at) >= item(limits, at).min) break;
      if (item(options, index).limits.includes(at) && fits(problem, basket, index)) {
        take(problem, basket, index);
      }
    }
  }
}

/**
 * @param order whom to take first; see {@link byValueForCost}.
 * @param among the options it may choose from; all by default.
 * @returns undefined when it does not come to a set that keeps every limit; there may be one all the same.
 */
export function greedy(
  problem: PortfolioProblem,
  order: Order = byValueForCost(problem),
  among: Iterable<number> = problem.options.keys(),
): Selection | undefined {
  const ranked = sorted(among, order);
  const basket: Basket = {
    chosen: new Set(),
    groups: new Uint8Array(problem.groupsCount),
    counts: problem.limits.map(() => 0),
    left: problem.budget,
  };
  fillMinimums(problem, basket, ranked);
  for (const index of ranked) if (fits(problem, basket, index)) take(problem, basket, index);
  const selection = [...basket.chosen].sort((a, b) => a - b);
  return isFeasible(problem, selection) ? selection : undefined;
}
