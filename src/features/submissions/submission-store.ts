import { In, IsNull, LessThan } from "typeorm";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import { type ReasonCode, type SubmissionStatus, submissionTransitions } from "./submission";
import {
  type Decision,
  EndorsementRow,
  LivePostRow,
  MediaRow,
  SubmissionRow,
  SubmissionVersionRow,
} from "./submission-row";

/** Notes an upload. The same owner uploading the same bytes again finds the first note. */
export async function insertMedia(
  tx: Tx,
  media: Omit<MediaRow, "createdAt">,
): Promise<MediaRow | null> {
  await exec(
    tx,
    `INSERT INTO media (id, owner_id, sha256, content_type, bytes_count)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner_id, sha256) DO NOTHING`,
    [media.id, media.ownerId, media.sha256, media.contentType, media.bytesCount],
  );
  return await tx.findOneBy(MediaRow, { ownerId: media.ownerId, sha256: media.sha256 });
}

export async function findMedia(tx: Tx, id: string): Promise<MediaRow | null> {
  return await tx.findOneBy(MediaRow, { id });
}

export async function findManyMedia(tx: Tx, ids: readonly string[]): Promise<MediaRow[]> {
  return ids.length === 0 ? [] : await tx.findBy(MediaRow, { id: In([...new Set(ids)]) });
}

/** Campaigns for which this file was handed in, as content or as evidence of a live post's figures. */
export async function campaignsWithMedia(tx: Tx, mediaId: string): Promise<string[]> {
  const rows = await many<{ campaign_id: string }>(
    tx,
    `SELECT DISTINCT s.campaign_id FROM submission_versions v
     JOIN submissions s ON s.id = v.submission_id WHERE v.media_ids @> ARRAY[$1::uuid]
     UNION SELECT s.campaign_id FROM live_post_metrics m
     JOIN submissions s ON s.id = m.submission_id WHERE m.media_id = $1`,
    [mediaId],
  );
  return rows.map((row) => row.campaign_id);
}

export async function insertSubmission(
  tx: Tx,
  submission: Omit<SubmissionRow, "createdAt">,
): Promise<void> {
  await tx.insert(SubmissionRow, submission);
}

export async function findSubmission(tx: Tx, id: string): Promise<SubmissionRow | undefined> {
  return (await tx.findOneBy(SubmissionRow, { id })) ?? undefined;
}

/** Submissions of one application, the first one first. */
export async function listSubmissions(tx: Tx, applicationId: string): Promise<SubmissionRow[]> {
  return await tx.find(SubmissionRow, { where: { applicationId }, order: { id: "ASC" } });
}

/** Newest first, for a page. */
export async function pageSubmissions(
  tx: Tx,
  applicationId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<SubmissionRow[]> {
  return await tx.find(SubmissionRow, {
    where: { applicationId, ...(before ? { id: LessThan(before) } : {}) },
    order: { id: "DESC" },
    take: limit,
  });
}

export async function moveSubmission(
  tx: Tx,
  id: string,
  to: SubmissionStatus,
  patch: { version?: number } = {},
): Promise<boolean> {
  return await guardedMove(tx, SubmissionRow, submissionTransitions, id, to, patch);
}

export async function insertVersion(
  tx: Tx,
  version: Pick<SubmissionVersionRow, "submissionId" | "version" | "caption" | "mediaIds">,
): Promise<void> {
  await tx.insert(SubmissionVersionRow, version);
}

/** Versions of a submission, the first one first. */
export async function listVersions(tx: Tx, submissionId: string): Promise<SubmissionVersionRow[]> {
  return await tx.find(SubmissionVersionRow, {
    where: { submissionId },
    order: { version: "ASC" },
  });
}

export async function findVersion(
  tx: Tx,
  submissionId: string,
  version: number,
): Promise<SubmissionVersionRow | null> {
  return await tx.findOneBy(SubmissionVersionRow, { submissionId, version });
}

/** Writes the decision about a version, once. */
export async function decideVersion(
  tx: Tx,
  { id, version }: Pick<SubmissionRow, "id" | "version">,
  decided: {
    decision: Decision;
    reasonCode: ReasonCode | null;
    note: string | null;
    decidedBy: string;
  },
): Promise<boolean> {
  const { affected } = await tx.update(
    SubmissionVersionRow,
    { submissionId: id, version, decision: IsNull() },
    { ...decided, decidedAt: () => "now()" },
  );
  return affected === 1;
}

/** @returns false when this post was recorded before, for whatever submission. */
export async function insertLivePost(
  tx: Tx,
  post: Pick<LivePostRow, "submissionId" | "url" | "postKey">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO live_posts (submission_id, url, post_key) VALUES ($1, $2, $3)
     ON CONFLICT (post_key) DO NOTHING`,
    [post.submissionId, post.url, post.postKey],
  );
  return added === 1;
}

export async function findLivePost(tx: Tx, submissionId: string): Promise<LivePostRow | null> {
  return await tx.findOneBy(LivePostRow, { submissionId });
}

export async function markVerified(tx: Tx, submissionId: string, userId: string): Promise<void> {
  await tx.update(
    LivePostRow,
    { submissionId, verifiedAt: IsNull() },
    { verifiedBy: userId, verifiedAt: () => "now()" },
  );
}

/** One endorsement; without a hold its fee is payable at once. */
export async function insertEndorsement(
  tx: Tx,
  endorsement: Omit<EndorsementRow, "endorsedAt" | "heldUntil" | "payableAt" | "clawedBackAt">,
  holdPeriodMs: number,
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO endorsements (id, submission_id, application_id, campaign_id, creator_id, fee_minor,
       platform_fee_minor, currency, endorsed_by, held_until, payable_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
       CASE WHEN $10::float8 > 0 THEN now() + make_interval(secs => $10) END,
       CASE WHEN $10::float8 = 0 THEN now() END)`,
    [
      endorsement.id,
      endorsement.submissionId,
      endorsement.applicationId,
      endorsement.campaignId,
      endorsement.creatorId,
      endorsement.feeMinor.toString(),
      endorsement.platformFeeMinor.toString(),
      endorsement.currency,
      endorsement.endorsedBy,
      holdPeriodMs / 1000,
    ],
  );
}

export async function findEndorsement(tx: Tx, id: string): Promise<EndorsementRow | undefined> {
  return (await tx.findOneBy(EndorsementRow, { id })) ?? undefined;
}

export async function findEndorsementOf(
  tx: Tx,
  submissionId: string,
): Promise<EndorsementRow | null> {
  return await tx.findOneBy(EndorsementRow, { submissionId });
}

/** Fee and platform fee of everything endorsed in one application, in minor units of its currency. */
export async function earnedOf(tx: Tx, applicationId: string): Promise<bigint> {
  const { earned } = await one<{ earned: string }>(
    tx,
    `SELECT coalesce(sum(fee_minor + platform_fee_minor), 0)::text AS earned FROM endorsements
     WHERE application_id = $1`,
    [applicationId],
  );
  return BigInt(earned);
}

/** Locks one endorsement for the rest of the transaction; payments of its fee wait meanwhile. */
export async function lockEndorsement(tx: Tx, id: string): Promise<EndorsementRow | undefined> {
  const row = await tx.findOne(EndorsementRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  return row ?? undefined;
}

/** @returns false when its earning was undone before. */
export async function markClawedBack(tx: Tx, id: string): Promise<boolean> {
  const { affected } = await tx.update(
    EndorsementRow,
    { id, clawedBackAt: IsNull() },
    { clawedBackAt: () => "now()" },
  );
  return affected === 1;
}

export async function countEndorsements(tx: Tx, applicationId: string): Promise<number> {
  return await tx.countBy(EndorsementRow, { applicationId });
}

/** Ends up to `limit` holds whose time is over; other hosts doing the same are left their share. */
export async function releaseHeld(tx: Tx, limit: number): Promise<EndorsementRow[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM endorsements
       WHERE payable_at IS NULL AND held_until <= now() AND clawed_back_at IS NULL
       ORDER BY held_until, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE endorsements e SET payable_at = now() FROM due WHERE e.id = due.id RETURNING e.id`,
    [limit],
  );
  if (rows.length === 0) return [];
  return await tx.find(EndorsementRow, {
    where: { id: In(rows.map((row) => row.id)) },
    order: { id: "ASC" },
  });
}
