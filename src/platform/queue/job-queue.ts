/**
 * BullMQ behind one switch: Redis when an URL is given, else the PostgreSQL backend in schema `bullmq`. The queue is a
 * nudge and never the truth: every piece of work is also found by a sweep over the tables.
 */
import {
  createPostgresBackend,
  type PostgresConnectionOptions,
  Queue,
  type QueueOptions,
  UnrecoverableError,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import Redis from "ioredis";
import { Pool } from "pg";
import { InvariantError } from "../../kernel/errors";
import { applicationRole } from "../db/data-source";
import type { Logger } from "../logger";
import { type JobDefinition, type QueueName, queueNames } from "./define-job";

/** Ids, or a list of things that are named by ids. */
export type JobPayload = Readonly<
  Record<string, string | readonly Readonly<Record<string, string>>[]>
>;

export interface NewJob {
  queue: QueueName;
  name: string;
  payload: JobPayload;
  /** Adding the same id again while the old job is kept does nothing: a burst damper, not a guarantee. */
  id: string;
  attemptsMax: number;
  backoffMs: number;
  delayMs?: number;
}

export interface JobQueue {
  readonly kind: "redis" | "postgres";
  addAll(jobs: readonly NewJob[]): Promise<void>;
  /** @throws Error when the queue's server does not answer. */
  check(): Promise<void>;
  /** Starts one worker a queue; the returned function waits for running jobs and closes them. */
  work<Deps>(options: WorkOptions<Deps>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface WorkOptions<Deps> {
  jobs: readonly JobDefinition<Deps>[];
  deps: Deps;
  log: Logger;
  concurrency: Readonly<Record<QueueName, number>>;
}

export interface JobQueueOptions {
  databaseUrl: string;
  redisUrl?: string | undefined;
  /** Keeps installations (and tests) that share one Redis apart. */
  prefix?: string;
  log: Logger;
}

const keepCompletedSeconds = 600;
const keepFailedSeconds = 7 * 24 * 3600;
const lockDurationMs = 30_000;
/** The same on every worker: on Redis they share one check key, and the longest interval would rule. */
const stalledIntervalMs = 5_000;
/** Each worker of each queue keeps one connection listening; the rest is for the work itself. */
const postgresPoolMax = queueNames.length * 2 + 8;

/** What both backends' queues have in common; their full types differ in the connection's type. */
interface AnyQueue {
  addBulk(jobs: ReturnType<typeof toBulk>[]): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface AnyWorker {
  on(event: "error", listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

interface Backend {
  kind: "redis" | "postgres";
  queue(name: QueueName): AnyQueue;
  check(): Promise<void>;
  worker(name: QueueName, process: ProcessJob, options: Partial<WorkerOptions>): AnyWorker;
  close(): Promise<void>;
}

type ProcessJob = (job: { name: string; data: unknown; id?: string | undefined }) => Promise<void>;

function redisBackend(url: string, prefix: string): Backend {
  const producer: QueueOptions = { connection: { url, enableOfflineQueue: false }, prefix };
  const pinger = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  pinger.on("error", () => undefined);
  return {
    kind: "redis",
    check: async () => {
      await pinger.ping();
    },
    queue: (name) => new Queue(name, producer),
    worker: (name, process, options) =>
      new Worker(name, process, {
        ...options,
        connection: { url, maxRetriesPerRequest: null },
        prefix,
      }),
    close: async () => pinger.disconnect(),
  };
}

function postgresBackend(databaseUrl: string, log: Logger): Backend {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: postgresPoolMax,
    keepAlive: true,
    options: `-c search_path=bullmq -c role=${applicationRole} -c timezone=UTC`,
  });
  pool.setMaxListeners(0);
  pool.on("error", (error) => log.warn({ err: error }, "a queue connection was lost"));
  const bound = withBackend(createPostgresBackend);
  // A pool of ours is accepted and shared at run time, but the published type does not say so.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    kind: "postgres",
    check: async () => {
      await pool.query("SELECT 1");
    },
    queue: (name) => new bound.Queue(name, { connection }),
    worker: (name, process, options) => new bound.Worker(name, process, { ...options, connection }),
    close: () => pool.end(),
  };
}

function processorOf<Deps>({ jobs, deps, log }: WorkOptions<Deps>, queue: QueueName): ProcessJob {
  const byName = new Map(jobs.filter((job) => job.queue === queue).map((job) => [job.name, job]));
  return async (job) => {
    const definition = byName.get(job.name);
    if (!definition) throw new UnrecoverableError(`Nobody handles ${job.name}`);
    try {
      await definition.handle(deps, job.data);
    } catch (error) {
      log.error({ err: error, job: job.name, payload: job.data }, "job failed");
      // A broken invariant does not heal by trying again; it has to be looked at.
      if (error instanceof InvariantError) throw new UnrecoverableError(error.message);
      throw error;
    }
  };
}

function toBulk(job: NewJob) {
  return {
    name: job.name,
    data: job.payload,
    opts: {
      jobId: job.id,
      attempts: job.attemptsMax,
      backoff: { type: "exponential", delay: job.backoffMs, jitter: 0.3 },
      delay: job.delayMs ?? 0,
      removeOnComplete: { age: keepCompletedSeconds },
      removeOnFail: { age: keepFailedSeconds },
    },
  };
}

export function createJobQueue(options: JobQueueOptions): JobQueue {
  const backend = options.redisUrl
    ? redisBackend(options.redisUrl, options.prefix ?? "kampanye")
    : postgresBackend(options.databaseUrl, options.log);
  const queues = new Map<QueueName, AnyQueue>();

  function queueOf(name: QueueName): AnyQueue {
    const known = queues.get(name);
    if (known) return known;
    const queue = backend.queue(name);
    queue.on("error", (error) => options.log.warn({ err: error, queue: name }, "queue error"));
    queues.set(name, queue);
    return queue;
  }

  return {
    kind: backend.kind,
    check: backend.check,
    async addAll(jobs) {
      for (const name of queueNames) {
        const ours = jobs.filter((job) => job.queue === name);
        if (ours.length > 0) await queueOf(name).addBulk(ours.map(toBulk));
      }
    },
    async work(work) {
      const workers: AnyWorker[] = [];
      for (const name of queueNames) {
        const worker = backend.worker(name, processorOf(work, name), {
          concurrency: work.concurrency[name],
          lockDuration: lockDurationMs,
          stalledInterval: stalledIntervalMs,
        });
        worker.on("error", (error) => work.log.warn({ err: error, queue: name }, "worker error"));
        workers.push(worker);
      }
      for (const worker of workers) await worker.waitUntilReady();
      return async () => {
        for (const worker of workers) await worker.close();
      };
    },
    async close() {
      for (const queue of queues.values()) await queue.close();
      await backend.close();
    },
  };
}
