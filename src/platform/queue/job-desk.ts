/** Single jobs of a queue for people who look after it: what they are about, why they failed, and another try. */
import type { JobType } from "bullmq";
import type { JobPayload } from "./define-job";

export const jobStates = ["waiting", "active", "delayed", "failed", "completed"] as const;
export type JobState = (typeof jobStates)[number];

export interface SeenJob {
  id: string;
  name: string;
  payload: JobPayload;
  state: JobState;
  attemptsCount: number;
  attemptsMax: number;
  addedAt: Date;
  /** When a worker last took it; undefined for one that nobody has taken yet. */
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
  /** What the last try ended with. */
  failure: string | undefined;
}

export interface JobRange {
  state: JobState;
  from: number;
  count: number;
}

export type RetryOutcome = "retried" | "missing" | "not_failed";

/** What a job of either backend tells about itself. */
export interface AnyJob {
  id?: string | undefined;
  name: string;
  data: unknown;
  timestamp: number;
  processedOn?: number | undefined;
  finishedOn?: number | undefined;
  failedReason?: string | undefined;
  attemptsMade: number;
  opts: { attempts?: number | undefined };
  isFailed(): Promise<boolean>;
  retry(state: "failed", options: { resetAttemptsMade: boolean }): Promise<void>;
}

export interface DeskQueue {
  getJobs(types: JobType[], start: number, end: number, asc: boolean): Promise<unknown[]>;
  getJob(id: string): Promise<unknown>;
}

const failureLengthMax = 500;

function dateOf(ms: number | undefined): Date | undefined {
  return ms === undefined || ms === 0 ? undefined : new Date(ms);
}

function seen(job: AnyJob, state: JobState): SeenJob {
  return {
    id: job.id ?? "",
    name: job.name,
    payload: job.data as JobPayload,
    state,
    attemptsCount: job.attemptsMade,
    attemptsMax: job.opts.attempts ?? 1,
    addedAt: new Date(job.timestamp),
    startedAt: dateOf(job.processedOn),
    finishedAt: dateOf(job.finishedOn),
    failure: job.failedReason ? job.failedReason.slice(0, failureLengthMax) : undefined,
  };
}

/** Those that wait in the order of their turn, all others newest first. */
export async function seenJobs(
  queue: DeskQueue,
  { state, from, count }: JobRange,
): Promise<SeenJob[]> {
  const isInTurn = state === "waiting" || state === "delayed";
  const jobs = await queue.getJobs([state], from, from + count - 1, isInTurn);
  // A job may go away between the list and the reading of it.
  return jobs.flatMap((job) => (job ? [seen(job as AnyJob, state)] : []));
}

async function retryOne(job: AnyJob): Promise<RetryOutcome> {
  if (!(await job.isFailed())) return "not_failed";
  try {
    await job.retry("failed", { resetAttemptsMade: true });
    return "retried";
  } catch (error) {
    // Somebody else was quicker.
    if (!(await job.isFailed())) return "not_failed";
    throw error;
  }
}

/** Gives a failed job all its tries again. */
export async function retryJob(queue: DeskQueue, id: string): Promise<RetryOutcome> {
  const job = (await queue.getJob(id)) as AnyJob | undefined;
  return job ? await retryOne(job) : "missing";
}

/** Gives the newest failed jobs another try. @returns how many. */
export async function retryFailed(queue: DeskQueue, countMax: number): Promise<number> {
  const jobs = (await queue.getJobs(["failed"], 0, countMax - 1, false)) as (AnyJob | undefined)[];
  let retriedCount = 0;
  for (const job of jobs) {
    if (job && (await retryOne(job)) === "retried") retriedCount++;
  }
  return retriedCount;
}
