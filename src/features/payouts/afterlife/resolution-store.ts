import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, maybeOne, type Tx } from "../../../platform/db/sql";
import { PayoutBatchRow } from "../payout-row";
import { resendDaysMax } from "../paypal/batch-store";
import { type ResolutionStatus, resolutionTransitions } from "./afterlife";
import { PayoutResolutionRow } from "./afterlife-row";

type NewResolution = Pick<
  PayoutResolutionRow,
  "id" | "kind" | "subjectId" | "payoutBatchId" | "evidence" | "contentHash" | "proposedBy"
>;

/** @returns false while another proposal about the same thing waits. */
export async function insertResolution(tx: Tx, entry: NewResolution): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO payout_resolutions
       (id, kind, subject_id, payout_batch_id, evidence, content_hash, status, proposed_by)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7)
     ON CONFLICT (subject_id) WHERE status = 'proposed' DO NOTHING`,
    [
      entry.id,
      entry.kind,
      entry.subjectId,
      entry.payoutBatchId,
      entry.evidence,
      entry.contentHash,
      entry.proposedBy,
    ],
  );
  return added === 1;
}

export async function findResolution(tx: Tx, id: string): Promise<PayoutResolutionRow | null> {
  return await tx.findOneBy(PayoutResolutionRow, { id });
}

/** Locks one proposal for the rest of the transaction. */
export async function lockResolution(tx: Tx, id: string): Promise<PayoutResolutionRow | null> {
  return await tx.findOne(PayoutResolutionRow, {
    where: { id },
    lock: { mode: "pessimistic_write" },
  });
}

/** @returns false when it was decided before. */
export async function moveResolution(
  tx: Tx,
  id: string,
  to: ResolutionStatus,
  decidedBy: string,
): Promise<boolean> {
  return await guardedMove<ResolutionStatus, PayoutResolutionRow>(
    tx,
    PayoutResolutionRow,
    resolutionTransitions,
    id,
    to,
    { decidedBy, decidedAt: () => "now()" },
  );
}

/** Locks one batch for the rest of the transaction. */
export async function lockBatch(tx: Tx, id: string): Promise<PayoutBatchRow | null> {
  return await tx.findOne(PayoutBatchRow, { where: { id }, lock: { mode: "pessimistic_write" } });
}

export interface Doubt {
  /** Too old to be asked about again with the same id. */
  isOverdue: boolean;
  /** Somebody is sending it at this moment. */
  isLeased: boolean;
  /** PayPal said that it knows the id. */
  isDuplicate: boolean;
}

/** What the tables know about an unclear batch, by the database's clock. */
export async function doubtOf(tx: Tx, batchId: string): Promise<Doubt | undefined> {
  return await maybeOne<Doubt>(
    tx,
    `SELECT coalesce(b.first_post_at <= now() - make_interval(days => ${resendDaysMax}), false) AS "isOverdue",
            coalesce(b.lease_until > now(), false) AS "isLeased",
            EXISTS (SELECT FROM provider_calls c WHERE c.batch_id = b.id
                    AND c.outcome IN ('duplicate', 'accepted')) AS "isDuplicate"
     FROM payout_batches b WHERE b.id = $1`,
    [batchId],
  );
}

/** Adopts PayPal's batch on the word of two people. @returns false when the batch is not in doubt any more. */
export async function adoptByHand(
  tx: Tx,
  batchId: string,
  payoutBatchId: string,
): Promise<boolean> {
  const adopted = await exec(
    tx,
    `UPDATE payout_batches SET state = 'submitted', payout_batch_id = $2, lease_until = NULL, problem = NULL
     WHERE id = $1 AND payout_batch_id IS NULL AND state IN ('frozen', 'ambiguous', 'stopped')`,
    [batchId, payoutBatchId],
  );
  return adopted === 1;
}

/** A batch that was never created is over. */
export async function refuseByHand(tx: Tx, batchId: string): Promise<boolean> {
  const ended = await exec(
    tx,
    `UPDATE payout_batches SET state = 'refused', problem = 'was_not_created', lease_until = NULL
     WHERE id = $1 AND payout_batch_id IS NULL AND state IN ('frozen', 'ambiguous', 'stopped')`,
    [batchId],
  );
  return ended === 1;
}

export async function isAdoptedElsewhere(
  tx: Tx,
  batchId: string,
  payoutBatchId: string,
): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_batches WHERE payout_batch_id = $2 AND id <> $1) AS found`,
    [batchId, payoutBatchId],
  );
  return row?.found ?? false;
}

/** True when this user would be paid by the attempt or by an attempt of the batch. */
export async function isPayee(tx: Tx, subjectId: string, userId: string): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
                    JOIN creators c ON c.id = p.creator_id
                    WHERE (a.id = $1 OR a.batch_id = $1) AND c.user_id = $2) AS found`,
    [subjectId, userId],
  );
  return row?.found ?? false;
}

/** A blocked attempt is given up; PayPal is looked at for another month, in case it pays after all. */
export async function failBlocked(tx: Tx, attemptId: string): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE payout_attempts SET state = 'failed', state_at = now(), is_parked = false,
       next_poll_at = now() + interval '1 day'
     WHERE id = $1 AND state = 'blocked'`,
    [attemptId],
  );
  return moved === 1;
}
