/** The thread in which HiGHS works: it would hold up every request for seconds. Runs as a worker of solver.ts only. */
import { parentPort } from "node:worker_threads";
import loadHighs from "highs";
import { greedy } from "./greedy";
import type { SolverAnswer } from "./lp-text";
import { type OptimiseResult, optimise, type Progress } from "./optimise";
import { type PortfolioProblem, type Selection, totalsOf } from "./problem";
import { type Shortage, shortages } from "./shortage";
import { nextBestSwaps, type Swap } from "./swaps";

export interface Task {
  id: number;
  problem: PortfolioProblem;
  timeLimitMs: number;
  swapsMax: number;
}

/** What the thread found, without anything that only it needs. */
export type Solution =
  | { outcome: "infeasible"; shortages: Shortage[] }
  | { outcome: "out_of_time" }
  | {
      outcome: "solved";
      selection: Selection;
      value: number;
      bound: number;
      gap: number;
      budgetPrice: number;
      swaps: Swap[];
      /** The set that takes the best for the money first; undefined when that comes to none. */
      greedy: { selection: Selection; value: number } | undefined;
    };

export type Word =
  | { id: number; progress: Progress }
  | { id: number; solution: Solution }
  | { id: number; failure: string };

/** To find out why nothing fits is worth less than an answer. */
const whyMs = 2_000;

async function solveTask({ id, problem, timeLimitMs, swapsMax }: Task, say: (word: Word) => void) {
  const highs = await loadHighs();
  const solve = (text: string, options: { time_limit: number; mip_rel_gap?: number }) =>
    highs.solve(text, options) as SolverAnswer;
  const onProgress = (progress: Progress) => say({ id, progress });
  const result: OptimiseResult = optimise(problem, { solve, timeLimitMs, onProgress });
  if (result.outcome === "out_of_time") return say({ id, solution: result });
  if (result.outcome === "infeasible") {
    const found = shortages(problem, solve, whyMs);
    return say({ id, solution: { outcome: "infeasible", shortages: found } });
  }
  const { pricing: _pricing, ...rest } = result;
  const quick = greedy(problem);
  say({
    id,
    solution: {
      ...rest,
      swaps: nextBestSwaps(problem, result, swapsMax),
      greedy: quick && { selection: quick, value: totalsOf(problem, quick).value },
    },
  });
}

const port = parentPort;
port?.on("message", (task: Task) => {
  const say = (word: Word) => port.postMessage(word);
  solveTask(task, say).catch((error: unknown) =>
    say({ id: task.id, failure: error instanceof Error ? error.message : String(error) }),
  );
});
