/** Why nothing fits: which least numbers cannot be kept together with the rest. */

import { lpText, shortagesOf } from "./lp-text";
import type { Solve } from "./optimise";
import type { PortfolioProblem } from "./problem";

export interface Shortage {
  /** Index of the limit. */
  limit: number;
  /** How many creators are missing for its least number, at the best. */
  missing: number;
}

/** Only what is missing counts. */
const valueless = (problem: PortfolioProblem): PortfolioProblem => ({
  ...problem,
  options: problem.options.map((option) => ({ ...option, value: 0 })),
});

/**
 * Solves the problem with the fewest creators missing. Rare marks may name several limits, because each of them alone
 * could be kept.
 * @returns nothing when the solver did not finish in time.
 */
export function shortages(
  problem: PortfolioProblem,
  solve: Solve,
  timeLimitMs: number,
): Shortage[] {
  const columns = [...problem.options.keys()];
  const text = lpText({ problem: valueless(problem), columns, isInteger: true, penalty: 1 });
  const answer = solve(text, { time_limit: timeLimitMs / 1_000, mip_rel_gap: 0 });
  if (answer.Status !== "Optimal") return [];
  return shortagesOf(problem, answer).flatMap((missing, limit) =>
    missing > 1e-6 ? [{ limit, missing: Math.round(missing) }] : [],
  );
}
