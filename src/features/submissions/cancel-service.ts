/** Breaking a collaboration off before everything promised was delivered. */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { breakOff, lockApplication, requireManager, seeApplication } from "../applications";
import type { Actor } from "../identity";
import type { SubmissionStatus } from "./submission";
import * as store from "./submission-store";

/** In these states a brand owes the creator an answer or an endorsement, and cannot walk away from it. */
const owedAnAnswer: readonly SubmissionStatus[] = [
  "submitted",
  "in_review",
  "content_approved",
  "posted",
  "verified",
];

/**
 * The creator, or the brand's manager, ends a collaboration. What was endorsed stays earned; the rest of the reserved
 * money is the campaign's again.
 * @throws ConflictError `application_state` unless it was accepted and is not over; `content_waits` when the brand
 * walks away from content that it has not decided about, or that it approved.
 */
export async function cancelCollaboration(
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<void> {
  const seen = await seeApplication(tx, actor, applicationId);
  if (seen.side === "brand") requireManager(actor, seen);
  const application = await lockApplication(tx, applicationId);
  const submissions = await store.listSubmissions(tx, applicationId);
  const isOwed = submissions.some(({ status }) => owedAnAnswer.includes(status));
  const isUnderWay = application.status === "in_progress";
  if (seen.side === "brand" && isUnderWay && isOwed) throw new ConflictError("content_waits");
  const earnedMinor = await store.earnedOf(tx, applicationId);
  await breakOff(tx, actor.principal, application, { side: seen.side, earnedMinor });
}
