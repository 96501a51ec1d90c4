/**
 * Reviews after the work. Writing never looks at the other side's review, so that neither the answer nor its time tells
 * whether there is one; showing them is the work of {@link revealReviews}, afterwards.
 */
import { addMs } from "../../kernel/clock";
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent, appendEvents } from "../../platform/outbox/outbox";
import { type ApplicationRow, requireManager, seeApplication } from "../applications";
import { type AuditEvent, recordAudit, recordAudits } from "../audit";
import { type Actor, userIdOf } from "../identity";
import { hasSubmissions } from "../submissions";
import { isReviewable, type Stars } from "./review";
import { reviewEvents } from "./review-events";
import { ReviewRow } from "./review-row";
import * as store from "./review-store";

export interface ReviewClocks {
  /** From writing to the latest moment of showing, in milliseconds. */
  revealMs: number;
  /** From the end of the collaboration to the last moment of writing, in milliseconds. */
  windowMs: number;
}

async function audit(
  tx: Tx,
  actor: Actor,
  reviewId: string,
  action: string,
  details: NonNullable<AuditEvent["details"]> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `review.${action}`,
    objectType: "review",
    objectId: reviewId,
    details,
  });
}

/** The last moment of writing; undefined when this collaboration is not one to be reviewed, or not yet. */
export async function windowEnd(
  tx: Tx,
  { id, status, endedAt }: ApplicationRow,
  windowMs: number,
): Promise<Date | undefined> {
  if (!endedAt || !isReviewable(status, await hasSubmissions(tx, id))) return undefined;
  return addMs(endedAt, windowMs);
}

/**
 * One side writes about the other, once. For the brand its manager writes.
 * @throws ConflictError `review_not_open` before the end or without work, `review_window_over`, `review_written`.
 */
export async function reviewCounterparty(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  input: { stars: Stars; text: string },
  { revealMs, windowMs }: ReviewClocks,
): Promise<ReviewRow> {
  const seen = await seeApplication(tx, actor, applicationId);
  if (seen.side === "brand") requireManager(actor, seen);
  const { application, campaign, side } = seen;
  const end = await windowEnd(tx, application, windowMs);
  if (!end) throw new ConflictError("review_not_open", { status: application.status });
  if (end <= (await databaseNow(tx))) throw new ConflictError("review_window_over");
  const id = newId();
  const { stars, text } = input;
  const review = {
    id,
    applicationId,
    brandId: campaign.brandId,
    creatorId: application.creatorId,
    bySide: side,
    authorId: userIdOf(actor),
    overallStars: stars.overall,
    communicationStars: stars.communication,
    reliabilityStars: stars.reliability,
    qualityStars: stars.quality,
    text,
  };
  if (!(await store.insertReview(tx, review, revealMs))) throw new ConflictError("review_written");
  await audit(tx, actor, id, "written", { application: applicationId, side });
  await appendEvent(tx, reviewEvents.written(applicationId));
  return await tx.findOneByOrFail(ReviewRow, { id });
}

/**
 * Shows what is due, and says so once for each application.
 * @returns how many reviews were shown.
 */
export async function revealReviews(
  tx: Tx,
  applicationId: string | null,
  limit: number,
): Promise<number> {
  const revealed = await store.revealDue(tx, applicationId, limit);
  await recordAudits(
    tx,
    revealed.map(({ id }) => ({
      actor: "system:reveal-reviews",
      action: "review.revealed",
      objectType: "review",
      objectId: id,
    })),
  );
  const applicationIds = new Set(revealed.map((review) => review.applicationId));
  await appendEvents(
    tx,
    [...applicationIds].map((id) => reviewEvents.revealed(id)),
  );
  return revealed.length;
}

/**
 * The side that was reviewed answers, once. For the brand its manager answers.
 * @throws NotFoundError for a review that is not shown yet; AppError 403 for its author's side; ConflictError
 * `review_answered`.
 */
export async function answerReview(
  tx: Tx,
  actor: Actor,
  reviewId: string,
  text: string,
): Promise<ReviewRow> {
  const review = await store.findRevealed(tx, reviewId);
  if (!review) throw new NotFoundError();
  const { applicationId, bySide } = review;
  const seen = await seeApplication(tx, actor, applicationId);
  if (seen.side === bySide) throw new AppError(403, "not_allowed");
  if (seen.side === "brand") requireManager(actor, seen);
  const answer = { reviewId, authorId: userIdOf(actor), text };
  if (!(await store.insertAnswer(tx, answer))) throw new ConflictError("review_answered");
  await audit(tx, actor, reviewId, "answered", { side: seen.side });
  await appendEvent(tx, reviewEvents.answered(applicationId, reviewId, seen.side));
  return review;
}

/**
 * Staff take a review from view, or show it again; the reason is kept beside it for good.
 * @throws NotFoundError for a review that is not shown yet; ConflictError `review_state` when it is already so.
 */
export async function moderateReview(
  tx: Tx,
  actor: Actor,
  reviewId: string,
  { decision, reason }: { decision: "hidden" | "shown"; reason: string },
): Promise<ReviewRow> {
  const review = await store.findRevealed(tx, reviewId);
  if (!review) throw new NotFoundError();
  if (!(await store.moveHidden(tx, reviewId, decision === "hidden"))) {
    throw new ConflictError("review_state", { status: decision }, { current: decision });
  }
  const id = newId();
  await store.insertDecision(tx, { id, reviewId, decision, reason, decidedBy: userIdOf(actor) });
  await audit(tx, actor, reviewId, decision, { decision: id });
  return (await store.findRevealed(tx, reviewId)) ?? review;
}
