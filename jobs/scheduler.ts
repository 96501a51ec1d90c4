/**
 * The scheduler: moves events from the outbox into the queue and asks for the sweeps. Also the entry of
 * `npm run scheduler`. Several may run: rows are claimed, and the same tick of two schedulers is one job.
 */
import type { Composition } from "../src/app/compose";
import { runProcess, withMetrics } from "../src/app/run-process";
import { keepNotices } from "../src/features/notifications";
import { startRelay } from "../src/platform/outbox/relay";
import { newJob } from "./context";
import { routeEvents, sweeps } from "./registry";

interface Ticker {
  stop(): void;
}

function startTicker({ queue, services, observation }: Composition): Ticker {
  const { log, clock, config } = services;
  const timers = sweeps.map(({ job, periodsCount }) => {
    const everyMs = config.env.SWEEP_SECONDS * periodsCount;
    return setInterval(() => {
      observation.heartbeats.beat("scheduler");
      const tick = Math.floor(clock.now().getTime() / everyMs);
      queue
        .addAll([newJob(job, {}, `tick-${tick}`)])
        .catch((error: unknown) =>
          log.warn({ err: error, job: job.name }, "could not ask for a sweep"),
        );
    }, everyMs);
  });
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Asks for every sweep at once, after many days have passed in one moment. */
export function askForSweeps({ queue, services: { clock, log } }: Composition): void {
  const key = `moved-${clock.now().getTime()}`;
  queue
    .addAll(sweeps.map(({ job }) => newJob(job, {}, key)))
    .catch((error: unknown) => log.warn({ err: error }, "could not ask for the sweeps"));
}

export function startScheduler(composition: Composition): () => Promise<void> {
  const { services, queue, databaseUrl } = composition;
  const { unitOfWork, log } = services;
  const relay = startRelay({
    unitOfWork,
    databaseUrl,
    queue,
    keep: keepNotices,
    route: routeEvents,
    log,
  });
  const ticker = startTicker(composition);
  const stopWatchdog = composition.watchdog.start();
  return async () => {
    ticker.stop();
    await stopWatchdog();
    await relay.stop();
  };
}

if (require.main === module) {
  void runProcess("scheduler", (context) =>
    withMetrics(context, async ({ composition }) => ({
      stop: startScheduler(composition),
      ready: "Scheduler is running",
    })),
  );
}
