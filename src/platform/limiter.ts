import { AppError } from "../kernel/errors";

/** Lets a few pieces of work run at a time, some wait, and turns the rest away before they take anything. */
export interface Limiter {
  /** @throws AppError 503 `service_unavailable` when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createLimiter(atOnceMax: number, waitingMax: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (running < atOnceMax) {
      running++;
      return;
    }
    if (waiting.length >= waitingMax) throw new AppError(503, "service_unavailable");
    // Whoever leaves hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
