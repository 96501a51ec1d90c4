import type { Currency } from "../../../kernel/currency";
import { exec, many, type Tx } from "../../../platform/db/sql";
import type { AttemptState, PayoutStatus } from "../payout";
import type { KnownAttempt } from "./item-plan";
import type { Ages } from "./poll-schedule";

interface AttemptRow {
  attempt_id: string;
  payout_id: string;
  creator_id: string;
  amount_minor: string;
  currency: Currency;
  state: AttemptState;
  provider_item_id: string | null;
  provider_error: string | null;
  provider_fee_minor: string | null;
  is_parked: boolean;
  polls_count: number;
  age_ms: number;
  state_age_ms: number;
  locked_at: Date;
}

export interface LockedAttempt extends KnownAttempt, Ages {
  /** Looks before this one. */
  pollsCount: number;
  /** The transaction's time, by the database's clock. */
  lockedAt: Date;
  /** The error PayPal named last, if any. */
  errorName: string | undefined;
}

const ages = `
  (extract(epoch FROM now() - a.created_at) * 1000)::float8 AS age_ms,
  (extract(epoch FROM now() - a.state_at) * 1000)::float8 AS state_age_ms`;

/**
 * Locks the attempts of one batch that PayPal's items belong to, in the order of their ids. Attempts of other batches
 * are not found, so an event of one attempt can never touch another. Attempts that a restored backup had forgotten have no
 * batch: null.
 */
export async function lockAttempts(
  tx: Tx,
  batchId: string | null,
  attemptIds: readonly string[],
): Promise<Map<string, LockedAttempt>> {
  const rows = await many<AttemptRow>(
    tx,
    `SELECT a.id AS attempt_id, a.payout_id, p.creator_id, a.amount_minor, a.currency, a.state,
            a.provider_item_id, a.provider_error, a.provider_fee_minor, a.is_parked,
            a.polls_count, now() AS locked_at, ${ages}
     FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
     WHERE (a.batch_id = $1 OR ($1::uuid IS NULL AND a.batch_id IS NULL)) AND a.id = ANY($2::uuid[])
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
        ageMs: row.age_ms,
        stateAgeMs: row.state_age_ms,
        pollsCount: row.polls_count,
        lockedAt: row.locked_at,
        errorName: row.provider_error ?? undefined,
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

export interface OpenLook extends Ages {
  attemptId: string;
  state: AttemptState;
  pollsCount: number;
  isDue: boolean;
}

/** Attempts of a batch that are still looked at, without those of `seenIds`. */
export async function findOpenLooks(
  tx: Tx,
  batchId: string,
  seenIds: readonly string[] = [],
): Promise<OpenLook[]> {
  const rows = await many<{
    id: string;
    state: AttemptState;
    polls_count: number;
    is_due: boolean;
    age_ms: number;
    state_age_ms: number;
  }>(
    tx,
    `SELECT a.id, a.state, a.polls_count, a.next_poll_at <= now() AS is_due, ${ages}
     FROM payout_attempts a WHERE a.batch_id = $1 AND a.next_poll_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM unnest($2::uuid[]) AS s (id) WHERE s.id = a.id)`,
    [batchId, seenIds],
  );
  return rows.map((row) => ({
    attemptId: row.id,
    state: row.state,
    pollsCount: row.polls_count,
    isDue: row.is_due,
    ageMs: row.age_ms,
    stateAgeMs: row.state_age_ms,
  }));
}

/** A look that showed nothing of these attempts counts as well, or they would be asked about without a pause. */
export async function countLooks(
  tx: Tx,
  looks: readonly { attemptId: string; nextPollMs: number | null }[],
): Promise<void> {
  if (looks.length === 0) return;
  await exec(
    tx,
    `UPDATE payout_attempts a
     SET polls_count = a.polls_count + 1, next_poll_at = now() + make_interval(secs => l.next_poll_s)
     FROM unnest($1::uuid[], $2::float8[]) AS l (id, next_poll_s) WHERE a.id = l.id`,
    [
      looks.map((look) => look.attemptId),
      looks.map((look) => (look.nextPollMs === null ? null : look.nextPollMs / 1000)),
    ],
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

/**
 * Closes a batch whose items are all over, when each was seen at PayPal and together they are what was frozen.
 * @returns false while that is not so.
 */
export async function closeBatchIfDone(tx: Tx, batchId: string): Promise<boolean> {
  const closed = await exec(
    tx,
    `UPDATE payout_batches b SET state = 'closed', closed_at = now()
     WHERE b.id = $1 AND b.state = 'submitted'
       AND NOT EXISTS (SELECT FROM payout_attempts a WHERE a.batch_id = b.id
                       AND a.state NOT IN ('success', 'failed', 'returned', 'refunded', 'reversed'))
       AND (SELECT (count(*), sum(a.amount_minor)) FROM payout_attempts a
            WHERE a.batch_id = b.id AND a.provider_item_id IS NOT NULL) = (b.items_count::bigint, b.total_minor::numeric)`,
    [batchId],
  );
  return closed === 1;
}
