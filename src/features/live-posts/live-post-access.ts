/** Who sees a live post, and from which side. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { Side } from "../applications";
import { recordAudit } from "../audit";
import { getCreator } from "../creators";
import type { Actor } from "../identity";
import {
  findSubmission,
  lockSubmission,
  type SeenSubmission,
  type SubmissionRow,
  seeSubmission,
} from "../submissions";
import type { LivePostWatchRow } from "./live-post-row";
import * as store from "./live-post-store";

export type SeenPost =
  | ({ submission: SubmissionRow; side: Side } & Pick<SeenSubmission, "campaign">)
  | { submission: SubmissionRow; side: "creator" | "staff"; campaign?: undefined };

export const isStaff = (actor: Actor) => actor.roles.has("operator");

/**
 * The creator, the brand's people and our own. Somebody who is both counts as the creator, also among staff, so that
 * nobody decides about their own work.
 * @throws NotFoundError for anybody else.
 */
export async function seePost(tx: Tx, actor: Actor, submissionId: string): Promise<SeenPost> {
  if (!isStaff(actor)) return await seeSubmission(tx, actor, submissionId);
  const submission = await findSubmission(tx, submissionId);
  if (!submission) throw new NotFoundError();
  const { userId } = await getCreator(tx, submission.creatorId);
  return { submission, side: userId === actor.userId ? "creator" : "staff" };
}

/** The submission of a post while its application is locked, which comes before the lock of the watch everywhere. */
export async function lockWork(tx: Tx, submissionId: string): Promise<SubmissionRow> {
  const found = present(await findSubmission(tx, submissionId), `Submission ${submissionId}`);
  const { applicationId } = found;
  const locked = await lockSubmission(tx, {
    submission: found,
    application: { id: applicationId },
  });
  return locked.submission;
}

/** The post's watch, locked. @throws ConflictError `live_post_missing` before the creator said where the post is. */
export async function lockPost(
  tx: Tx,
  submissionId: string,
  minLiveMs: number,
): Promise<LivePostWatchRow> {
  const watch = await store.ensureWatch(tx, submissionId, minLiveMs);
  if (!watch) throw new ConflictError("live_post_missing");
  return present(await store.lockWatch(tx, submissionId), `Watch of ${submissionId}`);
}

export async function auditPost(
  tx: Tx,
  actor: string,
  submissionId: string,
  action: string,
  details: Readonly<Record<string, string | number | null>> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `live_post.${action}`,
    objectType: "submission",
    objectId: submissionId,
    details,
  });
}
