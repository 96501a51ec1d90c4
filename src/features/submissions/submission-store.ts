import { IsNull, LessThan } from "typeorm";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, type Tx } from "../../platform/db/sql";
import { type ReasonCode, type SubmissionStatus, submissionTransitions } from "./submission";
import {
  type Decision,
  EndorsementRow,
  LivePostRow,
  type NewSubmission,
  SubmissionRow,
  SubmissionVersionRow,
} from "./submission-row";

export async function insertSubmission(tx: Tx, submission: NewSubmission): Promise<void> {
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

/** Moves a submission on and stops its clock; whoever moves it starts the next one. */
export async function moveSubmission(
  tx: Tx,
  id: string,
  to: SubmissionStatus,
  patch: { version?: number } = {},
): Promise<boolean> {
  return await guardedMove(tx, SubmissionRow, submissionTransitions, id, to, {
    ...noClock,
    ...patch,
  });
}

/** The same for a step on which the clock goes on. */
export async function moveOnClock(tx: Tx, id: string, to: SubmissionStatus): Promise<boolean> {
  return await guardedMove(tx, SubmissionRow, submissionTransitions, id, to);
}

const noClock = {
  reviewUntil: null,
  postUntil: null,
  appealUntil: null,
  endorseUntil: null,
  remindersCount: 0,
  overdueAt: null,
};

export async function insertVersion(
  tx: Tx,
  version: Pick<
    SubmissionVersionRow,
    "submissionId" | "version" | "caption" | "language" | "translations" | "mediaIds"
  >,
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

/** How often a brand has sent it back. */
export async function countChangeRequests(tx: Tx, submissionId: string): Promise<number> {
  return await tx.countBy(SubmissionVersionRow, { submissionId, decision: "changes_requested" });
}

/** Writes the decision about a version, once. */
export async function decideVersion(
  tx: Tx,
  { id, version }: Pick<SubmissionRow, "id" | "version">,
  decided: {
    decision: Decision;
    reasonCode: ReasonCode | null;
    note: string | null;
    /** Null when a clock did. */
    decidedBy: string | null;
    /** Of the checklist, when it was approved. */
    openItems?: string[];
    checklistReason?: string | null;
  },
): Promise<boolean> {
  const { affected } = await tx.update(
    SubmissionVersionRow,
    { submissionId: id, version, decision: IsNull() },
    { ...decided, decidedAt: () => "now()" },
  );
  return affected === 1;
}

/** The creator gives one more round of changes. `submission` must be locked by the caller. */
export async function addChangeRound(
  tx: Tx,
  { id, extraRoundsCount }: SubmissionRow,
): Promise<void> {
  await tx.update(
    SubmissionRow,
    { id, extraRoundsCount },
    { extraRoundsCount: extraRoundsCount + 1 },
  );
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

/** Notes who found a post to be as agreed; a person says why, a machine has its checks. */
export async function markVerified(
  tx: Tx,
  submissionId: string,
  { userId, reason }: { userId: string | null; reason: string | null },
): Promise<void> {
  await tx.update(
    LivePostRow,
    { submissionId, verifiedAt: IsNull() },
    { verifiedBy: userId, verificationReason: reason, verifiedAt: () => "now()" },
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
       platform_fee_minor, currency, endorsed_by, held_until, payable_at, share_basis_points, origin, replaces_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
       CASE WHEN $10::float8 > 0 THEN now() + make_interval(secs => $10) END,
       CASE WHEN $10::float8 = 0 THEN now() END, $11, $12, $13)`,
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
      endorsement.shareBasisPoints,
      endorsement.origin,
      endorsement.replacesId,
    ],
  );
}

export async function findEndorsement(tx: Tx, id: string): Promise<EndorsementRow | undefined> {
  return (await tx.findOneBy(EndorsementRow, { id })) ?? undefined;
}

/** The one that counts, or the one that was undone last. */
export async function findEndorsementOf(
  tx: Tx,
  submissionId: string,
): Promise<EndorsementRow | null> {
  return await tx.findOne(EndorsementRow, { where: { submissionId }, order: { id: "DESC" } });
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

/** What was earned in one application, by submission. */
export async function endorsementsOf(
  tx: Tx,
  applicationId: string,
): Promise<Map<string, EndorsementRow>> {
  const rows = await tx.find(EndorsementRow, { where: { applicationId }, order: { id: "ASC" } });
  return new Map(rows.map((row) => [row.submissionId, row]));
}

/** True when anything was handed in for this application. */
export async function hasSubmissions(tx: Tx, applicationId: string): Promise<boolean> {
  return await tx.existsBy(SubmissionRow, { applicationId });
}
