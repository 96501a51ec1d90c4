import { newId } from "../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";

export type Provider = "paypal" | "stripe";

export interface NewProviderEvent {
  provider: Provider;
  eventId: string;
  eventType: string;
  raw: Buffer;
  headers: Readonly<Record<string, string | undefined>>;
  /** PayPal's ids of the payout item and of the payout batch it speaks of. */
  itemId?: string | undefined;
  payoutBatchId?: string | undefined;
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
 * @returns the places in `events` of those that were new.
 */
export async function insertEvents(
  tx: Tx,
  events: readonly NewProviderEvent[],
): Promise<Set<number>> {
  const ids = events.map(() => newId());
  const added = await many<{ id: string }>(
    tx,
    `WITH added AS (
       INSERT INTO provider_events
         (id, provider, event_id, event_type, raw, headers, about_item_id, about_batch_id)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::jsonb[],
                            $7::text[], $8::text[])
       ON CONFLICT (provider, event_id) DO NOTHING RETURNING id, about_item_id, about_batch_id
     ), asked AS (
       INSERT INTO outbox (id, topic, payload)
       SELECT n.id, 'provider_event.received', jsonb_strip_nulls(jsonb_build_object(
         'providerEventId', added.id,
         'payoutBatchId', CASE WHEN added.about_item_id IS NOT NULL THEN added.about_batch_id END))
       FROM added JOIN unnest($1::uuid[], $9::uuid[]) AS n (event, id) ON n.event = added.id
     )
     SELECT id FROM added`,
    [
      ids,
      events.map((event) => event.provider),
      events.map((event) => event.eventId),
      events.map((event) => event.eventType),
      events.map((event) => event.raw),
      events.map((event) => JSON.stringify(event.headers)),
      events.map((event) => event.itemId ?? null),
      events.map((event) => event.payoutBatchId ?? null),
      events.map(() => newId()),
    ],
  );
  const fresh = new Set(added.map((row) => row.id));
  return new Set(ids.flatMap((id, at) => (fresh.has(id) ? [at] : [])));
}

/** Is the event that is stored under this id the same, byte for byte? */
export async function isStoredAlike(
  tx: Tx,
  { provider, eventId, raw }: Pick<NewProviderEvent, "provider" | "eventId" | "raw">,
): Promise<boolean> {
  const row = await maybeOne<{ same: boolean }>(
    tx,
    "SELECT raw = $3 AS same FROM provider_events WHERE provider = $1 AND event_id = $2",
    [provider, eventId, raw],
  );
  return row?.same ?? false;
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

/** PayPal's batch of the item that an event speaks of, whatever became of the event. */
export async function findItemBatch(tx: Tx, id: string): Promise<string | undefined> {
  const row = await maybeOne<{ batch: string | null }>(
    tx,
    `SELECT about_batch_id AS batch FROM provider_events WHERE id = $1 AND about_item_id IS NOT NULL`,
    [id],
  );
  return row?.batch ?? undefined;
}

/** What waits to be applied about items of one batch of PayPal's, oldest first. */
export async function findPendingItems(
  tx: Tx,
  payoutBatchId: string,
  limit: number,
): Promise<{ id: string; itemId: string }[]> {
  return await many<{ id: string; itemId: string }>(
    tx,
    `SELECT id, about_item_id AS "itemId" FROM provider_events
     WHERE provider = 'paypal' AND state = 'pending' AND about_batch_id = $1 AND about_item_id IS NOT NULL
     ORDER BY received_at, id LIMIT $2`,
    [payoutBatchId, limit],
  );
}

/** Notes what became of pending events. */
export async function finishEvents(
  tx: Tx,
  ids: readonly string[],
  state: "applied" | "unmatched",
): Promise<void> {
  await exec(
    tx,
    `UPDATE provider_events SET state = $2, applied_at = now()
     WHERE id = ANY($1::uuid[]) AND state = 'pending'`,
    [ids, state],
  );
}

/**
 * Events whose job was lost or failed; fresh ones are left to the queue. Of those about items of one batch only the
 * oldest, because it stands for them all.
 */
export async function findForgotten(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM (
       SELECT DISTINCT ON (subject) id, received_at FROM (
         SELECT id, received_at,
           CASE WHEN about_item_id IS NOT NULL AND about_batch_id IS NOT NULL THEN 'batch ' || about_batch_id
                ELSE id::text END AS subject
         FROM provider_events
         WHERE state = 'pending' AND received_at < now() - interval '30 seconds') e
       ORDER BY subject, received_at) oldest
     ORDER BY received_at LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
