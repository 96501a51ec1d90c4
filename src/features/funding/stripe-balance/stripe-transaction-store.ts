import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import type { StripeMovement } from "../../../providers/stripe";
import { StripeTransactionRow } from "./stripe-transaction-row";

const feedName = "balance";
/** Stripe's times are whole seconds, and two requests may overtake each other. */
const overlap = "interval '1 hour'";

/**
 * From when the list has to be read again: what is still pending there changes later, and the end of the last reading may
 * have been cut. Undefined means from the beginning.
 */
export async function readFrom(tx: Tx): Promise<Date | undefined> {
  const row = await maybeOne<{ from: Date | null }>(
    tx,
    `SELECT least(f.read_until - ${overlap},
                  (SELECT min(created_at) FROM stripe_transactions WHERE NOT is_available)) AS from
     FROM stripe_feeds f WHERE f.name = $1`,
    [feedName],
  );
  return row?.from ?? undefined;
}

/** The list was read to its end; what came later than `until` is read next time. */
export async function markRead(tx: Tx, until: Date): Promise<void> {
  await exec(
    tx,
    `INSERT INTO stripe_feeds (name, read_until) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET read_until = greatest(stripe_feeds.read_until, excluded.read_until)`,
    [feedName, until],
  );
}

/** Keeps what is new, and notes what has become available. */
export async function keepMovements(tx: Tx, movements: readonly StripeMovement[]): Promise<void> {
  if (movements.length === 0) return;
  const sorted = [...movements].sort((one, other) => (one.id < other.id ? -1 : 1));
  await exec(
    tx,
    `INSERT INTO stripe_transactions
       (id, type, category, source_id, amount_minor, fee_minor, currency, created_at, available_at, is_available)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
                          $8::timestamptz[], $9::timestamptz[], $10::boolean[])
     ON CONFLICT (id) DO UPDATE SET is_available = true, available_at = excluded.available_at
       WHERE excluded.is_available AND NOT stripe_transactions.is_available`,
    [
      sorted.map((movement) => movement.id),
      sorted.map((movement) => movement.type),
      sorted.map((movement) => movement.category),
      sorted.map((movement) => movement.sourceId ?? null),
      sorted.map((movement) => movement.amountMinor.toString()),
      sorted.map((movement) => movement.feeMinor.toString()),
      sorted.map((movement) => movement.currency),
      sorted.map((movement) => movement.createdAt.toISOString()),
      sorted.map((movement) => movement.availableAt.toISOString()),
      sorted.map((movement) => movement.isAvailable),
    ],
  );
}

/** What our books do not have yet, oldest first, after the row that was looked at last. */
export async function findUnbooked(
  tx: Tx,
  after: { createdAt: Date; id: string } | undefined,
  limit: number,
): Promise<StripeTransactionRow[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM stripe_transactions
     WHERE booked_at IS NULL AND ($1::timestamptz IS NULL OR (created_at, id) > ($1, $2))
     ORDER BY created_at, id LIMIT $3`,
    [after?.createdAt ?? null, after?.id ?? null, limit],
  );
  const found: StripeTransactionRow[] = [];
  for (const { id } of rows) found.push(await tx.findOneByOrFail(StripeTransactionRow, { id }));
  return found;
}

/** Locks one row that is not booked; undefined when it is booked, or when somebody else is at it. */
export async function lockUnbooked(tx: Tx, id: string): Promise<StripeTransactionRow | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM stripe_transactions WHERE id = $1 AND booked_at IS NULL
     FOR NO KEY UPDATE SKIP LOCKED`,
    [id],
  );
  return row && (await tx.findOneByOrFail(StripeTransactionRow, { id }));
}

export async function markBooked(tx: Tx, ids: readonly string[]): Promise<void> {
  await exec(
    tx,
    "UPDATE stripe_transactions SET booked_at = now() WHERE id = ANY($1::text[]) AND booked_at IS NULL",
    [ids],
  );
}

/** What is booked, available and not moved yet is marked as moved; the caller posts it in the same transaction. */
export async function takeMovable(tx: Tx, limit: number): Promise<StripeTransactionRow[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM stripe_transactions
       WHERE booked_at IS NOT NULL AND is_available AND moved_at IS NULL
       ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE stripe_transactions t SET moved_at = now() FROM due WHERE t.id = due.id RETURNING t.id`,
    [limit],
  );
  const found: StripeTransactionRow[] = [];
  for (const { id } of rows) found.push(await tx.findOneByOrFail(StripeTransactionRow, { id }));
  return found;
}

export interface BookedSource {
  amountMinor: bigint;
  currency: StripeTransactionRow["currency"];
}

/** The captured deposit of a charge whose fee is booked, or the ended refund part of a refund: what our books say of it. */
export async function bookedSource(
  tx: Tx,
  { type, sourceId }: StripeTransactionRow,
): Promise<BookedSource | undefined> {
  const isCharge = type === "charge" || type === "payment";
  const row = await maybeOne<{ amount: string; currency: BookedSource["currency"] }>(
    tx,
    isCharge
      ? `SELECT amount_minor::text AS amount, currency FROM deposits
         WHERE method = 'stripe' AND provider_capture_id = $1 AND status = 'captured' AND fee_minor IS NOT NULL`
      : `SELECT p.amount_minor::text AS amount, r.currency FROM refund_parts p JOIN refunds r ON r.id = p.refund_id
         WHERE p.provider_refund_id = $1 AND (p.status = 'failed' OR ($2 = 'refund' AND p.status = 'succeeded'))`,
    isCharge ? [sourceId] : [sourceId, type],
  );
  return row && { amountMinor: BigInt(row.amount), currency: row.currency };
}

/** True for what nobody has explained within a day. */
export async function isOverdue(tx: Tx, id: string): Promise<boolean> {
  const row = await maybeOne<{ late: boolean }>(
    tx,
    "SELECT created_at < now() - interval '1 day' AS late FROM stripe_transactions WHERE id = $1",
    [id],
  );
  return row?.late ?? false;
}
