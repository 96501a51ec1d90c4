import { In } from "typeorm";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import type { Side } from "../applications";
import { type DisputeStatus, disputeTransitions } from "./dispute";
import { DisputeRow } from "./dispute-row";

export type NewDispute = Pick<
  DisputeRow,
  | "id"
  | "submissionId"
  | "applicationId"
  | "campaignId"
  | "creatorId"
  | "fromStatus"
  | "remainingSeconds"
  | "openedBySide"
  | "openedBy"
  | "reasonCode"
  | "statement"
  | "mediaIds"
>;

export async function insertDispute(tx: Tx, dispute: NewDispute, answerMs: number): Promise<void> {
  await exec(
    tx,
    `INSERT INTO disputes (id, submission_id, application_id, campaign_id, creator_id, status, from_status,
       remaining_seconds, opened_by_side, opened_by, reason_code, statement, media_ids, answer_until)
     VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12,
       now() + $13::bigint * interval '1 millisecond')`,
    [
      dispute.id,
      dispute.submissionId,
      dispute.applicationId,
      dispute.campaignId,
      dispute.creatorId,
      dispute.fromStatus,
      dispute.remainingSeconds,
      dispute.openedBySide,
      dispute.openedBy,
      dispute.reasonCode,
      dispute.statement,
      dispute.mediaIds,
      answerMs,
    ],
  );
}

export async function findDispute(tx: Tx, id: string): Promise<DisputeRow | undefined> {
  return (await tx.findOneBy(DisputeRow, { id })) ?? undefined;
}

/** Disputes that one side has opened about one submission. */
export async function countDisputes(tx: Tx, submissionId: string, side: Side): Promise<number> {
  return await tx.countBy(DisputeRow, { submissionId, openedBySide: side });
}

type Patch = Parameters<typeof guardedMove<DisputeStatus, DisputeRow>>[5];

/** @returns false when it does not stand where this move may start. */
export async function moveDispute(
  tx: Tx,
  id: string,
  to: DisputeStatus,
  patch: Patch,
): Promise<boolean> {
  return await guardedMove(tx, DisputeRow, disputeTransitions, id, to, patch);
}

/** True when nobody has to wait for the other side's answer any more. */
export async function isAnswerTimeOver(tx: Tx, id: string): Promise<boolean> {
  const { over } = await one<{ over: boolean }>(
    tx,
    "SELECT answer_until <= now() AS over FROM disputes WHERE id = $1",
    [id],
  );
  return over;
}

/** True when this file belongs to what a dispute is about: evidence of either side, or the content itself. */
export async function isMediaOf(tx: Tx, disputeId: string, mediaId: string): Promise<boolean> {
  const rows = await many(
    tx,
    `SELECT 1 FROM disputes d WHERE d.id = $1
       AND ($2 = ANY(d.media_ids) OR $2 = ANY(d.answer_media_ids)
            OR EXISTS (SELECT FROM submission_versions v
                       WHERE v.submission_id = d.submission_id AND $2 = ANY(v.media_ids)))`,
    [disputeId, mediaId],
  );
  return rows.length > 0;
}

/** Whose disputes a caller may see. */
export interface DisputeSight {
  isAll: boolean;
  brandIds: readonly string[];
  userId: string | undefined;
}

export interface DisputeFilter {
  status?: DisputeStatus | undefined;
  submissionId?: string | undefined;
  applicationId?: string | undefined;
  before: string | null;
  limit: number;
}

/** Newest first, at most `limit`. */
export async function listDisputes(
  tx: Tx,
  sight: DisputeSight,
  filter: DisputeFilter,
): Promise<DisputeRow[]> {
  const found = await many<{ id: string }>(
    tx,
    `SELECT d.id FROM disputes d
     JOIN campaigns c ON c.id = d.campaign_id JOIN creators k ON k.id = d.creator_id
     WHERE ($1::boolean OR c.brand_id = ANY($2::uuid[]) OR k.user_id = $3)
       AND ($4::text IS NULL OR d.status = $4) AND ($5::uuid IS NULL OR d.submission_id = $5)
       AND ($6::uuid IS NULL OR d.application_id = $6) AND ($7::uuid IS NULL OR d.id < $7)
     ORDER BY d.id DESC LIMIT $8`,
    [
      sight.isAll,
      sight.brandIds,
      sight.userId ?? null,
      filter.status ?? null,
      filter.submissionId ?? null,
      filter.applicationId ?? null,
      filter.before,
      filter.limit,
    ],
  );
  if (found.length === 0) return [];
  return await tx.find(DisputeRow, {
    where: { id: In(found.map((row) => row.id)) },
    order: { id: "DESC" },
  });
}
