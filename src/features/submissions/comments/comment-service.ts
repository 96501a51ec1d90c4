/** Comments on content: pinned to a place, answered once deep, settled and opened again by either side. */
import { ConflictError, InvalidError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { type Actor, userIdOf } from "../../identity";
import { requireVersion } from "../checklist/checklist-service";
import { findManyMedia } from "../media/media-store";
import { captionsOf, type SubmissionStatus } from "../submission";
import {
  auditSubmission,
  lockSubmission,
  type SeenSubmission,
  seeSubmission,
  submissionState,
} from "../submission-access";
import { submissionEvents } from "../submission-events";
import type { SubmissionRow, SubmissionVersionRow } from "../submission-row";
import { type Pin, pinFault } from "./comment";
import type { ReviewCommentRow } from "./comment-row";
import * as store from "./comment-store";

/** There is something to talk about, and it is not over. */
const openStatuses: ReadonlySet<SubmissionStatus> = new Set<SubmissionStatus>([
  "in_review",
  "changes_requested",
  "content_approved",
  "rejected",
  "posted",
  "verified",
  "disputed",
]);
const commentsMax = 500;
const repliesMax = 100;
/** Somebody who reads along writes many comments in a row: the other side gets one letter about them. */
const quietSeconds = 3_600;

const noPlace = {
  mediaId: null,
  x: null,
  y: null,
  width: null,
  height: null,
  atMs: null,
  language: null,
  spanStart: null,
  spanEnd: null,
};

/** A pin as the columns keep it. */
function placeOf(pin: Pin): Pick<ReviewCommentRow, keyof typeof noPlace> {
  switch (pin.kind) {
    case "general":
      return noPlace;
    case "picture": {
      const { mediaId, x, y, box } = pin;
      return { ...noPlace, mediaId, x, y, width: box?.width ?? null, height: box?.height ?? null };
    }
    case "video":
      return { ...noPlace, mediaId: pin.mediaId, atMs: pin.atMs };
    case "caption":
      return {
        ...noPlace,
        language: pin.language ?? "",
        spanStart: pin.start,
        spanEnd: pin.end,
      };
  }
}

async function requirePlace(tx: Tx, pin: Pin, content: SubmissionVersionRow): Promise<void> {
  const media = await findManyMedia(tx, content.mediaIds);
  const pointer = pinFault(pin, { captions: captionsOf(content), media });
  if (pointer !== undefined) throw new InvalidError("pin_outside", {}, { pointer });
}

async function lockOpen(tx: Tx, seen: SeenSubmission): Promise<SubmissionRow> {
  const { submission } = await lockSubmission(tx, seen);
  if (!openStatuses.has(submission.status)) throw submissionState(submission);
  return submission;
}

async function write(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  comment: Omit<store.NewComment, "id" | "submissionId" | "authorId">,
): Promise<string> {
  const { side } = comment;
  const subject = { submissionId: submission.id, side };
  const isNews = !(await store.hasWrittenLately(tx, subject, quietSeconds));
  const id = newId();
  await store.insertComment(tx, {
    ...comment,
    id,
    submissionId: submission.id,
    authorId: userIdOf(actor),
  });
  await auditSubmission(tx, actor.principal, submission.id, "commented", {
    comment: id,
    version: comment.version,
    by: side,
  });
  if (isNews) await appendEvent(tx, submissionEvents.commented(submission, side));
  return id;
}

/**
 * Writes a comment about a version, the latest when none is named.
 * @throws ConflictError `submission_state` when it is over, `comments_full`; InvalidError `version_unknown`, or `pin_outside`
 * with the pointer of what lies outside of the content.
 */
export async function addComment(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { version, body, pin }: { version: number | undefined; body: string; pin: Pin },
): Promise<string> {
  const seen = await seeSubmission(tx, actor, submissionId);
  const submission = await lockOpen(tx, seen);
  const content = await requireVersion(tx, submission, version, "/body/version");
  await requirePlace(tx, pin, content);
  if ((await store.countComments(tx, submissionId)) >= commentsMax) {
    throw new ConflictError("comments_full", { max: commentsMax });
  }
  const { side } = seen;
  const place = { pin: pin.kind, ...placeOf(pin) };
  const comment = { version: content.version, parentId: null, side, body, ...place };
  return await write(tx, actor, submission, comment);
}

interface SeenComment {
  seen: SeenSubmission;
  comment: ReviewCommentRow;
}

/** A comment that is not a reply. @throws NotFoundError for anybody but the two sides. */
export async function seeComment(tx: Tx, actor: Actor, commentId: string): Promise<SeenComment> {
  const comment = await store.findComment(tx, commentId);
  if (!comment || comment.parentId !== null) throw new NotFoundError();
  return { comment, seen: await seeSubmission(tx, actor, comment.submissionId) };
}

/** @throws ConflictError `submission_state`, `comments_full`; NotFoundError. */
export async function replyToComment(
  tx: Tx,
  actor: Actor,
  commentId: string,
  body: string,
): Promise<void> {
  const { seen, comment } = await seeComment(tx, actor, commentId);
  const submission = await lockOpen(tx, seen);
  if ((await store.countReplies(tx, commentId)) >= repliesMax) {
    throw new ConflictError("comments_full", { max: repliesMax });
  }
  const { version } = comment;
  const reply = { version, parentId: commentId, side: seen.side, body, ...noPlace };
  await write(tx, actor, submission, { ...reply, pin: "reply" });
}

/**
 * Settles a comment, or opens it again; either side may.
 * @throws ConflictError `comment_state` when it is so already, `submission_state`; NotFoundError.
 */
export async function settleComment(
  tx: Tx,
  actor: Actor,
  commentId: string,
  to: "resolved" | "open",
): Promise<void> {
  const { seen } = await seeComment(tx, actor, commentId);
  const submission = await lockOpen(tx, seen);
  const isMoved =
    to === "resolved"
      ? await store.markResolved(tx, commentId, userIdOf(actor))
      : await store.markReopened(tx, commentId);
  if (!isMoved)
    throw new ConflictError("comment_state", { status: to }, { current: { status: to } });
  const action = to === "resolved" ? "comment_resolved" : "comment_reopened";
  await auditSubmission(tx, actor.principal, submission.id, action, { comment: commentId });
}
