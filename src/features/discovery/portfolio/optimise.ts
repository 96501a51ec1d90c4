/**
 * The best set of creators, with a proof of how good it is. Small problems go to the solver whole. Large ones are relaxed
 * over a part of the options first; the prices that come out of it bound every set there is (see pricing), bring in the
 * options that were missing, and rule most of the others out, so that the solver has to decide on few.
 */
import { monotonicMs } from "../../../kernel/clock";
import { byValueForCost, greedy } from "./greedy";
import { item } from "./item";
import { dualsOf, lpText, type SolverAnswer, takenBy } from "./lp-text";
import { type Pricing, price, stillPossible, surelyIn } from "./pricing";
import { isFeasible, type PortfolioProblem, type Selection, totalsOf } from "./problem";

/** @throws Error when the solver itself fails; an infeasible problem is an answer. */
export type Solve = (
  text: string,
  options: { time_limit: number; mip_rel_gap?: number },
) => SolverAnswer;

export interface Progress {
  stage: "pricing" | "choosing";
  /** Value of the best set so far; undefined before there is one. */
  value: number | undefined;
  /** No set has more. */
  bound: number | undefined;
}

export interface OptimiseOptions {
  solve: Solve;
  timeLimitMs: number;
  onProgress?: (progress: Progress) => void;
}

export interface Optimum {
  outcome: "solved";
  selection: Selection;
  value: number;
  /** Proved: no set that keeps the limits has more value. */
  bound: number;
  /** (bound - value) / bound; 0 when the set is the best there is. */
  gap: number;
  /** What one more minor unit of budget would bring, by the relaxation. */
  budgetPrice: number;
  /** Reduced values, by which swaps are looked for. */
  pricing: Pricing;
}

export type OptimiseResult = Optimum | { outcome: "infeasible" } | { outcome: "out_of_time" };

/** Up to here the solver gets everything, and the answer is exact. */
const wholeMax = 600;
const startCount = 800;
const startPerLimit = 40;
const roundsMax = 6;
const addedMax = 1_500;
/** As many as the solver decides on within a fraction of a second. */
const coreMax = 3_000;
const firstCoreMax = 400;
/** How many of a good set are turned over to make it better. */
const openCount = 30;
/** A gap with which nobody could do anything: a hundredth of a percent is ten thousandths. */
const goodGap = 5e-5;

const isDone = ({ Status }: SolverAnswer) => Status === "Optimal";

/** The best for the money, and some of the best of each mark that is asked for. */
function firstColumns(problem: PortfolioProblem): Set<number> {
  const { options, limits } = problem;
  const rank = byValueForCost(problem);
  const ranked = Array.from(options, (_option, index) => ({ index, rank: rank(index) }))
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .map(({ index }) => index);
  const columns = new Set(ranked.slice(0, startCount));
  const left = limits.map(({ min }) => (min > 0 ? min + startPerLimit : 0));
  for (const index of ranked) {
    for (const limit of item(options, index).limits) {
      if (item(left, limit) <= 0) continue;
      left[limit] = item(left, limit) - 1;
      columns.add(index);
    }
  }
  return columns;
}

/** The most promising options that the relaxation has not seen. */
function missing({ reduced }: Pricing, columns: ReadonlySet<number>): number[] {
  const found: number[] = [];
  for (let index = 0; index < reduced.length; index++) {
    if (item(reduced, index) > 1e-9 && !columns.has(index)) found.push(index);
  }
  return found.sort((a, b) => item(reduced, b) - item(reduced, a)).slice(0, addedMax);
}

function better(
  problem: PortfolioProblem,
  ...found: (Selection | undefined)[]
): Selection | undefined {
  let best: Selection | undefined;
  let value = Number.NEGATIVE_INFINITY;
  for (const selection of found) {
    if (!selection) continue;
    const its = totalsOf(problem, selection).value;
    if (its > value) [best, value] = [selection, its];
  }
  return best;
}

interface Relaxed {
  pricing: Pricing;
  best: Selection | undefined;
}

/** Rounds of relaxation and pricing. @returns undefined when the relaxation has no answer, so that nothing has one. */
function relax(
  problem: PortfolioProblem,
  { solve, onProgress }: OptimiseOptions,
  secondsLeft: () => number,
): Relaxed | "infeasible" | "out_of_time" {
  const columns = firstColumns(problem);
  let best = greedy(problem);
  let pricing: Pricing | undefined;
  for (let round = 0; round < roundsMax; round++) {
    const text = lpText({ problem, columns: [...columns], isInteger: false });
    const answer = solve(text, { time_limit: secondsLeft() });
    if (!isDone(answer)) {
      if (answer.Status !== "Infeasible") break;
      // A part may lack what the whole has.
      if (columns.size === problem.options.length) return "infeasible";
      for (const index of problem.options.keys()) columns.add(index);
      continue;
    }
    const priced = price(problem, dualsOf(problem, answer));
    best = better(
      problem,
      best,
      greedy(problem, (index) => item(priced.reduced, index)),
    );
    if (!pricing || priced.bound < pricing.bound) pricing = priced;
    const value = best && totalsOf(problem, best).value;
    onProgress?.({ stage: "pricing", value, bound: pricing.bound });
    const more = missing(priced, columns);
    if (more.length === 0 || secondsLeft() <= 0) break;
    for (const index of more) columns.add(index);
  }
  return pricing ? { pricing, best } : "out_of_time";
}

/** The options to decide on: those that could still be part of something better, the nearest first when they are many. */
function coreOf(problem: PortfolioProblem, { pricing, best }: Relaxed, sizeMax: number) {
  const { bound, reduced } = pricing;
  // What the arithmetic of the prices may be wrong by must not rule anything out.
  const margin = Math.abs(bound) * 1e-9;
  const known = best ? totalsOf(problem, best).value - margin : Number.NEGATIVE_INFINITY;
  const possible = stillPossible(problem, pricing, known);
  const isWhole = possible.length <= sizeMax;
  const forced = isWhole ? surelyIn(problem, pricing, possible, known) : new Set<number>();
  const core = isWhole
    ? possible
    : possible.sort((a, b) => item(reduced, b) - item(reduced, a)).slice(0, sizeMax);
  // Whatever is known to be good stays possible.
  return { core: [...new Set([...core, ...(best ?? [])])], forced, isWhole };
}

/** A good set from few options: the better it is, the more of all others can be ruled out. */
function improved(
  problem: PortfolioProblem,
  relaxed: Relaxed,
  { solve }: OptimiseOptions,
  secondsLeft: () => number,
): Relaxed {
  const { core } = coreOf(
    problem,
    relaxed,
    relaxed.best ? relaxed.best.length + 2 * openCount : firstCoreMax,
  );
  const { reduced } = relaxed.pricing;
  // The clearest of those that are in stay in; the solver turns the others over.
  const clear = relaxed.best
    ?.toSorted((a, b) => item(reduced, b) - item(reduced, a))
    .slice(0, -openCount);
  const forced = new Set(clear);
  const answer = solve(lpText({ problem, columns: core, isInteger: true, forced }), {
    time_limit: secondsLeft(),
    mip_rel_gap: goodGap,
  });
  const chosen = takenBy(core, answer);
  const found = isFeasible(problem, chosen) ? chosen : undefined;
  return { ...relaxed, best: better(problem, relaxed.best, found) };
}

function optimumOf(
  problem: PortfolioProblem,
  selection: Selection,
  bound: number,
  pricing: Pricing,
): Optimum {
  const { value } = totalsOf(problem, selection);
  const proved = Math.max(bound, value);
  return {
    outcome: "solved",
    selection,
    value,
    bound: proved,
    gap: proved > 0 ? (proved - value) / proved : 0,
    budgetPrice: pricing.duals.budget,
    pricing,
  };
}

/**
 * @returns the best set that was found within the time, with its proved gap; "infeasible" when no set keeps the limits;
 * "out_of_time" when none was found and none could be ruled out.
 */
export function optimise(problem: PortfolioProblem, options: OptimiseOptions): OptimiseResult {
  const until = monotonicMs() + options.timeLimitMs;
  const secondsLeft = () => Math.max((until - monotonicMs()) / 1_000, 0);
  const first = relax(problem, options, secondsLeft);
  if (typeof first === "string") return { outcome: first };
  const isSmall = problem.options.length <= wholeMax;
  const relaxed =
    isSmall || secondsLeft() <= 0 ? first : improved(problem, first, options, secondsLeft);
  const { pricing, best: known } = relaxed;
  const value = known && totalsOf(problem, known).value;
  options.onProgress?.({ stage: "choosing", value, bound: pricing.bound });
  const isGood = value !== undefined && pricing.bound - value <= goodGap * pricing.bound;
  if (known && (secondsLeft() <= 0 || (isGood && !isSmall))) {
    return optimumOf(problem, known, pricing.bound, pricing);
  }
  if (secondsLeft() <= 0) return { outcome: "out_of_time" };
  return decide(problem, relaxed, options, secondsLeft());
}

/** Lets the solver choose among what is left. */
function decide(
  problem: PortfolioProblem,
  relaxed: Relaxed,
  { solve }: OptimiseOptions,
  secondsLeft: number,
): OptimiseResult {
  const { pricing } = relaxed;
  const isSmall = problem.options.length <= wholeMax;
  const all = { core: [...problem.options.keys()], forced: new Set<number>(), isWhole: true };
  const { core, forced, isWhole } = isSmall ? all : coreOf(problem, relaxed, coreMax);
  const gap = isSmall ? 0 : goodGap;
  const text = lpText({ problem, columns: core, isInteger: true, forced });
  const answer = solve(text, { time_limit: secondsLeft, mip_rel_gap: gap });
  if (answer.Status === "Infeasible" && isWhole && !relaxed.best) return { outcome: "infeasible" };
  const chosen = takenBy(core, answer);
  const found = isFeasible(problem, chosen) ? chosen : undefined;
  const best = better(problem, relaxed.best, found);
  if (!best) return { outcome: "out_of_time" };
  const { value } = totalsOf(problem, best);
  // A core that holds everything still possible proves as much as the solver did.
  const isProved = isWhole && isDone(answer);
  const bound = isProved ? Math.min(pricing.bound, value * (1 + gap)) : pricing.bound;
  return optimumOf(problem, best, bound, pricing);
}
