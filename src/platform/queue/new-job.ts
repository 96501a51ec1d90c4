import type { JobPayload, QueueName } from "./define-job";

const keepCompletedSeconds = 600;
const keepFailedSeconds = 7 * 24 * 3600;

export interface NewJob {
  queue: QueueName;
  name: string;
  payload: JobPayload;
  /** Adding the same id again while the old job is kept does nothing: a burst damper, not a guarantee. */
  id: string;
  /**
   * While a job of this subject waits, another is not added. Then the id has to be a new one each time: the PostgreSQL
   * backend would take a finished job of the same id for the one that waits.
   */
  subject?: string | undefined;
  /** The subject also waits for the job of its own that runs. */
  isAlone?: boolean;
  attemptsMax: number;
  backoffMs: number;
  delayMs?: number;
}

/** The job as BullMQ takes it. */
export function toBulk(job: NewJob) {
  return {
    name: job.name,
    data: job.payload,
    opts: {
      jobId: job.id,
      attempts: job.attemptsMax,
      backoff: { type: "exponential", delay: job.backoffMs, jitter: 0.3 },
      delay: job.delayMs ?? 0,
      ...(job.subject !== undefined && {
        deduplication: { id: job.subject, keepLastIfActive: job.isAlone ?? false },
      }),
      removeOnComplete: { age: keepCompletedSeconds },
      removeOnFail: { age: keepFailedSeconds },
    },
  };
}
