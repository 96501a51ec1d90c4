/**
 * BullMQ behind one switch: Redis when an URL is given, else the PostgreSQL backend in schema `bullmq`. The queue is a
 * nudge and never the truth: every piece of work is also found by a sweep over the tables.
 */
import { setTimeout as delay } from "node:timers/promises";
import {
  createPostgresBackend,
  type JobType,
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
import { type Clock, monotonicMs } from "../../kernel/clock";
import { InvariantError } from "../../kernel/errors";
import { applicationRole } from "../db/data-source";
import type { Logger } from "../logger";
import { type JobDefinition, type QueueName, queueNames } from "./define-job";
import {
  type JobRange,
  type RetryOutcome,
  retryFailed,
  retryJob,
  type SeenJob,
  seenJobs,
} from "./job-desk";
import { type NewJob, toBulk } from "./new-job";

/** What waits in one queue now. */
export interface QueueState {
  name: QueueName;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** Since the first of the waiting jobs was asked for; undefined when none waits. */
  oldestWaitingMs: number | undefined;
}

export interface JobQueue {
  readonly kind: "redis" | "postgres";
  addAll(jobs: readonly NewJob[]): Promise<void>;
  /** @throws Error when the queue's server does not answer in time. */
  inspect(): Promise<QueueState[]>;
  /** Single jobs, as {@link seenJobs}. @throws Error when the queue's server does not answer in time. */
  jobsIn(name: QueueName, range: JobRange): Promise<SeenJob[]>;
  retry(name: QueueName, jobId: string): Promise<RetryOutcome>;
  retryFailed(name: QueueName, countMax: number): Promise<number>;
  /** @throws Error when the queue's server does not answer in time. */
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
  /** Told of every job that came to an end, whichever. */
  onFinished?(job: FinishedJob): void;
}

export interface FinishedJob {
  queue: QueueName;
  name: string;
  outcome: "done" | "failed";
  durationMs: number;
}

export interface JobQueueOptions {
  databaseUrl: string;
  redisUrl?: string | undefined;
  /** Keeps installations (and tests) that share one Redis apart. */
  prefix?: string;
  log: Logger;
  clock: Clock;
}

const lockDurationMs = 30_000;
/** The same on every worker: on Redis they share one check key, and the longest interval would rule. */
const stalledIntervalMs = 5_000;
/** A server that takes longer to say how it is counts as silent. */
const checkDeadlineMs = 2_000;
/** Each worker of each queue keeps one connection listening; the rest is for the work itself. */
const postgresPoolMax = queueNames.length * 2 + 8;

/** What both backends' queues have in common; their full types differ in the connection's type. */
interface AnyQueue {
  addBulk(jobs: ReturnType<typeof toBulk>[]): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  getJobs(types: JobType[], start: number, end: number, asc: boolean): Promise<unknown[]>;
  getJob(id: string): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface WaitingJob {
  timestamp: number;
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

type ProcessJob = (job: {
  name: string;
  data: unknown;
  id?: string | undefined;
  removeDeduplicationKey(): Promise<boolean>;
}) => Promise<void>;

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
      // The table itself: a server that answers is no queue yet.
      await pool.query("SELECT FROM job LIMIT 1");
    },
    queue: (name) => new bound.Queue(name, { connection }),
    worker: (name, process, options) => new bound.Worker(name, process, { ...options, connection }),
    close: () => pool.end(),
  };
}

function processorOf<Deps>(
  { jobs, deps, log, onFinished }: WorkOptions<Deps>,
  queue: QueueName,
): ProcessJob {
  const byName = new Map(jobs.filter((job) => job.queue === queue).map((job) => [job.name, job]));
  return async (job) => {
    const definition = byName.get(job.name);
    if (!definition) throw new UnrecoverableError(`Nobody handles ${job.name}`);
    const { name } = definition;
    const startedMs = monotonicMs();
    const finish = (outcome: FinishedJob["outcome"]) =>
      onFinished?.({ queue, name, outcome, durationMs: monotonicMs() - startedMs });
    try {
      // From here on it hears nobody: what is asked for now may be news that it does not see.
      if (!definition.isAlone) await job.removeDeduplicationKey();
      await definition.handle(deps, job.data);
      finish("done");
    } catch (error) {
      finish("failed");
      log.error({ err: error, job: job.name, payload: job.data }, "job failed");
      // A broken invariant does not heal by trying again; it has to be looked at.
      if (error instanceof InvariantError) throw new UnrecoverableError(error.message);
      throw error;
    }
  };
}

/** Rejects when `work` takes too long; what it brings afterwards is ignored. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const isOver = new AbortController();
  const late = delay(checkDeadlineMs, undefined, { signal: isOver.signal }).then(() => {
    throw new Error(`the queue did not answer within ${checkDeadlineMs} ms`);
  });
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    isOver.abort();
  }
}

async function stateOf(name: QueueName, queue: AnyQueue, clock: Clock): Promise<QueueState> {
  const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed");
  const waiting = counts["waiting"] ?? 0;
  const jobs = waiting > 0 ? await queue.getJobs(["waiting"], 0, 0, true) : [];
  const oldest = jobs[0] as WaitingJob | undefined;
  return {
    name,
    waiting,
    active: counts["active"] ?? 0,
    delayed: counts["delayed"] ?? 0,
    failed: counts["failed"] ?? 0,
    oldestWaitingMs: oldest && Math.max(clock.now().getTime() - oldest.timestamp, 0),
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
    check: () => inTime(backend.check()),
    inspect: () =>
      inTime(
        (async () => {
          const states: QueueState[] = [];
          for (const name of queueNames) {
            states.push(await stateOf(name, queueOf(name), options.clock));
          }
          return states;
        })(),
      ),
    jobsIn: (name, range) => inTime(seenJobs(queueOf(name), range)),
    retry: (name, jobId) => inTime(retryJob(queueOf(name), jobId)),
    retryFailed: (name, countMax) => retryFailed(queueOf(name), countMax),
    async addAll(jobs) {
      for (const name of queueNames) {
        const ours = jobs.filter((job) => job.queue === name);
        // PostgreSQL adds those without a subject by one statement, but not when one of them has a subject.
        const [plain, nudges] = [
          ours.filter(({ subject }) => subject === undefined),
          ours.filter(({ subject }) => subject !== undefined),
        ];
        for (const some of [plain, nudges]) {
          if (some.length > 0) await queueOf(name).addBulk(some.map(toBulk));
        }
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
