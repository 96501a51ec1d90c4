/** What two people say about forgotten payments. */
import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import { type DecisionStatus, decisionTransitions } from "./recovery";
import { RecoveryDecisionRow, UnknownPayoutItemRow } from "./recovery-row";

type NewDecision = Pick<
  RecoveryDecisionRow,
  | "id"
  | "recoveryId"
  | "kind"
  | "itemId"
  | "payoutId"
  | "creatorId"
  | "evidence"
  | "contentHash"
  | "proposedBy"
>;

/** @returns false while another proposal about the same thing waits. */
export async function insertDecision(tx: Tx, entry: NewDecision): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO recovery_decisions
       (id, recovery_id, kind, item_id, payout_id, creator_id, evidence, content_hash, status, proposed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9) ON CONFLICT DO NOTHING`,
    [
      entry.id,
      entry.recoveryId,
      entry.kind,
      entry.itemId,
      entry.payoutId,
      entry.creatorId,
      entry.evidence,
      entry.contentHash,
      entry.proposedBy,
    ],
  );
  return added === 1;
}

export async function findDecision(tx: Tx, id: string): Promise<RecoveryDecisionRow | null> {
  return await tx.findOneBy(RecoveryDecisionRow, { id });
}

/** Locks one decision for the rest of the transaction. */
export async function lockDecision(tx: Tx, id: string): Promise<RecoveryDecisionRow | null> {
  return await tx.findOne(RecoveryDecisionRow, {
    where: { id },
    lock: { mode: "pessimistic_write" },
  });
}

/** @returns false when it was decided before. */
export async function moveDecision(
  tx: Tx,
  id: string,
  to: DecisionStatus,
  decidedBy: string,
): Promise<boolean> {
  return await guardedMove<DecisionStatus, RecoveryDecisionRow>(
    tx,
    RecoveryDecisionRow,
    decisionTransitions,
    id,
    to,
    { decidedBy, decidedAt: () => "now()" },
  );
}

export async function findItem(tx: Tx, itemId: string): Promise<UnknownPayoutItemRow | null> {
  return await tx.findOneBy(UnknownPayoutItemRow, { itemId });
}

/** Locks one forgotten payment for the rest of the transaction. */
export async function lockItem(tx: Tx, itemId: string): Promise<UnknownPayoutItemRow | null> {
  return await tx.findOne(UnknownPayoutItemRow, {
    where: { itemId },
    lock: { mode: "pessimistic_write" },
  });
}

/** Writes down what an item was and what PayPal calls it now. */
export async function bookItem(
  tx: Tx,
  item: Pick<UnknownPayoutItemRow, "itemId" | "bookedAs" | "payoutId" | "creatorId" | "status"> & {
    isLookedAt: boolean;
  },
): Promise<void> {
  await exec(
    tx,
    `UPDATE unknown_payout_items SET booked_as = $2, payout_id = $3, creator_id = $4, status = $5,
       next_look_at = CASE WHEN $6 THEN now() + interval '1 day' END
     WHERE item_id = $1`,
    [item.itemId, item.bookedAs, item.payoutId, item.creatorId, item.status, item.isLookedAt],
  );
}

/** What PayPal calls a booked item now, and whether it is asked again. */
export async function noteLook(
  tx: Tx,
  itemId: string,
  status: string,
  isLookedAt: boolean,
): Promise<void> {
  await exec(
    tx,
    `UPDATE unknown_payout_items SET status = $2,
       next_look_at = CASE WHEN $3 THEN next_look_at END WHERE item_id = $1`,
    [itemId, status, isLookedAt],
  );
}

/** The creator's method with this address, the newest when there are several. */
export async function methodBehind(
  tx: Tx,
  creatorId: string,
  receiver: string | null,
): Promise<string | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM payout_methods
     WHERE creator_id = $1 AND receiver IS NOT NULL AND ($2::text IS NULL OR lower(receiver) = lower($2))
     ORDER BY replaced_at DESC NULLS FIRST, id DESC LIMIT 1`,
    [creatorId, receiver],
  );
  return row?.id;
}

/** True when this user is the creator, or the one who is paid by the payout. */
export async function isPayee(
  tx: Tx,
  userId: string,
  { payoutId, creatorId }: { payoutId: string | null; creatorId: string | null },
): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM creators c WHERE c.user_id = $1
                    AND (c.id = $3 OR c.id = (SELECT creator_id FROM payouts WHERE id = $2))) AS found`,
    [userId, payoutId, creatorId],
  );
  return row?.found ?? false;
}

/**
 * A payout that turns out to have been paid before it was released by these tables: the one move past the release. Two
 * people have said so and PayPal's item proves it; the states table knows no such move, so that nothing else can make it.
 * @returns false when it was sent or given up meanwhile.
 */
export async function takeUpPaid(
  tx: Tx,
  payoutId: string,
  by: { methodId: string; preparedBy: string; approvedBy: string },
): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE payouts SET status = 'in_progress', status_at = now(), rail = 'paypal', payout_method_id = $2,
       release = 'two_people', prepared_by = $3, approved_by = $4, signed_until = NULL, content_hash = NULL,
       released_at = coalesce(released_at, now())
     WHERE id = $1
       AND status IN ('draft', 'pending_approval', 'approved', 'queued', 'returned', 'failed')`,
    [payoutId, by.methodId, by.preparedBy, by.approvedBy],
  );
  return moved === 1;
}

export async function isAttempt(tx: Tx, id: string): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    "SELECT EXISTS (SELECT FROM payout_attempts WHERE id = $1) AS found",
    [id],
  );
  return row?.found ?? true;
}

/** Booked payments without an attempt that are due for a look; each gets its next time at once, for 35 days. */
export async function claimLooks(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ item_id: string }>(
    tx,
    `WITH due AS (
       SELECT item_id FROM unknown_payout_items WHERE next_look_at <= now()
       ORDER BY next_look_at LIMIT $1 FOR UPDATE SKIP LOCKED
     )
     UPDATE unknown_payout_items u SET next_look_at =
       CASE WHEN u.found_at > now() - interval '35 days' THEN now() + interval '1 day' END
     FROM due WHERE u.item_id = due.item_id RETURNING u.item_id`,
    [limit],
  );
  return rows.map((row) => row.item_id);
}

export interface LooseAttempt {
  id: string;
  itemId: string;
}

/** Attempts without a batch that are due for a look. */
export async function findLooseAttempts(tx: Tx, limit: number): Promise<LooseAttempt[]> {
  return await many<LooseAttempt>(
    tx,
    `SELECT id, provider_item_id AS "itemId" FROM payout_attempts
     WHERE batch_id IS NULL AND rail = 'paypal' AND next_poll_at <= now() AND provider_item_id IS NOT NULL
     ORDER BY next_poll_at LIMIT $1`,
    [limit],
  );
}

/** True for the item of an attempt without a batch, which no search for batches finds. */
export async function isLooseItem(tx: Tx, itemId: string): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_attempts
                    WHERE provider_item_id = $1 AND batch_id IS NULL AND rail = 'paypal') AS found`,
    [itemId],
  );
  return row?.found ?? false;
}

/** An item that could not be read is asked about again in a while. */
export async function postponeLoose(tx: Tx, itemId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE payout_attempts SET next_poll_at = now() + interval '15 minutes'
     WHERE provider_item_id = $1 AND batch_id IS NULL`,
    [itemId],
  );
}
