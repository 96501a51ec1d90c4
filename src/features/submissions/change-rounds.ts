/** How often a brand may send content back: as often as was agreed, and once more whenever the creator says so. */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { agreedTermsOf, requireSide, requireWork } from "../applications";
import type { Actor } from "../identity";
import { extraRoundsMax, unnamedRoundsMax } from "./submission";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

export interface ChangeRounds {
  /** Versions after the first one. */
  usedCount: number;
  /** Given by the creator beside the agreed ones, and within `max`. */
  extraCount: number;
  max: number;
  isSpent: boolean;
}

export async function changeRounds(
  tx: Tx,
  { id, applicationId, extraRoundsCount }: SubmissionRow,
): Promise<ChangeRounds> {
  const { changeRoundsMax = unnamedRoundsMax } = await agreedTermsOf(tx, applicationId);
  const max = changeRoundsMax + extraRoundsCount;
  const usedCount = await store.countChangeRequests(tx, id);
  return { usedCount, extraCount: extraRoundsCount, max, isSpent: usedCount >= max };
}

/**
 * The creator lets the brand ask for changes once more, after all agreed rounds were used.
 * @throws ConflictError `submission_state` unless it is in review, `change_round_left`, `extra_rounds_full`.
 */
export async function grantChangeRound(tx: Tx, actor: Actor, submissionId: string): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireSide(seen, "creator");
  const { application, submission } = await lockSubmission(tx, seen);
  if (submission.status !== "in_review") throw submissionState(submission);
  requireWork(application);
  const { isSpent, max, extraCount } = await changeRounds(tx, submission);
  if (!isSpent) throw new ConflictError("change_round_left", { max });
  if (extraCount >= extraRoundsMax) {
    throw new ConflictError("extra_rounds_full", { max: extraRoundsMax });
  }
  await store.addChangeRound(tx, submission);
  await auditSubmission(tx, actor.principal, submissionId, "round_granted", { max: max + 1 });
  await appendEvent(tx, submissionEvents.roundGranted(submission));
}
