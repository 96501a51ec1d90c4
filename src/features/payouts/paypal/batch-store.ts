import type { Currency } from "../../../kernel/currency";
import { newId } from "../../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import type { BatchState } from "../payout";
import { type CallOutcome, PayoutBatchRow, ProviderCallRow } from "../payout-row";

/** PayPal forgets a sender_batch_id after 30 days; well before that, asking again stops being a safe question. */
export const resendDaysMax = 25;

export interface Claim {
  batchId: string;
  senderBatchId: string;
  currency: Currency;
  body: string;
  itemsCount: number;
  leaseToken: string;
  callId: string;
  /** Which call of this batch it is; 1 for an id that was never used by these tables. */
  callN: number;
}

/**
 * Takes a batch for sending, if nobody else holds it and it is due, and writes down that a call is about to be made. The
 * row commits before any byte leaves, so a crash at any later point leaves a call without an end.
 */
export async function claimBatch(
  tx: Tx,
  batchId: string,
  leaseMs: number,
): Promise<Claim | undefined> {
  const leaseToken = newId();
  const row = await maybeOne<{
    sender_batch_id: string;
    currency: Currency;
    body: string;
    items_count: number;
    n: number;
  }>(
    tx,
    `UPDATE payout_batches SET
       lease_until = now() + make_interval(secs => $3), lease_token = $2,
       first_post_at = coalesce(first_post_at, now()), calls_count = calls_count + 1
     WHERE id = $1 AND state IN ('frozen', 'ambiguous') AND next_try_at <= now()
       AND (lease_until IS NULL OR lease_until < now())
       AND (first_post_at IS NULL OR first_post_at > now() - make_interval(days => ${resendDaysMax}))
       AND NOT EXISTS (SELECT FROM recovery_periods WHERE ended_at IS NULL)
     RETURNING sender_batch_id, currency, body, items_count, calls_count AS n`,
    [batchId, leaseToken, leaseMs / 1000],
  );
  if (!row) return undefined;
  const callId = newId();
  await tx.insert(ProviderCallRow, { id: callId, batchId, n: row.n, leaseToken });
  await exec(
    tx,
    `UPDATE payout_attempts SET state = 'sending', state_at = now()
     WHERE batch_id = $1 AND state IN ('intent', 'unknown')`,
    [batchId],
  );
  return {
    batchId,
    senderBatchId: row.sender_batch_id,
    currency: row.currency,
    body: row.body,
    itemsCount: row.items_count,
    leaseToken,
    callId,
    callN: row.n,
  };
}

/** Keeps the batch for a sender who needs longer. @returns false when somebody else has taken it meanwhile. */
export async function renewLease(
  tx: Tx,
  claim: Pick<Claim, "batchId" | "leaseToken">,
  leaseMs: number,
): Promise<boolean> {
  const renewed = await exec(
    tx,
    `UPDATE payout_batches SET lease_until = now() + make_interval(secs => $3)
     WHERE id = $1 AND lease_token = $2 AND state IN ('frozen', 'ambiguous')`,
    [claim.batchId, claim.leaseToken, leaseMs / 1000],
  );
  return renewed === 1;
}

/**
 * Locks a batch before its answer is recorded. A sender whose lease ran out may meet the next one here; whoever comes
 * second sees the other's call, and a refusal is then no proof any more.
 */
export async function lockBatch(tx: Tx, batchId: string): Promise<void> {
  await exec(tx, "SELECT 1 FROM payout_batches WHERE id = $1 FOR UPDATE", [batchId]);
}

export async function finishCall(
  tx: Tx,
  callId: string,
  result: {
    outcome: CallOutcome;
    httpStatus?: number | undefined;
    debugId?: string | undefined;
    detail?: string | undefined;
  },
): Promise<void> {
  await exec(
    tx,
    `UPDATE provider_calls SET finished_at = now(), outcome = $2, http_status = $3, debug_id = $4, detail = $5
     WHERE id = $1 AND finished_at IS NULL`,
    [
      callId,
      result.outcome,
      result.httpStatus ?? null,
      result.debugId ?? null,
      result.detail ?? null,
    ],
  );
}

/** True when any other call of this batch may have created it: it was ambiguous, or nobody knows how it ended. */
export async function hasOtherUnclearCall(
  tx: Tx,
  batchId: string,
  callId: string,
): Promise<boolean> {
  const row = await maybeOne<{ unclear: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM provider_calls
                    WHERE batch_id = $1 AND id <> $2
                      AND coalesce(outcome, 'ambiguous') IN ('ambiguous', 'accepted', 'duplicate')) AS unclear`,
    [batchId, callId],
  );
  return row?.unclear ?? true;
}

/**
 * Notes PayPal's own id of a batch and that it was accepted.
 * @returns false when another id stands there already, which is an alarm, or when the batch was given up before.
 */
export async function adoptBatch(tx: Tx, batchId: string, payoutBatchId: string): Promise<boolean> {
  const adopted = await exec(
    tx,
    `UPDATE payout_batches SET state = CASE state WHEN 'closed' THEN state ELSE 'submitted' END,
       payout_batch_id = $2, lease_until = NULL, problem = NULL
     WHERE id = $1 AND (payout_batch_id IS NULL OR payout_batch_id = $2)
       AND state IN ('frozen', 'ambiguous', 'submitted', 'closed')`,
    [batchId, payoutBatchId],
  );
  return adopted === 1;
}

/** Puts a batch aside until `retryMs` from now; only for the holder of the lease, or a later sender would be undone. */
export async function postponeBatch(
  tx: Tx,
  claim: Pick<Claim, "batchId" | "leaseToken">,
  state: Extract<BatchState, "frozen" | "ambiguous">,
  retryMs: number,
  problem: string,
): Promise<boolean> {
  const postponed = await exec(
    tx,
    `UPDATE payout_batches SET
       state = CASE WHEN state = 'ambiguous' THEN state ELSE $3 END,
       lease_until = NULL, next_try_at = now() + make_interval(secs => $4), problem = $5
     WHERE id = $1 AND lease_token = $2 AND state IN ('frozen', 'ambiguous')`,
    [claim.batchId, claim.leaseToken, state, retryMs / 1000, problem],
  );
  return postponed === 1;
}

/** Ends a batch that will never be sent again. */
export async function endBatch(
  tx: Tx,
  batchId: string,
  state: Extract<BatchState, "refused" | "stopped">,
  problem: string,
): Promise<boolean> {
  const ended = await exec(
    tx,
    `UPDATE payout_batches SET state = $2, problem = $3, lease_until = NULL
     WHERE id = $1 AND state IN ('frozen', 'ambiguous')`,
    [batchId, state, problem],
  );
  return ended === 1;
}

export async function setAttemptStates(
  tx: Tx,
  batchId: string,
  from: readonly string[],
  to: string,
  nextPollMs: number | null,
): Promise<void> {
  await exec(
    tx,
    // A state that stays keeps its time: reminders and ages are counted from it.
    `UPDATE payout_attempts SET state = $3,
       state_at = CASE WHEN state = $3 THEN state_at ELSE now() END,
       next_poll_at = CASE WHEN $4::float8 IS NULL THEN next_poll_at
                           ELSE now() + make_interval(secs => $4::float8) END
     WHERE batch_id = $1 AND state = ANY($2::text[])`,
    [batchId, from, to, nextPollMs === null ? null : nextPollMs / 1000],
  );
}

export async function findBatch(tx: Tx, batchId: string): Promise<PayoutBatchRow | null> {
  return await tx.findOneBy(PayoutBatchRow, { id: batchId });
}

/** A batch without its body, which may have megabytes. */
export interface BatchIds {
  id: string;
  payoutBatchId: string | null;
  itemsCount: number;
}

const idColumns = `id, payout_batch_id AS "payoutBatchId", items_count AS "itemsCount"`;

export async function findBatchIds(tx: Tx, batchId: string): Promise<BatchIds | undefined> {
  return await maybeOne<BatchIds>(tx, `SELECT ${idColumns} FROM payout_batches WHERE id = $1`, [
    batchId,
  ]);
}

/** Our batch that PayPal's event or report speaks of, by either side's id. */
export async function findBatchByProvider(
  tx: Tx,
  ids: { payoutBatchId?: string | undefined; senderBatchId?: string | undefined },
): Promise<BatchIds | undefined> {
  return await maybeOne<BatchIds>(
    tx,
    `SELECT ${idColumns} FROM payout_batches
     WHERE payout_batch_id = $1 OR sender_batch_id = $2 LIMIT 1`,
    [ids.payoutBatchId ?? null, ids.senderBatchId ?? null],
  );
}

/** Batches to send now: fresh ones, and those whose last try proved nothing. */
export async function findDueBatches(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM payout_batches
     WHERE state IN ('frozen', 'ambiguous') AND next_try_at <= now()
       AND (lease_until IS NULL OR lease_until < now())
       AND (first_post_at IS NULL OR first_post_at > now() - make_interval(days => ${resendDaysMax}))
     ORDER BY next_try_at LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Submitted batches with an item that is due to be looked at. */
export async function findBatchesToPoll(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ batch_id: string }>(
    tx,
    `SELECT DISTINCT a.batch_id FROM payout_attempts a JOIN payout_batches b ON b.id = a.batch_id
     WHERE a.next_poll_at <= now() AND b.payout_batch_id IS NOT NULL LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.batch_id);
}
