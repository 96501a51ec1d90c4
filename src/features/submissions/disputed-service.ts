/** What a dispute does to a submission: its clock stands still, goes on after a withdrawal, or the piece is settled. */
import { secondMs } from "../../kernel/clock";
import { ConflictError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type ApplicationRow, requireWork } from "../applications";
import { undoHeld } from "./clawback-service";
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
import * as holds from "./hold-store";
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
  /** Below zero when it was over; null when none ran. Of an endorsed submission the rest of its hold. */
  leftSeconds: number | null;
}

const isDisputable = (status: string): status is DisputableStatus =>
  (disputableStatuses as readonly string[]).includes(status);

/**
 * Whether the clock of the submission's state is over, or the hold of its fee.
 * @throws ConflictError `submission_state` in a state that cannot be disputed.
 */
export async function disputeStanding(
  tx: Tx,
  submission: SubmissionRow,
): Promise<{ fromStatus: DisputableStatus; isClockOver: boolean }> {
  const { id, status } = submission;
  if (!isDisputable(status)) throw submissionState(submission);
  const isClockOver =
    status === "endorsed" ? !(await holds.isHeld(tx, id)) : await isOver(tx, id, status);
  return { fromStatus: status, isClockOver };
}

/** Nothing is paid before the decision. @throws ConflictError `dispute_not_possible` when the hold is over. */
async function stopHold(tx: Tx, { id, status }: SubmissionRow): Promise<number> {
  const leftSeconds = await holds.stopHold(tx, id);
  if (leftSeconds === undefined) throw new ConflictError("dispute_not_possible", { status });
  return leftSeconds;
}

/**
 * Stops the clock, or the hold of a fee that is earned.
 * @throws ConflictError `submission_state`, `dispute_not_possible`, or `application_state` when the collaboration is over.
 */
export async function stopForDispute(
  tx: Tx,
  principal: string,
  { application, submission }: Locked,
): Promise<StoppedClock> {
  const { id, status } = submission;
  if (!isDisputable(status)) throw submissionState(submission);
  const isEarned = status === "endorsed";
  if (!isEarned) requireWork(application);
  const leftSeconds = isEarned ? await stopHold(tx, submission) : await secondsLeft(tx, id, status);
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
  if (fromStatus === "endorsed") {
    invariant(await holds.resumeHold(tx, id, leftSeconds ?? 0), `The fee of ${id} is not held`);
  } else if (leftSeconds !== null) {
    const ms = leftSeconds * secondMs;
    await startClock(tx, id, { status: fromStatus, ms, reminderMs });
  }
  await auditSubmission(tx, principal, id, "dispute_withdrawn", { to: fromStatus });
}

/** The fee was earned before and is held: it stays earned, is undone (L12), or undone and earned anew in part (L12, L10). */
async function settleHeld(
  tx: Tx,
  doer: Doer,
  submission: SubmissionRow,
  { shareBasisPoints, stopped }: Ruled,
): Promise<void> {
  const { id } = submission;
  const leftSeconds = stopped.leftSeconds ?? 0;
  if (shareBasisPoints === wholeShare) {
    invariant(await holds.resumeHold(tx, id, leftSeconds), `The fee of ${id} is not held`);
    return;
  }
  const found = present(await store.findEndorsementOf(tx, id), `Endorsement of ${id}`);
  const held = present(await store.lockEndorsement(tx, found.id), `Endorsement ${found.id}`);
  invariant(held.payableAt === null, `The fee of ${id} is not held`);
  const givenBackTo = await undoHeld(tx, doer.principal, held);
  const piece = await pieceOf(tx, submission);
  if (shareOfPiece(piece, shareBasisPoints).feeMinor === 0n) return;
  const replaces = { id: held.id, ...givenBackTo };
  const earning = { submission, piece, shareBasisPoints, origin: "dispute", replaces } as const;
  // At least a moment, so that one way leads from held to payable.
  await earn(tx, doer, earning, async () => Math.max(leftSeconds * secondMs, 1));
}

export interface Ruled {
  shareBasisPoints: number;
  /** How it was when the dispute began. */
  stopped: StoppedClock;
}

/**
 * A decision: the creator earns this share of the piece (L9, L10), the rest of its reserve is the campaign's again (L8,
 * L10). A fee that was held stays, or is undone (L12).
 */
export async function settleDisputed(
  tx: Tx,
  doer: Doer,
  { application, submission }: Locked,
  ruled: Ruled,
  holdPeriodMs: HoldPeriod,
): Promise<void> {
  const { id } = submission;
  const { shareBasisPoints } = ruled;
  const isHeld = ruled.stopped.fromStatus === "endorsed";
  if (!isHeld) requireWork(application);
  const isForBrand = shareBasisPoints === 0;
  const isForCreator = shareBasisPoints === wholeShare;
  const to = isForBrand ? "resolved_brand" : isForCreator ? "resolved_creator" : "resolved_split";
  invariant(await store.moveSubmission(tx, id, to), `Submission ${id} is not disputed`);
  await auditSubmission(tx, doer.principal, id, to, { share: shareBasisPoints });
  if (isHeld) return await settleHeld(tx, doer, submission, ruled);
  const piece = await pieceOf(tx, submission);
  const isWorth = isForCreator || shareOfPiece(piece, shareBasisPoints).feeMinor > 0n;
  if (!isWorth) {
    await giveUpPiece(tx, doer.principal, application, submission);
    return;
  }
  await earn(tx, doer, { submission, piece, shareBasisPoints, origin: "dispute" }, holdPeriodMs);
  await completeIfDone(tx, doer.principal, application);
}
