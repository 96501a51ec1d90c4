/** Events whose letters are still to be written. */
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { StoredEvent } from "../../platform/outbox/outbox";
import { noticesByTopic } from "./notices";
import { isForgotten, leaseEnd, nextTry, triesMax } from "./tries";

/** Keeps the events that write letters until those are written; one that is kept already stays as it is. */
export async function keepNotices(tx: Tx, all: readonly StoredEvent[]): Promise<void> {
  const events = all.filter(({ topic }) => Object.hasOwn(noticesByTopic, topic));
  if (events.length === 0) return;
  await exec(
    tx,
    `INSERT INTO notices (id, topic, payload)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) ON CONFLICT (id) DO NOTHING`,
    [
      events.map((event) => event.id),
      events.map((event) => event.topic),
      events.map((event) => JSON.stringify(event.payload)),
    ],
  );
}

/** Takes those of these notices that are due and that nobody else has. */
export async function claimNotices(tx: Tx, ids: readonly string[]): Promise<StoredEvent[]> {
  return await many<StoredEvent>(
    tx,
    `WITH due AS (
       SELECT id FROM notices WHERE id = ANY($1::uuid[]) AND status = 'waiting' AND next_try_at <= now()
       ORDER BY id FOR UPDATE SKIP LOCKED
     )
     UPDATE notices n SET attempts_count = attempts_count + 1, next_try_at = ${leaseEnd}
     FROM due WHERE n.id = due.id RETURNING n.id, n.topic, n.payload`,
    [ids],
  );
}

export async function removeNotice(tx: Tx, id: string): Promise<void> {
  await exec(tx, "DELETE FROM notices WHERE id = $1", [id]);
}

/** Puts a notice off, or gives it up after too many tries. @returns true when it was given up. */
export async function failNotice(tx: Tx, id: string, problem: string): Promise<boolean> {
  const row = await maybeOne<{ is_over: boolean }>(
    tx,
    `WITH failed AS (
       UPDATE notices SET problem = $2, next_try_at = ${nextTry},
         status = CASE WHEN attempts_count >= ${triesMax} THEN 'given_up' ELSE status END
       WHERE id = $1 AND status = 'waiting' RETURNING status)
     SELECT status = 'given_up' AS is_over FROM failed`,
    [id, problem],
  );
  return row?.is_over ?? false;
}

export async function findForgottenNotices(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM notices WHERE status = 'waiting' AND ${isForgotten} ORDER BY next_try_at LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
