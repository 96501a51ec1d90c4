/**
 * Limits on the machinery itself. They are looked at by a timer and not by a job, because a queue that stands still
 * cannot tell that it does.
 */
import { isOlder, type WatchRule } from "./watch-rule";

export const machineRules: readonly WatchRule[] = [
  {
    kind: "outbox_lagging",
    objectType: "outbox",
    limit: "WATCH_OUTBOX_SECONDS",
    owner: "operator",
    nextAction: "check_scheduler",
    sql: `SELECT 'outbox' AS object_id, min(created_at) AS since FROM outbox
          HAVING ${isOlder("min(created_at)")}`,
  },
  {
    kind: "scheduler_silent",
    objectType: "process",
    limit: "WATCH_SCHEDULER_SECONDS",
    owner: "operator",
    nextAction: "check_scheduler",
    sql: `SELECT name AS object_id, beat_at AS since FROM heartbeats
          WHERE name = 'scheduler' AND ${isOlder("beat_at")}`,
  },
  {
    // The job that looks at all other limits; without it nobody would be told of anything.
    kind: "watch_silent",
    objectType: "process",
    limit: "WATCH_SCHEDULER_SECONDS",
    owner: "operator",
    nextAction: "check_worker",
    sql: `SELECT name AS object_id, beat_at AS since FROM heartbeats
          WHERE name = 'watch-limits' AND ${isOlder("beat_at")}`,
  },
  {
    kind: "books_unchecked",
    objectType: "process",
    limit: "WATCH_BOOKS_SECONDS",
    owner: "operator",
    nextAction: "run_verify_ledger",
    sql: `SELECT name AS object_id, beat_at AS since FROM heartbeats
          WHERE name = 'check-books' AND ${isOlder("beat_at")}`,
  },
];

/** `$2` is what the queue says of itself, as JSON. A queue that is idle finishes nothing and is well. */
export const queueStoppedRule: WatchRule = {
  kind: "queue_stopped",
  objectType: "queue",
  limit: "WATCH_QUEUE_SECONDS",
  owner: "operator",
  nextAction: "check_worker",
  sql: `SELECT q.name AS object_id, q.waiting, h.beat_at AS last_finished_at
        FROM jsonb_to_recordset($2::jsonb) AS q (name text, waiting integer, oldest_seconds float8)
        LEFT JOIN heartbeats h ON h.name = 'queue:' || q.name
        WHERE q.waiting > 0 AND q.oldest_seconds > $1::float8 AND coalesce(${isOlder("h.beat_at")}, true)`,
};

/** `$2` has a row when the queue's server does not answer, with how long it has not. */
export const queueUnreachableRule: WatchRule = {
  kind: "queue_unreachable",
  objectType: "queue",
  limit: "WATCH_QUEUE_SECONDS",
  owner: "operator",
  nextAction: "check_queue_server",
  sql: `SELECT q.name AS object_id FROM jsonb_to_recordset($2::jsonb) AS q (name text, silent_seconds float8)
        WHERE q.silent_seconds > $1::float8`,
};
