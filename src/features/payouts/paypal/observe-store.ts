import type { Currency } from "../../../kernel/currency";
import { exec, many, type Tx } from "../../../platform/db/sql";
import type { AttemptState, PayoutStatus } from "../payout";
import type { KnownAttempt } from "./item-plan";

interface AttemptRow {
  attempt_id: string;
  payout_id: string;
  creator_id: string;
  amount_minor: string;
  currency: Currency;
  state: AttemptState;
  provider_item_id: string | null;
  provider_fee_minor: string | null;
  is_parked: boolean;
  polls_count: number;
  age_ms: string;
  state_age_ms: string;
}

export interface LockedAttempt extends KnownAttempt {
  /** Looks before this one. */
  pollsCount: number;
  /** Since the attempt was made, by the database's clock. */
  ageMs: number;
  /** Since it came into its state. */
  stateAgeMs: number;
}

/**
 * Locks the attempts of one batch that PayPal's items belong to, in the order of their ids. Attempts of other batches
 * are not found, so an event of one attempt can never touch another.
 */
export async function lockAttempts(
  tx: Tx,
  batchId: string,
  attemptIds: readonly string[],
): Promise<Map<string, LockedAttempt>> {
  const rows = await many<AttemptRow>(
    tx,
    `SELECT a.id AS attempt_id, a.payout_id, p.creator_id, a.amount_minor, a.currency, a.state,
            a.provider_item_id, a.provider_fee_minor, a.is_parked, a.polls_count,
            (extract(epoch FROM now() - a.created_at) * 1000)::bigint AS age_ms,
            (extract(epoch FROM now() - a.state_at) * 1000)::bigint AS state_age_ms
     FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
     WHERE a.batch_id = $1 AND a.id = ANY($2::uuid[])
     ORDER BY a.id FOR UPDATE OF a`,
    [batchId, attemptIds],
  );
  return new Map(
    rows.map((row) => [
      row.attempt_id,
      {
        attemptId: row.attempt_id,
        payoutId: row.payout_id,
        creatorId: row.creator_id,
        amountMinor: BigInt(row.amount_minor),
        currency: row.currency,
        state: row.state,
        providerItemId: row.provider_item_id ?? undefined,
        isFeeKnown: row.provider_fee_minor !== null,
        isParked: row.is_parked,
        pollsCount: row.polls_count,
        ageMs: Number.parseInt(row.age_ms, 10),
        stateAgeMs: Number.parseInt(row.state_age_ms, 10),
      },
    ]),
  );
}

export interface AttemptUpdate {
  attemptId: string;
  state: AttemptState;
  isParked: boolean;
  itemId: string;
  rawStatus: string;
  error: string | null;
  feeMinor: bigint | null;
  /** Until the next look; null when there is nothing more to see. */
  nextPollMs: number | null;
}

/** One statement for any number of attempts. */
export async function updateAttempts(tx: Tx, updates: readonly AttemptUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await exec(
    tx,
    `UPDATE payout_attempts a SET
       state_at = CASE WHEN a.state = u.state THEN a.state_at ELSE now() END,
       state = u.state, is_parked = u.is_parked, provider_item_id = u.item_id, provider_status = u.raw_status,
       provider_error = coalesce(u.error, a.provider_error),
       provider_fee_minor = coalesce(a.provider_fee_minor, u.fee_minor),
       polls_count = a.polls_count + 1,
       next_poll_at = now() + make_interval(secs => u.next_poll_s)
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::float8[],
                 $8::boolean[])
       AS u (id, state, item_id, raw_status, error, fee_minor, next_poll_s, is_parked)
     WHERE a.id = u.id`,
    [
      updates.map((update) => update.attemptId),
      updates.map((update) => update.state),
      updates.map((update) => update.itemId),
      updates.map((update) => update.rawStatus),
      updates.map((update) => update.error),
      updates.map((update) => update.feeMinor?.toString() ?? null),
      updates.map((update) => (update.nextPollMs === null ? null : update.nextPollMs / 1000)),
      updates.map((update) => update.isParked),
    ],
  );
}

/** An item that does not fit is looked at again in an hour; until then its break tells finance. */
export async function postponeLooks(tx: Tx, attemptIds: readonly string[]): Promise<void> {
  if (attemptIds.length === 0) return;
  await exec(
    tx,
    "UPDATE payout_attempts SET next_poll_at = now() + interval '1 hour' WHERE id = ANY($1::uuid[])",
    [attemptIds],
  );
}

/** Moves the headers that are in one of `from`. @returns ids of those that moved. */
export async function movePayouts(
  tx: Tx,
  payoutIds: readonly string[],
  from: readonly PayoutStatus[],
  to: PayoutStatus,
): Promise<string[]> {
  if (payoutIds.length === 0) return [];
  const rows = await many<{ id: string }>(
    tx,
    `UPDATE payouts SET status = $3, status_at = now(),
       paid_at = CASE WHEN $3 = 'paid' THEN now() ELSE paid_at END
     WHERE id = ANY($1::uuid[]) AND status = ANY($2::text[]) RETURNING id`,
    [payoutIds, from, to],
  );
  return rows.map((row) => row.id);
}

/** Closes a batch whose items are all over. @returns false while one is not. */
export async function closeBatchIfDone(tx: Tx, batchId: string): Promise<boolean> {
  const closed = await exec(
    tx,
    `UPDATE payout_batches b SET state = 'closed', closed_at = now()
     WHERE b.id = $1 AND b.state = 'submitted'
       AND NOT EXISTS (SELECT FROM payout_attempts a WHERE a.batch_id = b.id
                       AND a.state NOT IN ('success', 'failed', 'returned', 'refunded', 'reversed'))`,
    [batchId],
  );
  return closed === 1;
}
