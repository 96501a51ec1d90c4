/** What every benchmark takes and gives. */
import type { BenchCluster } from "./world";

export interface BenchOptions {
  /** Items of one round; each size is measured on its own. */
  sizes: readonly number[];
  /** Every contender runs once a round, in turn, so that a noisy neighbour disturbs all of them alike. */
  roundsCount: number;
  /** Most items that a baseline which works item by item is given; it does not get slower with more of them. */
  perItemMax: number;
  /** How long a steady load lasts, where there is one. */
  loadSeconds: number;
  /** Address of a Redis to measure as well. */
  redisUrl: string | undefined;
  /** A server to work in; each benchmark starts one of its own without it. */
  cluster?: BenchCluster;
  progress(line: string): void;
}

/** From this size on one round says enough, and a run of all sizes ends within minutes. */
const singleRoundItems = 100_000;

export const roundsOf = ({ roundsCount }: BenchOptions, size: number): number =>
  size >= singleRoundItems ? 1 : roundsCount;

/** Figures by size, such as `{ "1000": 61.2, "15000": 58.9 }`. */
export type BySize = Record<string, number>;

export interface Figures {
  /** Unit of `ours` and `anchors`. */
  unit: string;
  ours: BySize;
  /** Named baselines, measured in the same run. */
  anchors: Record<string, BySize>;
  /** Names and values of ratios; the goals are about these. */
  ratio: Record<string, number>;
  goal: Record<string, Goal>;
  /** Memory of this process while our own code ran, highest sample. */
  rssMb: number;
  /** What else was measured on the way. */
  details?: Record<string, unknown>;
}

export interface Goal {
  atMost?: number;
  atLeast?: number;
  isMet: boolean;
}

export type Bench = (options: BenchOptions) => Promise<Figures>;

export const atMost = (value: number, limit: number): Goal => ({
  atMost: limit,
  isMet: value <= limit,
});
export const atLeast = (value: number, limit: number): Goal => ({
  atLeast: limit,
  isMet: value >= limit,
});

/** Two contenders did not do the same work; nothing they took for it means anything. */
export class WrongAnswerError extends Error {}

export function requireEqual(what: string, ours: unknown, theirs: unknown): void {
  const [one, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
  if (one !== other) throw new WrongAnswerError(`${what}: ${one} is not ${other}`);
}
