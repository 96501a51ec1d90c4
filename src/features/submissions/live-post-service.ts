/** Approved content goes live: the creator says where, and a machine or a person looks whether it is as agreed. */
import { ConflictError, InvalidError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { findDeliverable, requireManager, requireSide, requireWork } from "../applications";
import { requireSocialAccounts } from "../creators";
import type { Actor } from "../identity";
import { forgetOverdue, startClock, startLiveTime } from "./clock-store";
import type { ClockSettings } from "./clocks";
import { type Doer, doerOf } from "./earning";
import { type AskPostStanding, postRefusal } from "./post-gate";
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
  // The other way into this state is a post that has to be mended, which has its address already.
  const isApproved = submission.status === "content_approved";
  const isMoved = isApproved && (await store.moveSubmission(tx, submissionId, "posted"));
  if (!isMoved) throw submissionState(submission);
  requireWork(application);
  const found = await findDeliverable(tx, submission.deliverableId);
  const { platform, kind } = present(found, `Deliverable ${submission.deliverableId}`);
  const address = readPostUrl(url, platform);
  if (!address)
    throw new InvalidError("url_not_on_platform", { platform }, { pointer: "/body/url" });
  await requireSocialAccounts(tx, submission.creatorId, [platform]);
  const post = { submissionId, url: address.url, postKey: address.key };
  if (!(await store.insertLivePost(tx, post))) throw new ConflictError("url_taken");
  const { reviewMs, reminderMs, liveMs } = clocks;
  await startClock(tx, submissionId, { status: "posted", ms: reviewMs, reminderMs });
  // A story is gone after a day by its nature, so nobody asks it to stay.
  await startLiveTime(tx, submissionId, kind === "story" ? 0 : liveMs);
  await auditSubmission(tx, actor.principal, submissionId, "posted");
  await appendEvent(tx, submissionEvents.posted(submission));
}

/** posted → verifying: somebody looks. Does nothing in any other state. The application is locked. */
export async function beginVerifying(
  tx: Tx,
  principal: string,
  { id, status }: SubmissionRow,
): Promise<void> {
  if (status !== "posted") return;
  invariant(await store.moveOnClock(tx, id, "verifying"), `Submission ${id} is not posted`);
  await auditSubmission(tx, principal, id, "verifying");
}

/** verifying → posted: something has to be mended before anybody looks again. The application is locked. */
export async function askForMending(
  tx: Tx,
  principal: string,
  { id, status }: SubmissionRow,
  wrong: readonly string[],
): Promise<void> {
  if (status !== "verifying") return;
  invariant(await store.moveOnClock(tx, id, "posted"), `Submission ${id} is not being verified`);
  await auditSubmission(tx, principal, id, "fix_asked", { wrong: wrong.join(" ") });
}

/**
 * posted, verifying → verified: the post is as agreed, and the time to endorse begins. A post that was verified before and
 * was in doubt meanwhile goes on. The application is locked.
 * @param reason why a person says so; null for a machine, whose checks are kept.
 * @returns false when the submission is at another step.
 */
export async function verifyPost(
  tx: Tx,
  { principal, userId }: Doer,
  submission: SubmissionRow,
  reason: string | null,
  { reviewMs, reminderMs }: Pick<ClockSettings, "reviewMs" | "reminderMs">,
): Promise<boolean> {
  const { id, status } = submission;
  if (status === "verified") await forgetOverdue(tx, id);
  if (status !== "posted" && status !== "verifying") return false;
  await beginVerifying(tx, principal, submission);
  invariant(await store.moveSubmission(tx, id, "verified"), `Submission ${id} is not verifying`);
  await startClock(tx, id, { status: "verified", ms: reviewMs, reminderMs });
  await store.markVerified(tx, id, { userId, reason });
  const by = reason === null ? "check" : "hand";
  await auditSubmission(tx, principal, id, "verified", {
    by,
    ...(reason === null ? {} : { reason }),
  });
  await appendEvent(tx, submissionEvents.verified(submission));
  return true;
}

export interface VerifyOptions {
  clocks: ClockSettings;
  postStanding: AskPostStanding;
}

/**
 * The brand's manager has looked at the live post: owner, date, disclosure and content are right.
 * @throws ConflictError `submission_state`, `application_state`, or `post_in_doubt` when a look found something wrong, which
 * has to be accepted where it is shown.
 */
export async function verifyLivePost(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  reason: string,
  { clocks, postStanding }: VerifyOptions,
): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireManager(actor, seen);
  const { application, submission } = await lockSubmission(tx, seen);
  const standing = await postStanding(tx, submissionId);
  const isVerified = await verifyPost(tx, doerOf(actor), submission, reason, clocks);
  if (!isVerified) throw submissionState(submission);
  requireWork(application);
  if (standing.concern) throw postRefusal(submission, standing);
}
