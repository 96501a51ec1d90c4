import { recordAudit } from "../../features/audit";
import type { Actor } from "../../features/identity";
import { AppError, ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { many, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import type { Logger } from "../../platform/logger";
import type { SeenJob } from "../../platform/queue/job-desk";
import type { JobQueue, QueueState } from "../../platform/queue/job-queue";
import { queueContract } from "./queue-schema";

export interface QueueRoutesOptions {
  queue: JobQueue;
  unitOfWork: UnitOfWork;
  log: Logger;
}

const retryCountMax = 100;
const instant = (at: Date | undefined) => at?.toISOString() ?? null;

function jobView({ addedAt, startedAt, finishedAt, failure, payload, ...job }: SeenJob) {
  return {
    ...job,
    payload: Object.fromEntries(
      Object.entries(payload).map(([name, value]) => [
        name,
        typeof value === "string" ? value : [...value],
      ]),
    ),
    addedAt: addedAt.toISOString(),
    startedAt: instant(startedAt),
    finishedAt: instant(finishedAt),
    failure: failure ?? null,
  };
}

/** Jobs are no rows of ours: the cursor is the number of those shown already. */
function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidError("cursor_invalid", {}, { pointer: "/query/cursor" });
  return Number.parseInt(text, 10);
}

const cursorAt = (offset: number) => Buffer.from(String(offset)).toString("base64url");

async function lastFinished(tx: Tx): Promise<Map<string, Date>> {
  const rows = await many<{ queue: string; beat_at: Date }>(
    tx,
    "SELECT substr(name, 7) AS queue, beat_at FROM heartbeats WHERE name LIKE 'queue:%'",
  );
  return new Map(rows.map((row) => [row.queue, row.beat_at]));
}

const secondsOf = (ms: number) => Math.round(ms / 1_000);

function queueView({ oldestWaitingMs, ...state }: QueueState, finishedAt: Date | undefined) {
  return {
    ...state,
    oldestWaitingSeconds: oldestWaitingMs === undefined ? null : secondsOf(oldestWaitingMs),
    lastFinishedAt: instant(finishedAt),
  };
}

/** What people do with the queues; each of them goes to the queue's own server, and none of it decides about money. */
export function queueRoutes({
  queue,
  unitOfWork,
  log,
}: QueueRoutesOptions): BoundOperation<Actor>[] {
  async function asked<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      log.warn({ err: error }, "the queue did not answer");
      throw new AppError(503, "queue_silent");
    }
  }
  const audited = (actor: Actor, objectId: string, details: Record<string, string | number>) =>
    unitOfWork.run((tx) =>
      recordAudit(tx, {
        actor: actor.principal,
        action: "job.retried",
        objectType: "job",
        objectId,
        details,
      }),
    );
  return bindContract<typeof queueContract, Actor>(queueContract, {
    listQueues: async ({ tx }) => {
      const states = await asked(queue.inspect());
      const finished = await lastFinished(tx);
      return {
        backend: queue.kind,
        items: states.map((state) => queueView(state, finished.get(state.name))),
      };
    },
    listQueuedJobs: async ({ params, query: { state, limit, cursor } }) => {
      const from = offsetOf(cursor);
      const jobs = await asked(queue.jobsIn(params.queue, { state, from, count: limit + 1 }));
      const hasMore = jobs.length > limit;
      return {
        items: jobs.slice(0, limit).map(jobView),
        nextCursor: hasMore ? cursorAt(from + limit) : null,
      };
    },
    retryJob: async ({ actor, params }) => {
      const outcome = await asked(queue.retry(params.queue, params.jobId));
      if (outcome === "missing") throw new NotFoundError();
      if (outcome === "not_failed") throw new ConflictError("job_not_failed");
      await audited(actor, params.jobId, { queue: params.queue });
      return { retriedCount: 1 };
    },
    retryFailedJobs: async ({ actor, params }) => {
      const retriedCount = await asked(queue.retryFailed(params.queue, retryCountMax));
      if (retriedCount > 0) await audited(actor, params.queue, { retriedCount });
      return { retriedCount };
    },
  });
}
