/** The optimiser against every subset of small problems, against the quick way, and its proof against the truth. */

import fc from "fast-check";
import loadHighs from "highs";
import { randomFrom } from "../../bench/random";
import { greedy } from "../../src/features/discovery/portfolio/greedy";
import {
  type Optimum,
  optimise,
  type Solve,
} from "../../src/features/discovery/portfolio/optimise";
import {
  isFeasible,
  type Limit,
  type Option,
  type PortfolioProblem,
  type Selection,
  totalsOf,
} from "../../src/features/discovery/portfolio/problem";
import { shortages } from "../../src/features/discovery/portfolio/shortage";
import { nextBestSwaps } from "../../src/features/discovery/portfolio/swaps";

let solve: Solve;
beforeAll(async () => {
  const highs = await loadHighs();
  solve = (text, options) => highs.solve(text, options) as ReturnType<Solve>;
});

const timeLimitMs = 20_000;
const run = (problem: PortfolioProblem) => optimise(problem, { solve, timeLimitMs });

/** Tries every choice of one option or none for each creator. */
function bruteForce(
  problem: PortfolioProblem,
): { value: number; selection: Selection } | undefined {
  const groups: number[][] = Array.from({ length: problem.groupsCount }, () => []);
  for (const [index, { group }] of problem.options.entries()) groups[group]!.push(index);
  let best: { value: number; selection: Selection } | undefined;
  const walk = (group: number, chosen: number[]) => {
    if (group < groups.length) {
      walk(group + 1, chosen);
      for (const index of groups[group]!) walk(group + 1, [...chosen, index]);
      return;
    }
    if (!isFeasible(problem, chosen)) return;
    const { value } = totalsOf(problem, chosen);
    if (!best || value > best.value) best = { value, selection: chosen };
  };
  walk(0, []);
  return best;
}

const limitsCount = 3;
const option = (groupsCount: number) =>
  fc.record({
    group: fc.nat(groupsCount - 1),
    cost: fc.integer({ min: 0, max: 500 }),
    value: fc.integer({ min: 0, max: 1_000 }),
    limits: fc.subarray([0, 1, 2]),
  }) satisfies fc.Arbitrary<Option>;
const limit = fc
  .record({ min: fc.nat(2), spread: fc.oneof(fc.nat(3), fc.constant(Number.POSITIVE_INFINITY)) })
  .map(({ min, spread }, name = "a limit"): Limit => ({ name, min, max: min + spread }));
const problems = fc.nat({ max: 6 }).chain((last) =>
  fc.record({
    options: fc.array(option(last + 1), { minLength: 1, maxLength: 10 }),
    groupsCount: fc.constant(last + 1),
    budget: fc.integer({ min: 0, max: 1_500 }),
    limits: fc.array(limit, { minLength: limitsCount, maxLength: limitsCount }),
  }),
);

test("small problems: exactly what trying everything finds, or the word that nothing fits", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const truth = bruteForce(problem);
      const found = run(problem);
      if (!truth) {
        expect(found).toEqual({ outcome: "infeasible" });
        return;
      }
      expect(found).toMatchObject({ outcome: "solved", value: truth.value, gap: 0 });
      expect(isFeasible(problem, (found as Optimum).selection)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("the quick way never finds more, and keeps every limit", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const quick = greedy(problem);
      if (!quick) return;
      expect(isFeasible(problem, quick)).toBe(true);
      expect((run(problem) as Optimum).value).toBeGreaterThanOrEqual(
        totalsOf(problem, quick).value,
      );
    }),
    { numRuns: 100 },
  );
});

/** A market made by a small generator of numbers, the same on every machine. */
function market(count: number, seed = 1): PortfolioProblem {
  const random = randomFrom(seed);
  const niches = 12;
  const options = Array.from({ length: count }, (_, group): Option => {
    const followers = 1_000 * Math.exp(random() * 4.5);
    const value = Math.round(followers * (0.01 + random() * 0.09));
    const cost = Math.round(followers * (0.5 + random()) * 2);
    const niche = Math.floor(random() * niches);
    const platform = niches + Math.floor(random() * 3);
    return { group, cost, value, limits: [niche, platform, niches + 3] };
  });
  const limits: Limit[] = [
    ...Array.from({ length: niches }, (_, at) => ({ name: `niche:${at}`, min: 2, max: 40 })),
    ...Array.from({ length: 3 }, (_, at) => ({ name: `platform:${at}`, min: 5, max: 1 / 0 })),
    { name: "creators", min: 1, max: 200 },
  ];
  return { options, groupsCount: count, budget: 10_000_000, limits };
}

test("2,000 creators by prices and a core: what the solver finds of the whole, within the proved gap", () => {
  const problem = market(2_000);
  const found = run(problem) as Optimum;
  expect(isFeasible(problem, found.selection)).toBe(true);
  expect(found.gap).toBeLessThanOrEqual(1e-4);
  // The same, as if it were small: nothing is left out and the solver decides on all.
  const whole = run({ ...problem, options: problem.options.slice(0, 600) }) as Optimum;
  expect(whole.value).toBeLessThanOrEqual(found.bound);
  expect(totalsOf(problem, greedy(problem)!).value).toBeLessThanOrEqual(found.value);
});

test("a bound is no promise: no set of another kind goes beyond it", () => {
  const problem = market(1_000, 7);
  const { bound, pricing } = run(problem) as Optimum;
  const values = Array.from({ length: 20 }, (_, turn) => {
    const shaken = greedy(problem, (index) => pricing.reduced[index]! * ((index * 7 + turn) % 5));
    return shaken ? totalsOf(problem, shaken).value : 0;
  });
  expect(Math.max(...values)).toBeGreaterThan(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(bound);
});

test("more budget brings about what the price of the budget says", () => {
  const problem = market(1_000, 3);
  const before = run(problem) as Optimum;
  const more = 50_000;
  const after = run({ ...problem, budget: problem.budget + more }) as Optimum;
  const gained = after.value - before.value;
  expect(gained).toBeLessThanOrEqual(
    before.budgetPrice * more * 1.05 + before.bound - before.value,
  );
  expect(gained).toBeGreaterThan(0);
});

test("swaps keep every limit, bring nothing more, and come nearest first", () => {
  const problem = market(400, 5);
  const found = run(problem) as Optimum;
  const swaps = nextBestSwaps(problem, found, 5);
  expect(swaps).toHaveLength(5);
  for (const swap of swaps) {
    const next = [...found.selection.filter((index) => index !== swap.out), swap.in];
    expect(isFeasible(problem, next)).toBe(true);
    expect(totalsOf(problem, next).value - found.value).toBeCloseTo(swap.valueChange);
    expect(swap.valueChange).toBeLessThanOrEqual(0);
  }
  const changes = swaps.map(({ valueChange }) => valueChange);
  expect(changes).toEqual([...changes].sort((a, b) => b - a));
});

test("what cannot be kept is named", () => {
  const problem: PortfolioProblem = {
    options: [
      { group: 0, cost: 100, value: 5, limits: [0] },
      { group: 1, cost: 900, value: 5, limits: [1] },
    ],
    groupsCount: 2,
    budget: 500,
    limits: [
      { name: "niche:food", min: 1, max: 9 },
      { name: "niche:glass", min: 2, max: 9 },
    ],
  };
  expect(run(problem)).toEqual({ outcome: "infeasible" });
  expect(shortages(problem, solve, timeLimitMs)).toEqual([{ limit: 1, missing: 2 }]);
});
