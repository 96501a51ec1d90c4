/**
 * Events leave through a table. The row is written in the transaction that changes the state, so an event exists exactly
 * when its cause was committed; the relay turns rows into queue jobs afterwards, at least once.
 */
import { newId } from "../../kernel/ids";
import { exec, many, type Tx } from "../db/sql";

/** Payloads carry ids only: amounts and names are read again from the tables when the job runs. */
export interface OutboxEvent {
  readonly topic: string;
  readonly payload: Readonly<Record<string, string>>;
}

export interface StoredEvent extends OutboxEvent {
  readonly id: string;
}

/** Channel that Postgres notifies on each insert (migration create-platform). */
export const outboxChannel = "outbox";
export const outboxClaimMax = 500;
const claimLeaseSeconds = 30;

export async function appendEvents(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  await exec(
    tx,
    `INSERT INTO outbox (id, topic, payload)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[])`,
    [
      events.map(() => newId()),
      events.map((event) => event.topic),
      events.map((event) => JSON.stringify(event.payload)),
    ],
  );
}

export async function appendEvent(tx: Tx, event: OutboxEvent): Promise<void> {
  await appendEvents(tx, [event]);
}

/** Takes up to `outboxClaimMax` rows under a lease; rows of a relay that died come free when the lease ends. */
export async function claimEvents(tx: Tx): Promise<StoredEvent[]> {
  return await many<StoredEvent>(
    tx,
    `WITH due AS (
       SELECT id FROM outbox
       WHERE claimed_until IS NULL OR claimed_until < now()
       ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
     )
     UPDATE outbox o SET claimed_until = now() + make_interval(secs => $2)
     FROM due WHERE o.id = due.id RETURNING o.id, o.topic, o.payload`,
    [outboxClaimMax, claimLeaseSeconds],
  );
}

export async function removeEvents(tx: Tx, ids: readonly string[]): Promise<void> {
  await exec(tx, "DELETE FROM outbox WHERE id = ANY($1::uuid[])", [ids]);
}
