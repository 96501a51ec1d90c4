/** How a dispute looks. Both sides read the same words; only an operator and the brand see what we earn. */
import { NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { MediaStore } from "../../platform/files/media-store";
import type { Actor } from "../identity";
import { findSubmission, readMedia, submissionView } from "../submissions";
import type { DisputeRow } from "./dispute-row";
import { seeDispute } from "./dispute-service";
import * as store from "./dispute-store";

export function summaryView(row: DisputeRow) {
  return {
    id: row.id,
    submissionId: row.submissionId,
    applicationId: row.applicationId,
    campaignId: row.campaignId,
    creatorId: row.creatorId,
    status: row.status,
    fromStatus: row.fromStatus,
    remainingSeconds: row.remainingSeconds,
    openedBy: row.openedBySide,
    reasonCode: row.reasonCode,
    openedAt: row.openedAt.toISOString(),
    answerUntil: row.answerUntil.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    outcome: row.outcome,
    shareBasisPoints: row.shareBasisPoints,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

/** @throws NotFoundError for anybody but the two sides and operators. */
export async function detailView(tx: Tx, actor: Actor, disputeId: string) {
  const { dispute, viewer } = await seeDispute(tx, actor, disputeId);
  const { submissionId, statement, mediaIds, answer, answerMediaIds, decision } = dispute;
  const submission = present(await findSubmission(tx, submissionId), `Submission ${submissionId}`);
  return {
    ...summaryView(dispute),
    statement,
    mediaIds,
    answer,
    answerMediaIds,
    decision,
    submission: await submissionView(tx, submission, viewer === "creator" ? "creator" : "brand"),
  };
}

/** @throws NotFoundError for a file that is no part of the dispute, and for whoever may not see that. */
export async function mediaOfDispute(
  tx: Tx,
  media: MediaStore,
  actor: Actor,
  { disputeId, mediaId }: { disputeId: string; mediaId: string },
) {
  await seeDispute(tx, actor, disputeId);
  if (!(await store.isMediaOf(tx, disputeId, mediaId))) throw new NotFoundError();
  return await readMedia(tx, media, mediaId);
}
