/** Dates by which somebody has to act: given, read and found again when they are over. The database's clock rules. */
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { DisputableStatus, SubmissionStatus } from "./submission";

export type ClockColumn = "review_until" | "post_until" | "appeal_until" | "endorse_until";

/** The clock that runs in a state; in the other states none does. */
const columns = {
  in_review: "review_until",
  content_approved: "post_until",
  rejected: "appeal_until",
  changes_requested: "appeal_until",
  posted: "endorse_until",
  verifying: "endorse_until",
  verified: "endorse_until",
} as const satisfies Partial<Record<SubmissionStatus, ClockColumn>>;
export type ClockedStatus = keyof typeof columns;

/** SQL: how many reminders should have been written by now for a clock that ends at `until`. */
const remindersDue = (until: string, offsets: string) =>
  `(SELECT count(*)::int FROM unnest(${offsets}::bigint[]) AS o (ms)
    WHERE ${until} - o.ms * interval '1 millisecond' <= now())`;

export interface ClockStart {
  status: ClockedStatus;
  /** Below zero for a clock that was over when it was stopped. */
  ms: number;
  /** Counted from this instant when it is still to come, and from now otherwise. */
  from?: Date;
  /** How long before the end people are reminded; those that are over when the clock starts are left out. */
  reminderMs: readonly number[];
}

/** Gives the date of the state that a submission has just entered. */
export async function startClock(tx: Tx, id: string, start: ClockStart): Promise<void> {
  const until = "greatest(now(), $2::timestamptz) + $3::bigint * interval '1 millisecond'";
  await exec(
    tx,
    `UPDATE submissions SET ${columns[start.status]} = ${until},
       reminders_count = ${remindersDue(`(${until})`, "$4")} WHERE id = $1`,
    [id, start.from ?? null, start.ms, start.reminderMs],
  );
}

/** The post has to stay up for so long from now. */
export async function startLiveTime(tx: Tx, id: string, ms: number): Promise<void> {
  await exec(
    tx,
    "UPDATE submissions SET live_until = now() + $2::bigint * interval '1 millisecond' WHERE id = $1",
    [id, ms],
  );
}

/** Whole seconds that are left on the clock of a state, below zero when it is over; null when none runs. */
export async function secondsLeft(
  tx: Tx,
  id: string,
  status: ClockedStatus,
): Promise<number | null> {
  const { left } = await one<{ left: number | null }>(
    tx,
    `SELECT floor(extract(epoch FROM ${columns[status]} - now()))::int AS left
     FROM submissions WHERE id = $1`,
    [id],
  );
  return left;
}

/** From a withdrawn dispute back to where it began. @returns false when there is none. */
export async function leaveDispute(tx: Tx, id: string, to: DisputableStatus): Promise<boolean> {
  const moved = await exec(
    tx,
    "UPDATE submissions SET status = $2 WHERE id = $1 AND status = 'disputed'",
    [id, to],
  );
  return moved === 1;
}

/** True while the submission is in this state and the state's clock is over. */
export async function isOver(tx: Tx, id: string, status: ClockedStatus): Promise<boolean> {
  const row = await maybeOne(
    tx,
    `SELECT 1 FROM submissions WHERE id = $1 AND status = $2 AND ${columns[status]} <= now()`,
    [id, status],
  );
  return row !== undefined;
}

/** Submissions whose clock is over and for which nothing was done about it yet, the longest over first. */
export async function findOver(tx: Tx, status: ClockedStatus, limit: number): Promise<string[]> {
  const column = columns[status];
  const rows = await many<{ id: string }>(
    tx,
    `SELECT s.id FROM submissions s JOIN deliverables d ON d.id = s.deliverable_id
     WHERE s.status = $1 AND s.${column} <= now() AND s.overdue_at IS NULL AND d.released_at IS NULL
     ORDER BY s.${column}, s.id LIMIT $2`,
    [status, limit],
  );
  return rows.map((row) => row.id);
}

/** Notes that a clock is over and that only a person can go on. @returns false when that was noted before. */
export async function markOverdue(tx: Tx, id: string): Promise<boolean> {
  const marked = await exec(
    tx,
    "UPDATE submissions SET overdue_at = now() WHERE id = $1 AND overdue_at IS NULL",
    [id],
  );
  return marked === 1;
}

/** What only a person could settle is settled: the clock counts again. */
export async function forgetOverdue(tx: Tx, id: string): Promise<void> {
  await exec(tx, "UPDATE submissions SET overdue_at = NULL WHERE id = $1", [id]);
}

export interface Reminded {
  id: string;
  applicationId: string;
  campaignId: string;
  creatorId: string;
}

/** Takes up to `limit` submissions about which somebody has to be reminded now; each reminder is taken once. */
export async function takeReminders(
  tx: Tx,
  status: ClockedStatus,
  reminderMs: readonly number[],
  limit: number,
): Promise<Reminded[]> {
  const column = columns[status];
  const due = remindersDue(`s.${column}`, "$2");
  return await many<Reminded>(
    tx,
    `WITH due AS (
       SELECT s.id, ${due} AS reminders FROM submissions s
       WHERE s.status = $1 AND s.${column} > now() AND s.reminders_count < ${due}
       ORDER BY s.${column}, s.id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE submissions s SET reminders_count = due.reminders FROM due WHERE s.id = due.id
     RETURNING s.id, s.application_id AS "applicationId", s.campaign_id AS "campaignId",
               s.creator_id AS "creatorId"`,
    [status, reminderMs, limit],
  );
}

/** Live applications of a campaign that is being cancelled, but for those that wait for the decision of a dispute. */
export async function findToCancel(tx: Tx, campaignId: string, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT a.id FROM applications a JOIN campaigns c ON c.id = a.campaign_id
     WHERE c.id = $1 AND c.status = 'cancelling' AND a.status IN ('accepted', 'in_progress')
       AND NOT EXISTS (SELECT FROM submissions s WHERE s.application_id = a.id AND s.status = 'disputed')
     ORDER BY a.id LIMIT $2`,
    [campaignId, limit],
  );
  return rows.map((row) => row.id);
}
