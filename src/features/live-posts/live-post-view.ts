/** How live posts look to the creator, the brand and our own people. */
import type { SocialPlatform } from "../../kernel/social-platform";
import { many, maybeOne, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import type { PostStanding } from "../submissions";
import { type Aspect, type LivePostStatus, nothingKnown } from "./live-post";
import { isStaff } from "./live-post-access";
import type { LivePostCheckRow, LivePostMetricsRow } from "./live-post-row";
import * as store from "./live-post-store";

interface SummaryRow {
  id: string;
  campaignId: string;
  creatorId: string;
  platform: SocialPlatform;
  url: string;
  recordedAt: Date;
  verifiedAt: Date | null;
  status: LivePostStatus | null;
  liveUntil: Date | null;
  nextCheckAt: Date | null;
  checkedAt: Date | null;
  concernKind: "needs_look" | "gone" | null;
  concernAspects: Aspect[] | null;
  concernAt: Date | null;
}

const summaries = `
  SELECT s.id, s.campaign_id AS "campaignId", s.creator_id AS "creatorId", d.platform, p.url,
         p.recorded_at AS "recordedAt", p.verified_at AS "verifiedAt", w.status, w.live_until AS "liveUntil",
         w.next_check_at AS "nextCheckAt",
         (SELECT max(k.checked_at) FROM live_post_checks k WHERE k.submission_id = s.id) AS "checkedAt",
         c.kind AS "concernKind", c.aspects AS "concernAspects", c.opened_at AS "concernAt"
  FROM live_posts p JOIN submissions s ON s.id = p.submission_id
  JOIN deliverables d ON d.id = s.deliverable_id
  LEFT JOIN live_post_watches w ON w.id = s.id
  LEFT JOIN live_post_concerns c ON c.submission_id = s.id AND c.resolved_at IS NULL`;

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function summaryView(row: SummaryRow) {
  const { id: submissionId, campaignId, creatorId, platform, url } = row;
  const { concernKind: kind, concernAspects: aspects, concernAt } = row;
  return {
    submissionId,
    campaignId,
    creatorId,
    platform,
    url,
    recordedAt: row.recordedAt.toISOString(),
    status: row.status ?? "unchecked",
    concern:
      kind && aspects && concernAt ? { kind, aspects, openedAt: concernAt.toISOString() } : null,
    checkedAt: iso(row.checkedAt),
    liveUntil: iso(row.liveUntil),
  };
}

export interface PostFilter extends PageRequest {
  status?: LivePostStatus | undefined;
  campaignId?: string | undefined;
}

/** One more than `limit` when there is a next page. */
export async function listPosts(tx: Tx, actor: Actor, filter: PostFilter): Promise<SummaryRow[]> {
  return await many<SummaryRow>(
    tx,
    `${summaries} JOIN campaigns g ON g.id = s.campaign_id JOIN creators r ON r.id = s.creator_id
     WHERE ($1::boolean OR g.brand_id = ANY($2::uuid[]) OR r.user_id = $3)
       AND ($4::text IS NULL OR coalesce(w.status, 'unchecked') = $4)
       AND ($5::uuid IS NULL OR s.campaign_id = $5) AND ($6::uuid IS NULL OR s.id < $6)
     ORDER BY s.id DESC LIMIT $7`,
    [
      isStaff(actor),
      actor.memberships.map(({ brandId }) => brandId),
      actor.userId ?? null,
      filter.status ?? null,
      filter.campaignId ?? null,
      decodeCursor(filter.cursor),
      filter.limit + 1,
    ],
  );
}

export function checkView(row: LivePostCheckRow) {
  const { id, outcome, source, handle, caption, thumbnailUrl, similarityPercent } = row;
  return {
    id,
    outcome,
    source,
    handle,
    publishedAt: iso(row.publishedAt),
    caption,
    thumbnailUrl,
    similarityPercent,
    pictureDistance: row.pictureDistance,
    pictureProblem: row.pictureProblem,
    findings: { ...nothingKnown, ...row.findings },
    problem: row.problem,
    reason: row.reason,
    status: row.status,
    checkedAt: row.checkedAt.toISOString(),
  };
}

export function metricsView(row: LivePostMetricsRow) {
  const { id, source, measuredOn, views, likes, comments, shares, saves, findings, mediaId } = row;
  const counts = { views, likes, comments, shares, saves };
  const createdAt = row.createdAt.toISOString();
  return { id, source, measuredOn, ...counts, findings, mediaId, createdAt };
}

const isVerified = ({ status, verifiedAt }: Pick<SummaryRow, "status" | "verifiedAt">) =>
  status === "fine" || (verifiedAt !== null && status !== "gone" && status !== "needs_look");

/** See {@link LivePosts.standingOf}. Money asks; nothing here moves any. */
export async function standingOf(tx: Tx, submissionId: string): Promise<PostStanding> {
  const row = await maybeOne<SummaryRow>(tx, `${summaries} WHERE s.id = $1`, [submissionId]);
  if (!row) return { isVerified: false, concern: null, nextLookAt: null };
  const { status, nextCheckAt } = row;
  const concern = status === "gone" || status === "needs_look" ? status : null;
  return { isVerified: isVerified(row), concern, nextLookAt: nextCheckAt };
}

async function latestMetrics(tx: Tx, submissionId: string): Promise<LivePostMetricsRow[]> {
  const found: LivePostMetricsRow[] = [];
  for (const source of ["creator", "platform"] as const) {
    const row = await store.metricsBefore(tx, submissionId, source, "9999-12-31");
    if (row) found.push(row);
  }
  return found;
}

/** One post with everything known about it; `post` is null until the creator has said where it is. */
export async function detailView(tx: Tx, submissionId: string) {
  const row = await maybeOne<SummaryRow>(tx, `${summaries} WHERE s.id = $1`, [submissionId]);
  if (!row) return { submissionId, post: null };
  const last = await store.lastCheck(tx, submissionId);
  const metrics = await latestMetrics(tx, submissionId);
  return {
    submissionId,
    post: {
      ...summaryView(row),
      isVerified: isVerified(row),
      nextCheckAt: iso(row.nextCheckAt),
      lastCheck: last && checkView(last),
      metrics: metrics.map(metricsView),
    },
  };
}
