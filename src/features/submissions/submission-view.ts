/** How a submission looks from either side; the platform fee is shown to the brand only. */

import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { type DeliverableRow, findDeliverable, listDeliverables, type Side } from "../applications";
import type { Actor } from "../identity";
import { changeRounds } from "./change-rounds";
import type { MediaRow } from "./media/media-row";
import { findManyMedia } from "./media/media-store";
import { mediaView } from "./media/media-view";
import { seeSubmission } from "./submission-access";
import type {
  EndorsementRow,
  LivePostRow,
  SubmissionRow,
  SubmissionVersionRow,
} from "./submission-row";
import * as store from "./submission-store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

function deliverableView(deliverable: DeliverableRow) {
  const { id, seq, platform, kind, postBy, feeMinor, currency, releasedAt } = deliverable;
  const fee = moneyJson(feeMinor, currency);
  return { id, seq, platform, kind, postBy, fee, releasedAt: iso(releasedAt) };
}

function clocksView(submission: SubmissionRow) {
  const { reviewUntil, postUntil, appealUntil, endorseUntil, liveUntil, overdueAt } = submission;
  return {
    reviewUntil: iso(reviewUntil),
    postUntil: iso(postUntil),
    appealUntil: iso(appealUntil),
    endorseUntil: iso(endorseUntil),
    liveUntil: iso(liveUntil),
    overdueAt: iso(overdueAt),
  };
}

export function summaryView(submission: SubmissionRow, deliverable: DeliverableRow) {
  const { id, applicationId, campaignId, creatorId, status, version, createdAt } = submission;
  return {
    id,
    applicationId,
    campaignId,
    creatorId,
    deliverable: deliverableView(deliverable),
    status,
    version,
    clocks: clocksView(submission),
    createdAt: createdAt.toISOString(),
  };
}

function versionView(row: SubmissionVersionRow, media: ReadonlyMap<string, MediaRow>) {
  return {
    version: row.version,
    caption: row.caption,
    language: row.language,
    translations: row.translations.map(({ language, caption }) => ({ language, caption })),
    media: row.mediaIds.map((id) => mediaView(present(media.get(id), `Media ${id}`))),
    submittedAt: row.submittedAt.toISOString(),
    decision: row.decision,
    reasonCode: row.reasonCode,
    note: row.note,
    decidedAt: iso(row.decidedAt),
    isAutomatic: row.decision !== null && row.decidedBy === null,
    openItems: row.openItems,
    checklistReason: row.checklistReason,
  };
}

function livePostView({
  url,
  recordedAt,
  verifiedAt,
  verifiedBy,
  verificationReason,
}: LivePostRow) {
  const by = verifiedBy ? ("person" as const) : ("check" as const);
  return {
    url,
    recordedAt: recordedAt.toISOString(),
    verifiedAt: iso(verifiedAt),
    verifiedBy: verifiedAt && by,
    verificationReason,
  };
}

export function endorsementView(row: EndorsementRow, side: Side) {
  const { id, submissionId, applicationId, feeMinor, platformFeeMinor, currency } = row;
  return {
    id,
    submissionId,
    applicationId,
    fee: moneyJson(feeMinor, currency),
    platformFee: side === "brand" ? moneyJson(platformFeeMinor, currency) : null,
    shareBasisPoints: row.shareBasisPoints,
    origin: row.origin,
    endorsedAt: row.endorsedAt.toISOString(),
    heldUntil: iso(row.heldUntil),
    payableAt: iso(row.payableAt),
    undoneAt: iso(row.clawedBackAt),
  };
}

/** One submission with everything that belongs to it. @throws NotFoundError when the caller is not part of it. */
export async function detailView(tx: Tx, actor: Actor, submissionId: string) {
  const { submission, side } = await seeSubmission(tx, actor, submissionId);
  return await submissionView(tx, submission, side);
}

/** The same for a viewer who was let in otherwise. */
export async function submissionView(tx: Tx, submission: SubmissionRow, side: Side) {
  const { id: submissionId } = submission;
  const deliverable = await findDeliverable(tx, submission.deliverableId);
  const versions = await store.listVersions(tx, submissionId);
  const media = await findManyMedia(
    tx,
    versions.flatMap((version) => version.mediaIds),
  );
  const mediaById = new Map(media.map((row) => [row.id, row]));
  const livePost = await store.findLivePost(tx, submissionId);
  const endorsement = await store.findEndorsementOf(tx, submissionId);
  return {
    ...summaryView(submission, present(deliverable, `Deliverable of ${submissionId}`)),
    versions: versions.map((version) => versionView(version, mediaById)),
    changeRounds: await changeRounds(tx, submission),
    livePost: livePost && livePostView(livePost),
    endorsement: endorsement && endorsementView(endorsement, side),
  };
}

/** A page of an application's submissions, newest first, with one more than asked for. */
export async function summaryViews(
  tx: Tx,
  applicationId: string,
  page: { before: string | null; limit: number },
) {
  const rows = await store.pageSubmissions(tx, applicationId, page);
  const deliverables = await listDeliverables(tx, applicationId);
  const byId = new Map(deliverables.map((deliverable) => [deliverable.id, deliverable]));
  return rows.map((row) =>
    summaryView(row, present(byId.get(row.deliverableId), `Deliverable of ${row.id}`)),
  );
}
