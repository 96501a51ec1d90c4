/** What comes nearest to the chosen set, for whoever does not like one of its creators. */

import { item } from "./item";
import type { Optimum } from "./optimise";
import { isFeasible, type PortfolioProblem } from "./problem";

export interface Swap {
  /** Index of the option that leaves. */
  out: number;
  /** Index of the option that comes. */
  in: number;
  /** Minor units; negative when it becomes cheaper. */
  costChange: number;
  valueChange: number;
}

/** Outsiders beyond these are never the best to take in, or there would be too many to try. */
const outsidersMax = 300;

/** The swaps of one for one that keep every limit and lose least, at most one for each who leaves. */
export function nextBestSwaps(
  problem: PortfolioProblem,
  { selection, pricing }: Pick<Optimum, "selection" | "pricing">,
  countMax: number,
): Swap[] {
  const { options } = problem;
  const inside = new Set(selection);
  const { reduced } = pricing;
  const outsiders = Array.from(options.keys())
    .filter((index) => !inside.has(index))
    .sort((a, b) => item(reduced, b) - item(reduced, a) || a - b)
    .slice(0, outsidersMax);
  const swaps = selection.flatMap((leaving) => {
    const rest = selection.filter((index) => index !== leaving);
    const { value, cost } = item(options, leaving);
    const best = outsiders
      .filter((coming) => isFeasible(problem, [...rest, coming]))
      .reduce<number | undefined>(
        (found, coming) =>
          found === undefined || item(options, coming).value > item(options, found).value
            ? coming
            : found,
        undefined,
      );
    if (best === undefined) return [];
    const { value: its, cost: price } = item(options, best);
    return [{ out: leaving, in: best, costChange: price - cost, valueChange: its - value }];
  });
  return swaps.sort((a, b) => b.valueChange - a.valueChange || a.out - b.out).slice(0, countMax);
}
