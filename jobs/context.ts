import type { z } from "zod";
import type { Services } from "../src/app/compose";
import { newId } from "../src/kernel/ids";
import { defineJob, type JobDefinition, type JobSpec } from "../src/platform/queue/define-job";
import type { JobPayload, JobQueue, NewJob } from "../src/platform/queue/job-queue";

/** What a job's handler gets: the services, and a way to ask for more work. */
export interface JobContext extends Services {
  /** Adds one job for each payload. */
  enqueue(job: Job, payloads: readonly JobPayload[]): Promise<void>;
}

export type Job = JobDefinition<JobContext>;

/** {@link defineJob} with this product's context filled in. */
export function job<P extends z.ZodType>(spec: JobSpec<JobContext, P>): Job {
  return defineJob<JobContext, P>(spec);
}

/** A job as the queue takes it. `key` makes repeated requests for the same thing one job while it waits. */
export function newJob(definition: Job, payload: JobPayload, key: string = newId()): NewJob {
  return {
    queue: definition.queue,
    name: definition.name,
    payload,
    id: `${definition.name}-${key}`,
    attemptsMax: definition.attemptsMax,
    backoffMs: definition.backoffMs,
  };
}

export function createJobContext(services: Services, queue: JobQueue): JobContext {
  return {
    ...services,
    enqueue: (definition, payloads) =>
      queue.addAll(payloads.map((payload) => newJob(definition, payload))),
  };
}
