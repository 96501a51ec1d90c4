/** Fees that are held: stopped by a dispute, resumed, and ended when their time is over. The database's clock rules. */
import { In } from "typeorm";
import { exec, many, type Tx } from "../../platform/db/sql";
import { EndorsementRow } from "./submission-row";

/** True while the fee of an endorsed submission is held. */
export async function isHeld(tx: Tx, submissionId: string): Promise<boolean> {
  const rows = await many(tx, `SELECT 1 FROM endorsements WHERE ${heldFee}`, [submissionId]);
  return rows.length > 0;
}

const heldFee = `submission_id = $1 AND payable_at IS NULL AND clawed_back_at IS NULL AND held_until > now()`;

/**
 * Stops the hold of a fee, so that nobody ends it. The row itself is changed: a sweep that comes at the same moment looks
 * again when it gets the lock, and finds nothing to end.
 * @returns whole seconds that were left; undefined when the hold is over.
 */
export async function stopHold(tx: Tx, submissionId: string): Promise<number | undefined> {
  const [stopped] = await many<{ left: number }>(
    tx,
    `WITH held AS (
       SELECT id, floor(extract(epoch FROM held_until - now()))::int AS left FROM endorsements
       WHERE ${heldFee} FOR NO KEY UPDATE)
     UPDATE endorsements e SET held_until = NULL FROM held WHERE e.id = held.id RETURNING held.left`,
    [submissionId],
  );
  return stopped?.left;
}

/** A stopped hold goes on with the time that was left. */
export async function resumeHold(tx: Tx, submissionId: string, seconds: number): Promise<boolean> {
  const resumed = await exec(
    tx,
    `UPDATE endorsements SET held_until = now() + make_interval(secs => $2)
     WHERE submission_id = $1 AND payable_at IS NULL AND clawed_back_at IS NULL AND held_until IS NULL`,
    [submissionId, seconds],
  );
  return resumed === 1;
}

/** Ends up to `limit` holds whose time is over; other hosts doing the same are left their share. */
export async function releaseHeld(tx: Tx, limit: number): Promise<EndorsementRow[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM endorsements
       WHERE payable_at IS NULL AND held_until <= now() AND clawed_back_at IS NULL
       ORDER BY held_until, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE endorsements e SET payable_at = now() FROM due WHERE e.id = due.id RETURNING e.id`,
    [limit],
  );
  if (rows.length === 0) return [];
  return await tx.find(EndorsementRow, {
    where: { id: In(rows.map((row) => row.id)) },
    order: { id: "ASC" },
  });
}
