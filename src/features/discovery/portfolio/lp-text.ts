/** A part of the problem in the LP format that the solver reads, and what its answer means. */

import { item } from "./item";
import type { Option, PortfolioProblem } from "./problem";

/** Row names carry their meaning, so that nothing depends on the order in which the solver tells them. */
const budgetRow = "budget";
const minRow = (limit: number) => `min${limit}`;
const maxRow = (limit: number) => `max${limit}`;

export interface Restriction {
  problem: PortfolioProblem;
  /** Options that take part; all others stay out. */
  columns: readonly number[];
  isInteger: boolean;
  /** Options of which it is proved that nothing better is without them. */
  forced?: ReadonlySet<number>;
  /** What one missing creator of a least number costs; only asked for to find out which limit cannot be kept. */
  penalty?: number;
}

/** d value / d right side of a row, as the relaxation has them. */
export interface Duals {
  /** Value per minor unit of budget; 0 or more. */
  budget: number;
  /** 0 or less. */
  min: number[];
  /** 0 or more. */
  max: number[];
}

/** What the solver says of rows and columns, as far as it is read. */
export interface SolverAnswer {
  Status: string;
  ObjectiveValue: number;
  Columns: Record<string, { Primal?: number }>;
  Rows: readonly { Name: string; Dual?: number }[];
}

// A line of the format has a greatest length, so sums are broken.
const termsPerLine = 12;

function sumText(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += termsPerLine) {
    lines.push(terms.slice(at, at + termsPerLine).join(" "));
  }
  return lines.join("\n ");
}

const term = (factor: number, name: string) =>
  `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`;

/** Creators of whom more than one option takes part. */
function groupRows(columns: readonly number[], options: readonly Option[]): string[] {
  const members = new Map<number, number[]>();
  for (const index of columns) {
    const { group } = item(options, index);
    const known = members.get(group);
    if (known) known.push(index);
    else members.set(group, [index]);
  }
  return [...members]
    .filter(([, indexes]) => indexes.length > 1)
    .map(([group, indexes]) => ` g${group}: ${sumText(indexes.map((i) => term(1, `x${i}`)))} <= 1`);
}

function limitRows({ problem, columns, penalty }: Restriction): string[] {
  const byLimit: string[][] = problem.limits.map(() => []);
  for (const index of columns) {
    for (const limit of item(problem.options, index).limits)
      item(byLimit, limit).push(term(1, `x${index}`));
  }
  return problem.limits.flatMap(({ min, max }, at) => {
    const terms = item(byLimit, at);
    const lower = penalty === undefined ? terms : [...terms, term(1, `short${at}`)];
    const sum = terms.length > 0 ? sumText(terms) : "+ 0 none";
    return [
      ...(min > 0 ? [` ${minRow(at)}: ${lower.length > 0 ? sumText(lower) : sum} >= ${min}`] : []),
      ...(Number.isFinite(max) ? [` ${maxRow(at)}: ${sum} <= ${max}`] : []),
    ];
  });
}

export function lpText(restriction: Restriction): string {
  const { problem, columns, isInteger, forced, penalty } = restriction;
  const { options, budget, limits } = problem;
  const values = columns.map((index) => term(item(options, index).value, `x${index}`));
  const shortages =
    penalty === undefined
      ? []
      : limits.flatMap(({ min }, at) => (min > 0 ? [term(-penalty, `short${at}`)] : []));
  const names = columns.map((index) => `x${index}`);
  const costs = columns.map((index) => term(item(options, index).cost, `x${index}`));
  return [
    "Maximize",
    ` obj: ${sumText([...values, ...shortages, "+ 0 none"])}`,
    "Subject To",
    ` ${budgetRow}: ${sumText([...costs, "+ 0 none"])} <= ${budget}`,
    ...limitRows(restriction),
    ...groupRows(columns, options),
    "Bounds",
    " none = 0",
    ...columns.map((index) => ` x${index} ${forced?.has(index) ? "=" : "<="} 1`),
    ...(isInteger && names.length > 0 ? ["General", ...names.map((name) => ` ${name}`)] : []),
    "End",
  ].join("\n");
}

export function dualsOf({ limits }: PortfolioProblem, answer: SolverAnswer): Duals {
  const byRow = new Map(answer.Rows.map(({ Name, Dual }) => [Name, Dual ?? 0]));
  // The solver's own tolerance may leave a sign that no bound could be proved with.
  const positive = (name: string) => Math.max(byRow.get(name) ?? 0, 0);
  return {
    budget: positive(budgetRow),
    min: limits.map((_limit, at) => Math.min(byRow.get(minRow(at)) ?? 0, 0)),
    max: limits.map((_limit, at) => positive(maxRow(at))),
  };
}

/** The options an answer of whole numbers takes. */
export function takenBy(columns: readonly number[], { Columns }: SolverAnswer): number[] {
  return columns.filter((index) => (Columns[`x${index}`]?.Primal ?? 0) > 0.5);
}

/** How far each limit's least number is missed by an answer that was allowed to. */
export function shortagesOf({ limits }: PortfolioProblem, { Columns }: SolverAnswer): number[] {
  return limits.map((_limit, at) => Columns[`short${at}`]?.Primal ?? 0);
}
