/** Who sees a submission and from which side, and what every step on one begins with. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type ApplicationRow, lockApplication, type Side, seeApplication } from "../applications";
import { type AuditEvent, recordAudit } from "../audit";
import type { CampaignRow } from "../campaigns";
import type { Actor } from "../identity";
import type { SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

export interface SeenSubmission {
  submission: SubmissionRow;
  application: ApplicationRow;
  campaign: CampaignRow;
  side: Side;
}

/** @throws NotFoundError unless the caller is the creator or a member of the brand. */
export async function seeSubmission(
  tx: Tx,
  actor: Actor,
  submissionId: string,
): Promise<SeenSubmission> {
  const submission = await store.findSubmission(tx, submissionId);
  if (!submission) throw new NotFoundError();
  return { submission, ...(await seeApplication(tx, actor, submission.applicationId)) };
}

/**
 * The submission as it stands while its application is locked: everything about one collaboration happens one after
 * the other, and always in this order of locks.
 */
export async function lockSubmission(
  tx: Tx,
  seen: { submission: Pick<SubmissionRow, "id">; application: Pick<ApplicationRow, "id"> },
): Promise<{ submission: SubmissionRow; application: ApplicationRow }> {
  const application = await lockApplication(tx, seen.application.id);
  const submission = await store.findSubmission(tx, seen.submission.id);
  return { application, submission: present(submission, `Submission ${seen.submission.id}`) };
}

/** 409 with how the submission stands now, for whoever came too early or too late. */
export function submissionState(
  { status, version }: SubmissionRow,
  code = "submission_state",
): ConflictError {
  return new ConflictError(code, { status }, { current: { status, version } });
}

/** Writes what happened to a submission into the audit trail. */
export async function auditSubmission(
  tx: Tx,
  actor: string,
  submissionId: string,
  action: string,
  details: AuditEvent["details"] = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `submission.${action}`,
    objectType: "submission",
    objectId: submissionId,
    details,
  });
}
