import type { z } from "zod";
import type { Services } from "../src/app/compose";
import { InvariantError } from "../src/kernel/errors";
import { newId } from "../src/kernel/ids";
import {
  defineJob,
  type JobDefinition,
  type JobPayload,
  type JobSpec,
} from "../src/platform/queue/define-job";
import type { JobQueue } from "../src/platform/queue/job-queue";
import type { NewJob } from "../src/platform/queue/new-job";

/** What a job's handler gets: the services, and a way to ask for more work. */
export interface JobContext extends Services {
  /** Adds a job for each payload; see {@link nudge}. */
  enqueue(job: Job, payloads: readonly JobPayload[]): Promise<void>;
}

export type Job = JobDefinition<JobContext>;

/** {@link defineJob} with this product's context filled in. */
export function job<P extends z.ZodType>(spec: JobSpec<JobContext, P>): Job {
  return defineJob<JobContext, P>(spec);
}

/** A job as the queue takes it; `key` names it. */
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

/**
 * The same, but nothing new while a job about the same subject waits. Sweeps ask again and again for what they find, and
 * without this a slow queue would only become longer. `key` names jobs that have no subject.
 */
export function nudge(definition: Job, payload: JobPayload, key?: string): NewJob {
  const subject = definition.subjectOf(payload);
  if (subject === undefined) return newJob(definition, payload, key);
  const { isAlone } = definition;
  return { ...newJob(definition, payload), subject: `${definition.name}-${subject}`, isAlone };
}

/** A job costs more than most things it does; but a long list would hold its worker for long. */
const togetherMax = 50;

/** Cuts what travels together into lists for one job each. */
export function inLists<T>(things: readonly T[]): T[][] {
  const lists: T[][] = [];
  for (let from = 0; from < things.length; from += togetherMax) {
    lists.push(things.slice(from, from + togetherMax));
  }
  return lists;
}

/**
 * Does the work of a list one by one. What fails keeps none of the others waiting and lets the whole list be tried again,
 * so the work must not mind a repetition.
 */
export async function eachOf<T>(
  things: readonly T[],
  work: (thing: T) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const thing of things) await work(thing).catch((error) => errors.push(error));
  // A broken invariant is not tried again; anything else is, and then the rest of the list with it.
  if (errors.length > 0) throw errors.find((e) => !(e instanceof InvariantError)) ?? errors[0];
}

export function createJobContext(services: Services, queue: JobQueue): JobContext {
  return {
    ...services,
    enqueue: (definition, payloads) =>
      queue.addAll(payloads.map((payload) => nudge(definition, payload))),
  };
}
