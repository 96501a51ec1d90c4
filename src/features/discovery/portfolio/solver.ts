/** One warm thread for all who ask; whoever comes while it works waits for a turn. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { ConflictError } from "../../../kernel/errors";
import type { Progress } from "./optimise";
import type { Solution, Task, Word } from "./solver-thread";

export interface PortfolioSolver {
  /**
   * @throws ConflictError `portfolio_busy` when too many wait; Error when the thread died, which does not keep the next
   * one from starting.
   */
  solve(task: Omit<Task, "id">, onProgress?: (progress: Progress) => void): Promise<Solution>;
}

interface Waiting {
  onProgress: ((progress: Progress) => void) | undefined;
  resolve(solution: Solution): void;
  reject(error: Error): void;
}

/** Each may take as long as it was given; more than these would wait for minutes. */
const waitingMax = 8;

export function createPortfolioSolver(): PortfolioSolver {
  let thread: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function settle(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    // An idle thread does not keep the process alive.
    if (waiting.size === 0) thread?.unref();
    return found;
  }

  function hear(word: Word): void {
    if ("progress" in word) return waiting.get(word.id)?.onProgress?.(word.progress);
    const found = settle(word.id);
    if ("solution" in word) found?.resolve(word.solution);
    else found?.reject(new Error(word.failure));
  }

  function start(): Worker {
    const started = new Worker(path.join(__dirname, "solver-thread.js"));
    started.on("message", hear);
    const end = (error: Error) => {
      if (thread === started) thread = undefined;
      for (const id of waiting.keys()) settle(id)?.reject(error);
    };
    started.on("error", end);
    started.on("exit", () => end(new Error("The solver's thread has ended")));
    return started;
  }

  return {
    solve(task, onProgress) {
      if (waiting.size >= waitingMax) return Promise.reject(new ConflictError("portfolio_busy"));
      thread ??= start();
      thread.ref();
      const id = ++lastId;
      const asked = thread;
      return new Promise<Solution>((resolve, reject) => {
        waiting.set(id, { onProgress, resolve, reject });
        asked.postMessage({ ...task, id } satisfies Task);
      });
    },
  };
}
