import { newId } from "../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";

export type Provider = "paypal" | "stripe";

export interface NewProviderEvent {
  provider: Provider;
  eventId: string;
  eventType: string;
  raw: Buffer;
  headers: Readonly<Record<string, string | undefined>>;
}

export interface StoredProviderEvent {
  id: string;
  provider: Provider;
  eventType: string;
  raw: Buffer;
}

/**
 * Stores events that are new and asks for each of those to be applied, all in one statement and so in one commit. An event
 * that was stored before changes nothing.
 */
export async function insertEvents(tx: Tx, events: readonly NewProviderEvent[]): Promise<void> {
  await exec(
    tx,
    `WITH added AS (
       INSERT INTO provider_events (id, provider, event_id, event_type, raw, headers)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::jsonb[])
       ON CONFLICT (provider, event_id) DO NOTHING RETURNING id
     )
     INSERT INTO outbox (id, topic, payload)
     SELECT n.id, 'provider_event.received', jsonb_build_object('providerEventId', added.id)
     FROM added JOIN unnest($1::uuid[], $7::uuid[]) AS n (event, id) ON n.event = added.id`,
    [
      events.map(() => newId()),
      events.map((event) => event.provider),
      events.map((event) => event.eventId),
      events.map((event) => event.eventType),
      events.map((event) => event.raw),
      events.map((event) => JSON.stringify(event.headers)),
      events.map(() => newId()),
    ],
  );
}

/** An event that still has to be applied; undefined when somebody did so already. */
export async function findPending(tx: Tx, id: string): Promise<StoredProviderEvent | undefined> {
  return await maybeOne<StoredProviderEvent>(
    tx,
    `SELECT id, provider, event_type AS "eventType", raw FROM provider_events
     WHERE id = $1 AND state = 'pending'`,
    [id],
  );
}

export async function finishEvent(
  tx: Tx,
  id: string,
  state: "applied" | "unmatched",
): Promise<void> {
  await exec(
    tx,
    "UPDATE provider_events SET state = $2, applied_at = now() WHERE id = $1 AND state = 'pending'",
    [id, state],
  );
}

/** Events whose job was lost or failed. Fresh ones are left to the queue. */
export async function findForgotten(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM provider_events
     WHERE state = 'pending' AND received_at < now() - interval '30 seconds'
     ORDER BY received_at LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
