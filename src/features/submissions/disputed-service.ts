/** What a dispute does to a submission: its clock stands still, goes on after a withdrawal, or the piece is settled. */
import { secondMs } from "../../kernel/clock";
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type ApplicationRow, requireWork } from "../applications";
import { isOver, leaveDispute, secondsLeft, startClock } from "./clock-store";
import type { ClockSettings, HoldPeriod } from "./clocks";
import {
  completeIfDone,
  type Doer,
  earn,
  giveUpPiece,
  pieceOf,
  shareOfPiece,
  wholeShare,
} from "./earning";
import { type DisputableStatus, disputableStatuses } from "./submission";
import { auditSubmission, submissionState } from "./submission-access";
import type { SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

/** A submission and its application, which is locked. */
export interface Locked {
  application: ApplicationRow;
  submission: SubmissionRow;
}

export interface StoppedClock {
  fromStatus: DisputableStatus;
  /** Below zero when it was over; null when none ran. */
  leftSeconds: number | null;
}

const isDisputable = (status: string): status is DisputableStatus =>
  (disputableStatuses as readonly string[]).includes(status);

/**
 * Whether the clock of the submission's state is over; of a rejection, whether its piece can still be argued about.
 * @throws ConflictError `submission_state` in a state that cannot be disputed.
 */
export async function disputeStanding(
  tx: Tx,
  submission: SubmissionRow,
): Promise<{ fromStatus: DisputableStatus; isClockOver: boolean }> {
  const { id, status } = submission;
  if (!isDisputable(status)) throw submissionState(submission);
  return { fromStatus: status, isClockOver: await isOver(tx, id, status) };
}

/** Stops the clock. @throws ConflictError `submission_state`, or `application_state` when the collaboration is over. */
export async function stopForDispute(
  tx: Tx,
  principal: string,
  { application, submission }: Locked,
): Promise<StoppedClock> {
  const { id, status } = submission;
  if (!isDisputable(status)) throw submissionState(submission);
  requireWork(application);
  const leftSeconds = await secondsLeft(tx, id, status);
  if (!(await store.moveSubmission(tx, id, "disputed"))) throw submissionState(submission);
  await auditSubmission(tx, principal, id, "disputed", { from: status });
  return { fromStatus: status, leftSeconds };
}

/** The dispute was withdrawn: the submission stands where it stood, with the time that was left. */
export async function goOnAfterDispute(
  tx: Tx,
  principal: string,
  { submission: { id } }: Locked,
  { fromStatus, leftSeconds }: StoppedClock,
  { reminderMs }: ClockSettings,
): Promise<void> {
  invariant(await leaveDispute(tx, id, fromStatus), `Submission ${id} is not disputed`);
  if (leftSeconds !== null) {
    const ms = leftSeconds * secondMs;
    await startClock(tx, id, { status: fromStatus, ms, reminderMs });
  }
  await auditSubmission(tx, principal, id, "dispute_withdrawn", { to: fromStatus });
}

/**
 * A decision: the creator earns this share of the piece (L9, L10), the rest of its reserve is the campaign's again (L8,
 * L10).
 */
export async function settleDisputed(
  tx: Tx,
  doer: Doer,
  { application, submission }: Locked,
  shareBasisPoints: number,
  holdPeriodMs: HoldPeriod,
): Promise<void> {
  requireWork(application);
  const { id } = submission;
  const isForBrand = shareBasisPoints === 0;
  const isForCreator = shareBasisPoints === wholeShare;
  const to = isForBrand ? "resolved_brand" : isForCreator ? "resolved_creator" : "resolved_split";
  invariant(await store.moveSubmission(tx, id, to), `Submission ${id} is not disputed`);
  await auditSubmission(tx, doer.principal, id, to, { share: shareBasisPoints });
  const piece = await pieceOf(tx, submission);
  const isWorth = isForCreator || shareOfPiece(piece, shareBasisPoints).feeMinor > 0n;
  if (!isWorth) {
    await giveUpPiece(tx, doer.principal, application, submission);
    return;
  }
  await earn(tx, doer, { submission, piece, shareBasisPoints, origin: "dispute" }, holdPeriodMs);
  await completeIfDone(tx, doer.principal, application);
}
