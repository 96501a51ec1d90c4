import { IsNull } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import { newId } from "../../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { RecoveryPeriodRow } from "./recovery-row";

/** Begins every sender_batch_id of ours; nothing else on the account may use it. */
export const senderBatchPrefix = "pb_";

/** Ids of attempts are UUIDs of version 7 (kernel/ids.ts). */
const attemptIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** PayPal keeps a sender_batch_id for 30 days and reports at most 31 at once. */
const suspicionDays = 31;

/** True while nothing may be frozen or sent. */
export async function isPaused(tx: Tx): Promise<boolean> {
  const row = await maybeOne<{ paused: boolean }>(
    tx,
    "SELECT EXISTS (SELECT FROM recovery_periods WHERE ended_at IS NULL) AS paused",
  );
  return row?.paused ?? true;
}

export async function openPeriod(tx: Tx): Promise<RecoveryPeriodRow | null> {
  return await tx.findOneBy(RecoveryPeriodRow, { endedAt: IsNull() });
}

const pausedBreak = (periodId: string) => ({
  kind: "payouts_paused",
  objectType: "recovery_period",
  objectId: periodId,
});

export interface NewPeriod {
  since: Date;
  reason: string;
  startedBy: string;
}

/**
 * Pauses payouts. @returns false when they are paused already; a period that is open then reaches back to the earlier of
 * the two times, so that nothing between them is left out.
 */
export async function startPeriod(
  tx: Tx,
  { since, reason, startedBy }: NewPeriod,
): Promise<boolean> {
  const id = newId();
  const added = await exec(
    tx,
    `INSERT INTO recovery_periods (id, since, reason, started_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING`,
    [id, since, reason, startedBy],
  );
  if (added === 0) {
    await exec(
      tx,
      `UPDATE recovery_periods SET since = $1, read_to = NULL WHERE ended_at IS NULL AND since > $1`,
      [since],
    );
    return false;
  }
  await openBreak(tx, {
    ...pausedBreak(id),
    owner: "finance",
    nextAction: "read_paypal_report",
    details: { reason },
  });
  await recordAudit(tx, {
    actor: startedBy,
    action: "recovery.started",
    objectType: "recovery_period",
    objectId: id,
    details: { reason, since: since.toISOString() },
  });
  return true;
}

const isReadFarEnough = "read_to >= date_trunc('second', started_at)";
const isAllExplained = "NOT EXISTS (SELECT FROM unknown_payout_items WHERE booked_as IS NULL)";

/** Why a pause cannot end yet: PayPal's report was not read far enough, or a payment is not explained. */
export async function endObstacle(
  tx: Tx,
  id: string,
): Promise<"report" | "unexplained" | undefined> {
  const row = await maybeOne<{ is_read: boolean | null; is_explained: boolean }>(
    tx,
    `SELECT ${isReadFarEnough} AS is_read, ${isAllExplained} AS is_explained
     FROM recovery_periods WHERE id = $1`,
    [id],
  );
  if (!row?.is_read) return "report";
  return row.is_explained ? undefined : "unexplained";
}

/** @returns false while something stands in the way; see {@link endObstacle}. */
export async function endPeriod(
  tx: Tx,
  id: string,
  { endedBy, note }: { endedBy: string; note: string },
): Promise<boolean> {
  const ended = await exec(
    tx,
    `UPDATE recovery_periods SET ended_at = now(), ended_by = $2, note = $3
     WHERE id = $1 AND ended_at IS NULL AND ${isReadFarEnough} AND ${isAllExplained}`,
    [id, endedBy, note],
  );
  if (ended === 0) return false;
  await resolveBreaks(tx, { ...pausedBreak(id), resolution: note, resolvedBy: endedBy });
  await recordAudit(tx, {
    actor: endedBy,
    action: "recovery.ended",
    objectType: "recovery_period",
    objectId: id,
  });
  return true;
}

export async function noteRead(tx: Tx, id: string, readTo: Date): Promise<void> {
  await exec(
    tx,
    "UPDATE recovery_periods SET read_to = greatest(read_to, $2) WHERE id = $1 AND ended_at IS NULL",
    [id, readTo],
  );
}

/** True when an item or a batch of PayPal's is one that an earlier recovery has found and written down. */
export async function isWrittenDown(
  tx: Tx,
  ids: { senderBatchId?: string | undefined; senderItemId?: string | undefined },
): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM unknown_payout_items
                    WHERE sender_batch_id = $1 OR sender_item_id = $2) AS found`,
    [ids.senderBatchId ?? null, ids.senderItemId ?? null],
  );
  return row?.found ?? false;
}

export interface UnknownItem {
  itemId: string;
  payoutBatchId: string | undefined;
  senderBatchId: string | undefined;
  senderItemId: string | undefined;
  receiver: string | undefined;
  amountMinor: bigint;
  currency: Currency;
  status: string;
}

/** Writes an item down, or what became of it since. @returns true when it was not known before. */
export async function keepUnknownItem(
  tx: Tx,
  recoveryId: string,
  item: UnknownItem,
): Promise<boolean> {
  const row = await maybeOne<{ is_new: boolean }>(
    tx,
    `INSERT INTO unknown_payout_items
       (item_id, recovery_id, payout_batch_id, sender_batch_id, sender_item_id, receiver, amount_minor,
        currency, status, id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (item_id) DO UPDATE SET status = excluded.status
     RETURNING xmax = 0 AS is_new`,
    [
      item.itemId,
      recoveryId,
      item.payoutBatchId ?? null,
      item.senderBatchId ?? null,
      item.senderItemId ?? null,
      item.receiver ?? null,
      item.amountMinor.toString(),
      item.currency,
      item.status,
      newId(),
    ],
  );
  return row?.is_new ?? false;
}

/** Of these ids, those in the form of our attempts that no attempt has and no recovery has written down. */
export async function findForgotten(tx: Tx, senderItemIds: readonly string[]): Promise<string[]> {
  const ids = senderItemIds.filter((id) => attemptIdPattern.test(id));
  if (ids.length === 0) return [];
  const rows = await many<{ id: string }>(
    tx,
    `SELECT DISTINCT i.id FROM unnest($1::text[]) AS i (id)
     WHERE NOT EXISTS (SELECT FROM payout_attempts a WHERE a.id = i.id::uuid)
       AND NOT EXISTS (SELECT FROM unknown_payout_items u WHERE u.sender_item_id = i.id)`,
    [ids],
  );
  return rows.map((row) => row.id);
}

/**
 * PayPal knows something of ours that these tables do not: they are older than they should be. Stops the rail, because
 * whatever is due by these tables may have been paid already.
 * @param seenAt When PayPal did it, if that is known.
 */
export async function suspectRestore(
  tx: Tx,
  { reason, actor, seenAt }: { reason: string; actor: string; seenAt?: Date },
): Promise<void> {
  const row = await maybeOne<{ since: Date }>(
    tx,
    `SELECT least(now() - make_interval(days => ${suspicionDays}), $1::timestamptz - interval '1 day') AS since`,
    [seenAt ?? null],
  );
  if (row) await startPeriod(tx, { since: row.since, reason, startedBy: actor });
}
