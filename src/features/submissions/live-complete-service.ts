/** The end of a post: it stayed up for as long as was agreed, and its fee is not held any more. */
import { many, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { lockApplication } from "../applications";
import type { AskPostStanding } from "./post-gate";
import { auditSubmission } from "./submission-access";
import { submissionEvents } from "./submission-events";
import * as store from "./submission-store";

/** What has to be over; a concern about the post is a matter for people first. */
const isComplete = `
  s.status = 'endorsed' AND s.live_until <= now() AND EXISTS (
    SELECT FROM endorsements e WHERE e.submission_id = s.id
      AND e.payable_at IS NOT NULL AND e.clawed_back_at IS NULL)
  AND NOT EXISTS (
    SELECT FROM live_post_concerns c WHERE c.submission_id = s.id AND c.resolved_at IS NULL)`;

/** Endorsed submissions whose time is over, those that ended first before others. */
export async function findLiveOver(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT s.id FROM submissions s WHERE ${isComplete} ORDER BY s.live_until, s.id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * endorsed → live_complete, after the last look at the post has found it.
 * @returns false when it is not over, somebody else was quicker, or that look is still to come.
 */
export async function completeLive(
  tx: Tx,
  submissionId: string,
  postStanding: AskPostStanding,
): Promise<boolean> {
  const found = await store.findSubmission(tx, submissionId);
  if (!found) return false;
  await lockApplication(tx, found.applicationId);
  const over = await many(tx, `SELECT 1 FROM submissions s WHERE s.id = $1 AND ${isComplete}`, [
    submissionId,
  ]);
  const { isVerified, nextLookAt } = await postStanding(tx, submissionId);
  if (over.length === 0 || !isVerified || nextLookAt) return false;
  if (!(await store.moveOnClock(tx, submissionId, "live_complete"))) return false;
  await auditSubmission(tx, "system:sweep-clocks", submissionId, "live_complete");
  await appendEvent(tx, submissionEvents.liveComplete(found));
  return true;
}
