import { IsNull, LessThan, Not } from "typeorm";
import { newId } from "../../kernel/ids";
import type { SocialPlatform } from "../../kernel/social-platform";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { type Agreed, type Aspect, type LivePostStatus, livePostTransitions } from "./live-post";
import {
  LivePostCheckRow,
  LivePostConcernRow,
  LivePostMetricsRow,
  LivePostWatchRow,
} from "./live-post-row";

/** Posts without a watch get one, due at once. A story is gone after a day by its nature, so nobody asks it to stay. */
const startWatch = (where: string) => `
  INSERT INTO live_post_watches (id, status, next_check_at, live_until)
  SELECT p.submission_id, 'unchecked', now(),
         p.recorded_at + CASE d.kind WHEN 'story' THEN interval '0' ELSE make_interval(secs => $1) END
  FROM live_posts p JOIN submissions s ON s.id = p.submission_id JOIN deliverables d ON d.id = s.deliverable_id
  WHERE ${where} ON CONFLICT (id) DO NOTHING`;

/** Makes sure that a recorded post is watched. */
export async function ensureWatch(
  tx: Tx,
  submissionId: string,
  minLiveMs: number,
): Promise<LivePostWatchRow | null> {
  await exec(tx, startWatch("p.submission_id = $2"), [minLiveMs / 1000, submissionId]);
  return await tx.findOneBy(LivePostWatchRow, { id: submissionId });
}

/** Starts the watch of every post that an event forgot. */
export async function startMissingWatches(tx: Tx, minLiveMs: number): Promise<void> {
  const isMissing = "NOT EXISTS (SELECT FROM live_post_watches w WHERE w.id = p.submission_id)";
  await exec(tx, startWatch(isMissing), [minLiveMs / 1000]);
}

/** Takes a post that is due, so that nobody else looks at it before the lease ends. */
export async function claimWatch(tx: Tx, id: string, leaseMs: number): Promise<boolean> {
  const taken = await exec(
    tx,
    `UPDATE live_post_watches SET next_check_at = now() + make_interval(secs => $2)
     WHERE id = $1 AND next_check_at <= now()`,
    [id, leaseMs / 1000],
  );
  return taken === 1;
}

/** Posts that are due, those that wait longest first. */
export async function findDue(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM live_post_watches WHERE next_check_at <= now() ORDER BY next_check_at, id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** One look or one person's word after the other. */
export async function lockWatch(tx: Tx, id: string): Promise<LivePostWatchRow | null> {
  return await tx.findOne(LivePostWatchRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
}

export async function moveWatch(tx: Tx, id: string, to: LivePostStatus): Promise<boolean> {
  return await guardedMove<LivePostStatus, LivePostWatchRow>(
    tx,
    LivePostWatchRow,
    livePostTransitions,
    id,
    to,
  );
}

/** A last look that proves nothing is tried again for so long. */
const lateDays = 7;

/**
 * When the next look is due: after the pause, but a last time when the post may go; null when it has been live long enough.
 * `mustAgain` asks for one more even then.
 */
export async function planNext(
  tx: Tx,
  id: string,
  { pauseMs, missesCount, mustAgain }: { pauseMs: number; missesCount: number; mustAgain: boolean },
): Promise<void> {
  await exec(
    tx,
    `UPDATE live_post_watches SET misses_count = $3, next_check_at = CASE
       WHEN $4::boolean AND live_until > now() - interval '${lateDays} days' THEN now() + make_interval(secs => $2)
       WHEN live_until <= now() THEN NULL
       ELSE least(live_until, now() + make_interval(secs => $2)) END
     WHERE id = $1`,
    [id, pauseMs / 1000, missesCount, mustAgain],
  );
}

/** Asks for a look now. @returns false when somebody looked within the pause, or looks just now. */
export async function askNow(tx: Tx, id: string, pauseMs: number): Promise<boolean> {
  const asked = await exec(
    tx,
    `UPDATE live_post_watches w SET next_check_at = now()
     WHERE w.id = $1 AND NOT EXISTS (SELECT FROM live_post_checks c WHERE c.submission_id = w.id
       AND c.outcome <> 'by_hand' AND c.checked_at > now() - make_interval(secs => $2))`,
    [id, pauseMs / 1000],
  );
  return asked === 1;
}

export async function keepAcceptance(
  tx: Tx,
  id: string,
  acceptance: Pick<
    LivePostWatchRow,
    "accepted" | "acceptedCaption" | "acceptedHandle" | "acceptedPictureHash"
  >,
): Promise<void> {
  await tx.update(LivePostWatchRow, { id }, acceptance);
}

export interface PostFacts
  extends Omit<Agreed, "acceptedHandle" | "acceptedCaption" | "acceptedPictureHash"> {
  platform: SocialPlatform;
  url: string;
  key: string;
}

/**
 * What was agreed about a post. The window opens when the content was approved and closes at the end of the last day to
 * publish in the last time zone there is (UTC-12).
 */
export async function findFacts(tx: Tx, submissionId: string): Promise<PostFacts | undefined> {
  return await maybeOne<PostFacts>(
    tx,
    `SELECT d.platform, p.url, p.post_key AS key, v.caption, v.translations,
            coalesce((SELECT json_agg(json_build_object('whole', m.picture_hash, 'crops', m.crop_hashes) ORDER BY m.id)
                      FROM media m WHERE m.picture_hash IS NOT NULL AND (m.id = ANY(v.media_ids)
                        OR m.id IN (SELECT f.poster_media_id FROM media f WHERE f.id = ANY(v.media_ids)))), '[]') AS looks,
            coalesce((SELECT array_agg(k.handle ORDER BY k.id) FROM social_accounts k
                      WHERE k.creator_id = s.creator_id AND k.platform = d.platform), '{}') AS handles,
            coalesce(ARRAY(SELECT jsonb_array_elements_text(o.terms -> 'disclosureTags')), '{}')
              AS "disclosureTags",
            coalesce(v.decided_at, v.submitted_at) AS "publishedFrom",
            (d.post_by::timestamp AT TIME ZONE 'UTC') + interval '36 hours' AS "publishedUntil"
     FROM live_posts p JOIN submissions s ON s.id = p.submission_id
     JOIN deliverables d ON d.id = s.deliverable_id
     JOIN submission_versions v ON v.submission_id = s.id AND v.version = s.version
     JOIN applications a ON a.id = s.application_id
     JOIN offers o ON o.application_id = a.id AND o.version = a.offer_version
     WHERE p.submission_id = $1`,
    [submissionId],
  );
}

export async function insertCheck(
  tx: Tx,
  check: Omit<LivePostCheckRow, "checkedAt">,
): Promise<void> {
  await tx.insert(LivePostCheckRow, check);
}

/** The newest look at a post; with `isSeen` the newest that saw it. */
export async function lastCheck(
  tx: Tx,
  submissionId: string,
  isSeen = false,
): Promise<LivePostCheckRow | null> {
  return await tx.findOne(LivePostCheckRow, {
    where: { submissionId, ...(isSeen ? { outcome: "seen" as const } : {}) },
    order: { id: "DESC" },
  });
}

/** The newest look that saw a picture. */
export async function lastPicture(tx: Tx, submissionId: string): Promise<LivePostCheckRow | null> {
  return await tx.findOne(LivePostCheckRow, {
    where: { submissionId, pictureHash: Not(IsNull()) },
    order: { id: "DESC" },
  });
}

/** A person saw something that no machine may see, such as another picture; only a person takes that back. */
export async function isHeldByPerson(tx: Tx, submissionId: string): Promise<boolean> {
  const word = await tx.findOne(LivePostCheckRow, {
    where: { submissionId, outcome: "by_hand" as const },
    order: { id: "DESC" },
  });
  return word?.status === "needs_look";
}

/** The newest look of a machine. */
export async function lastLook(tx: Tx, submissionId: string): Promise<LivePostCheckRow | null> {
  return await tx.findOne(LivePostCheckRow, {
    where: { submissionId, outcome: Not("by_hand" as const) },
    order: { id: "DESC" },
  });
}

export async function openConcern(
  tx: Tx,
  submissionId: string,
): Promise<LivePostConcernRow | null> {
  return await tx.findOneBy(LivePostConcernRow, { submissionId, resolvedAt: IsNull() });
}

export async function insertConcern(
  tx: Tx,
  submissionId: string,
  kind: LivePostConcernRow["kind"],
  aspects: Aspect[],
): Promise<void> {
  await tx.insert(LivePostConcernRow, { id: newId(), submissionId, kind, aspects });
}

export async function resolveConcern(
  tx: Tx,
  submissionId: string,
  { by, resolution }: { by: string; resolution: string },
): Promise<void> {
  await tx.update(
    LivePostConcernRow,
    { submissionId, resolvedAt: IsNull() },
    { resolvedAt: () => "now()", resolvedBy: by, resolution },
  );
}

export async function insertMetrics(
  tx: Tx,
  metrics: Omit<LivePostMetricsRow, "createdAt">,
): Promise<void> {
  await tx.insert(LivePostMetricsRow, metrics);
}

/** The newest figures of a source, measured on that day or before it. */
export async function metricsBefore(
  tx: Tx,
  submissionId: string,
  source: LivePostMetricsRow["source"],
  measuredOn: string,
): Promise<LivePostMetricsRow | null> {
  return await tx
    .createQueryBuilder(LivePostMetricsRow, "m")
    .where("m.submissionId = :submissionId AND m.source = :source", { submissionId, source })
    .andWhere("m.measuredOn <= :measuredOn", { measuredOn })
    .orderBy("m.measuredOn", "DESC")
    .addOrderBy("m.id", "DESC")
    .limit(1)
    .getOne();
}

export async function findMetrics(tx: Tx, id: string): Promise<LivePostMetricsRow | null> {
  return await tx.findOneBy(LivePostMetricsRow, { id });
}

interface Page {
  before: string | null;
  limit: number;
}

export async function pageChecks(
  tx: Tx,
  submissionId: string,
  { before, limit }: Page,
): Promise<LivePostCheckRow[]> {
  return await tx.find(LivePostCheckRow, {
    where: { submissionId, ...(before ? { id: LessThan(before) } : {}) },
    order: { id: "DESC" },
    take: limit,
  });
}

export async function pageMetrics(
  tx: Tx,
  submissionId: string,
  { before, limit }: Page,
): Promise<LivePostMetricsRow[]> {
  return await tx.find(LivePostMetricsRow, {
    where: { submissionId, ...(before ? { id: LessThan(before) } : {}) },
    order: { id: "DESC" },
    take: limit,
  });
}
