import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { countQuery, timeSchema } from "../../platform/http/schemas";
import { queueNames } from "../../platform/queue/define-job";
import { jobStates } from "../../platform/queue/job-desk";

const nameSchema = z.enum(queueNames);
const stateSchema = z.enum(jobStates);
const limitMax = 100;
const limitDefault = 50;

const queueSchema = z
  .strictObject({
    name: nameSchema,
    waiting: z.int(),
    active: z.int(),
    delayed: z.int().meta({ description: "Failed once and waiting for the next try" }),
    failed: z.int().meta({ description: "Given up within the last week" }),
    oldestWaitingSeconds: z.int().nullable(),
    lastFinishedAt: timeSchema
      .nullable()
      .meta({ description: "When a worker last finished a job of it" }),
  })
  .meta({ id: "QueueState" });

const jobSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    state: stateSchema,
    payload: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .meta({ description: "Ids of what the job is about" }),
    attemptsCount: z.int(),
    attemptsMax: z.int(),
    addedAt: timeSchema,
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
    failure: z.string().nullable().meta({ description: "What the last try ended with" }),
  })
  .meta({ id: "QueuedJob" });

/** The job's name, and what makes it a job of its own. */
const jobIdSchema = z.string().regex(/^[a-z][\w.:-]{15,199}$/);
const queueParams = z.strictObject({ queue: nameSchema });

export const queueContract = {
  listQueues: {
    method: "get",
    path: "/v1/queues",
    summary: "Every queue of the background with what stands in it",
    tag: "machinery",
    permission: "machinery.read",
    status: 200,
    response: z.strictObject({
      backend: z.enum(["redis", "postgres"]),
      items: z.array(queueSchema),
    }),
    problems: ["queue_silent"],
  },
  listQueuedJobs: {
    method: "get",
    path: "/v1/queues/{queue}/jobs",
    summary: "Jobs of a queue in one state: waiting ones by their turn, others newest first",
    tag: "machinery",
    permission: "machinery.read",
    status: 200,
    params: queueParams,
    query: z.strictObject({
      state: stateSchema.default("failed"),
      limit: countQuery(1, limitMax).default(limitDefault),
      cursor: z.string().max(200).optional(),
    }),
    response: z.strictObject({ items: z.array(jobSchema), nextCursor: z.string().nullable() }),
    problems: ["queue_silent"],
  },
  retryJob: {
    method: "post",
    path: "/v1/queues/{queue}/jobs/{jobId}/retry",
    summary: "Give a failed job all its tries again",
    tag: "machinery",
    permission: "machinery.retry",
    status: 200,
    work: "steps",
    params: z.strictObject({ queue: nameSchema, jobId: jobIdSchema }),
    response: z.strictObject({ retriedCount: z.int() }),
    problems: ["job_not_failed", "queue_silent"],
  },
  retryFailedJobs: {
    method: "post",
    path: "/v1/queues/{queue}/retry",
    summary: "Give the newest hundred failed jobs of a queue all their tries again",
    tag: "machinery",
    permission: "machinery.retry",
    status: 200,
    work: "steps",
    params: queueParams,
    response: z.strictObject({ retriedCount: z.int() }),
    problems: ["queue_silent"],
  },
} as const satisfies Contract;
