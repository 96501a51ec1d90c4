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

/** @returns the new row's id, or undefined when this event was stored before. */
export async function insertEvent(tx: Tx, event: NewProviderEvent): Promise<string | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `INSERT INTO provider_events
       (id, provider, event_id, event_type, raw, headers, about_item_id, about_batch_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (provider, event_id) DO NOTHING RETURNING id`,
    [
      newId(),
      event.provider,
      event.eventId,
      event.eventType,
      event.raw,
      JSON.stringify(event.headers),
      event.itemId ?? null,
      event.payoutBatchId ?? null,
    ],
  );
  return row?.id;
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
