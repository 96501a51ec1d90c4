/** What the product tells about itself: figures for Prometheus and signs of life, fed from every door and queue. */

import { collectGauges, createWatchdog, type Watchdog } from "../features/watch";
import { monotonicMs } from "../kernel/clock";
import type { Config } from "../platform/config";
import type { Tx } from "../platform/db/sql";
import type { UnitOfWork } from "../platform/db/unit-of-work";
import type { Heartbeats } from "../platform/heartbeats";
import type { Logger } from "../platform/logger";
import { createMetrics, type Metrics, type Reading } from "../platform/metrics";
import type { OnProviderCall } from "../platform/provider-call";
import type { FinishedJob, JobQueue } from "../platform/queue/job-queue";
import type { MetricsOptions } from "./metrics-route";

export interface Observation {
  metrics: Metrics;
  heartbeats: Heartbeats;
  onProviderCall(provider: "paypal" | "stripe"): OnProviderCall;
  onJobFinished(job: FinishedJob): void;
}

export function createObservation(heartbeats: Heartbeats): Observation {
  const metrics = createMetrics();
  return {
    metrics,
    heartbeats,
    onProviderCall: (provider) => (call) => {
      metrics.countCall(provider, call);
      if (call.isContact) heartbeats.beat(`provider:${provider}`);
    },
    onJobFinished(job) {
      metrics.countJob(job);
      heartbeats.beat(`queue:${job.queue}`);
    },
  };
}

/** Several scrapers that ask at once share one reading of the tables. */
const readingLifeMs = 5_000;

function queueReadings(states: Awaited<ReturnType<JobQueue["inspect"]>>): Reading[] {
  return [
    {
      name: "kampanye_queue_jobs",
      help: "Jobs in the queue by state",
      rows: states.flatMap((state) =>
        (["waiting", "active", "delayed", "failed"] as const).map((name) => ({
          labels: { queue: state.name, state: name },
          value: state[name],
        })),
      ),
    },
    {
      name: "kampanye_queue_oldest_waiting_seconds",
      help: "Age of the oldest job that waits",
      rows: states.map(({ name, oldestWaitingMs }) => ({
        labels: { queue: name },
        value: (oldestWaitingMs ?? 0) / 1000,
      })),
    },
  ];
}

interface Sources {
  reader: Tx;
  queue: JobQueue;
  log: Logger;
}

/**
 * Reads the figures of tables and queues. A source that fails is left out and named in `kampanye_source_up`, because the
 * figures of the others are needed most when something is broken.
 */
function createReadings({ reader, queue, log }: Sources): () => Promise<Reading[]> {
  async function read(): Promise<Reading[]> {
    const sources = {
      database: () => collectGauges(reader),
      queue: async () => queueReadings(await queue.inspect()),
    };
    const readings: Reading[] = [];
    const up: Reading["rows"][number][] = [];
    for (const [source, ask] of Object.entries(sources)) {
      try {
        readings.push(...(await ask()));
        up.push({ labels: { source }, value: 1 });
      } catch (error) {
        log.warn({ err: error, source }, "figures could not be read");
        up.push({ labels: { source }, value: 0 });
      }
    }
    const help = "1 when the figures of this source could be read";
    return [...readings, { name: "kampanye_source_up", help, rows: up }];
  }

  let last: { atMs: number; readings: Promise<Reading[]> } | undefined;
  return async () => {
    const nowMs = monotonicMs();
    if (!last || nowMs - last.atMs > readingLifeMs) last = { atMs: nowMs, readings: read() };
    return await last.readings;
  };
}

/** In units of SWEEP_SECONDS, as the sweeps are: once a minute by default. */
const watchdogPeriodsCount = 4;

interface Watched {
  config: Config;
  unitOfWork: UnitOfWork;
  queue: JobQueue;
  log: Logger;
  observation: Observation;
}

/** What is told to Prometheus, and the timer that watches the machinery. */
export function watchOver({ config, unitOfWork, queue, log, observation }: Watched): {
  metrics: MetricsOptions;
  watchdog: Watchdog;
  readFigures(): Promise<Reading[]>;
} {
  const { env } = config;
  const readings = createReadings({ reader: unitOfWork.reader, queue, log });
  return {
    readFigures: readings,
    metrics: {
      token: env.METRICS_TOKEN,
      contentType: observation.metrics.contentType,
      render: async () => await observation.metrics.render(await readings()),
    },
    watchdog: createWatchdog({
      unitOfWork,
      queue,
      log,
      limits: env,
      everyMs: env.SWEEP_SECONDS * watchdogPeriodsCount,
    }),
  };
}
