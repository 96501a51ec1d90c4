/** Approved content goes live: the creator says where, somebody looks at it. */
import { ConflictError, InvalidError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { findDeliverable, requireSide, requireWork } from "../applications";
import { requireSocialAccounts } from "../creators";
import { type Actor, userIdOf } from "../identity";
import { startClock, startLiveTime } from "./clock-store";
import type { ClockSettings } from "./clocks";
import { readPostUrl } from "./post-url";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

/**
 * The creator says where the approved content can be seen.
 * @throws ConflictError `submission_state`, `social_account_missing`, or `url_taken` when the post was recorded for
 * another piece; InvalidError `url_not_on_platform`.
 */
export async function recordLivePost(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  url: string,
  clocks: ClockSettings,
): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireSide(seen, "creator");
  const { application, submission } = await lockSubmission(tx, seen);
  if (!(await store.moveSubmission(tx, submissionId, "posted"))) throw submissionState(submission);
  requireWork(application);
  const found = await findDeliverable(tx, submission.deliverableId);
  const { platform } = present(found, `Deliverable ${submission.deliverableId}`);
  const address = readPostUrl(url, platform);
  if (!address)
    throw new InvalidError("url_not_on_platform", { platform }, { pointer: "/body/url" });
  await requireSocialAccounts(tx, submission.creatorId, [platform]);
  const post = { submissionId, url: address.url, postKey: address.key };
  if (!(await store.insertLivePost(tx, post))) throw new ConflictError("url_taken");
  const { reviewMs, reminderMs, liveMs } = clocks;
  await startClock(tx, submissionId, { status: "posted", ms: reviewMs, reminderMs });
  await startLiveTime(tx, submissionId, liveMs);
  await auditSubmission(tx, actor.principal, submissionId, "posted");
  await appendEvent(tx, submissionEvents.posted(submission));
}

/** posted → verified by a person who looked. @returns false when the submission is not posted. */
export async function verifyByHand(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  { reviewMs, reminderMs }: ClockSettings,
): Promise<boolean> {
  if (!(await store.moveSubmission(tx, submission.id, "verified"))) return false;
  await startClock(tx, submission.id, { status: "verified", ms: reviewMs, reminderMs });
  await store.markVerified(tx, submission.id, userIdOf(actor));
  await auditSubmission(tx, actor.principal, submission.id, "verified", { by: "hand" });
  await appendEvent(tx, submissionEvents.verified(submission));
  return true;
}

/** A brand person has looked at the live post: owner, date, disclosure and content are right. */
export async function verifyLivePost(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  clocks: ClockSettings,
): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireSide(seen, "brand");
  const { application, submission } = await lockSubmission(tx, seen);
  if (!(await verifyByHand(tx, actor, submission, clocks))) throw submissionState(submission);
  requireWork(application);
}
