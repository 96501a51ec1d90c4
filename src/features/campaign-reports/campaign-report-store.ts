/** The only SQL of reports: everything as it was known at the end of a day, in statements whose number does not grow. */
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import { many, type Tx } from "../../platform/db/sql";
import type { Platform } from "../campaigns";
import type { NicheCode } from "../creators";
import { endOfDay } from "../ledger";
import {
  type Count,
  type CountName,
  countNames,
  type figureNames,
  type Unit,
} from "./campaign-report";

/** $1 is the campaign, $2 the day; later than this nothing counts. */
const edge = endOfDay("$2");

const pieces = `
  pieces AS MATERIALIZED (
    SELECT s.id AS submission_id, s.creator_id, d.platform, d.kind, p.url, p.recorded_at
    FROM submissions s JOIN deliverables d ON d.id = s.deliverable_id
    LEFT JOIN live_posts p ON p.submission_id = s.id AND p.recorded_at < ${edge}
    WHERE s.campaign_id = $1
  )`;

/** A snapshot with the sums of what it tells; of one day the platform's word goes before the creator's. */
const told = `
  m.submission_id, m.source, m.measured_on, m.views, m.likes, m.comments, m.shares, m.saves,
  CASE WHEN num_nonnulls(m.likes, m.comments, m.shares, m.saves) > 0
       THEN coalesce(m.likes, 0) + coalesce(m.comments, 0) + coalesce(m.shares, 0) + coalesce(m.saves, 0)
  END AS engagements,
  CASE WHEN num_nonnulls(m.likes, m.comments) > 0
       THEN coalesce(m.likes, 0) + coalesce(m.comments, 0) END AS reactions
  FROM pieces p JOIN live_post_metrics m ON m.submission_id = p.submission_id AND m.created_at < ${edge}
  WHERE p.recorded_at IS NOT NULL`;
const bestFirst = "m.measured_on DESC, (m.source = 'platform') DESC, m.id DESC";
const newest = `
  newest AS MATERIALIZED (
    SELECT DISTINCT ON (m.submission_id) ${told} ORDER BY m.submission_id, ${bestFirst}
  )`;

/**
 * What each piece cost by the books. Nothing is taken from the endorsement's own columns but whose it is: an amount that
 * was never posted costs nothing.
 */
const costs = `
  costs AS MATERIALIZED (
    SELECT e.submission_id, e.origin = 'kill_fee' AS is_kill_fee,
           coalesce(-sum(l.amount_minor) FILTER (
             WHERE w.is_earned AND a.name = 'liabilities:creator:' || e.creator_id || ':held'), 0) AS fee,
           coalesce(-sum(l.amount_minor) FILTER (
             WHERE w.is_earned AND a.name = 'income:platform-fee'), 0) AS platform_fee,
           coalesce(sum(l.amount_minor) FILTER (WHERE NOT w.is_earned AND l.amount_minor > 0), 0) AS undone
    FROM pieces p JOIN endorsements e ON e.submission_id = p.submission_id
    CROSS JOIN LATERAL (VALUES ('endorsement:' || e.id, true),
                               ('endorsement:' || e.id || ':clawed-back', false)) AS w (reference, is_earned)
    JOIN ledger_transactions t ON t.reference = w.reference AND t.effective_at < ${edge}
    JOIN ledger_entries l ON l.transaction_id = t.id
    JOIN ledger_accounts a ON a.id = l.account_id
    GROUP BY e.submission_id, e.origin
  )`;
const totalCost = "coalesce(c.fee + c.platform_fee - c.undone, 0)";

/** In force at the end of the day. */
const inForce = `r.known_at < ${edge} AND (r.ended_at IS NULL OR r.ended_at >= ${edge})`;

const countColumns = countNames.map(
  (name) => `
    coalesce(sum(n.${name}), 0)::text AS ${name}, count(n.${name})::int AS ${name}_posts,
    coalesce(sum(${totalCost}) FILTER (WHERE p.recorded_at IS NOT NULL AND n.${name} IS NULL), 0)::text
      AS ${name}_untold`,
);

const unitsSql = `
  WITH ${pieces}, ${newest}, ${costs},
  units AS MATERIALIZED (
    SELECT p.creator_id, p.platform, p.kind,
           coalesce(sum(c.fee) FILTER (WHERE NOT c.is_kill_fee), 0)::text AS fee,
           coalesce(sum(c.fee) FILTER (WHERE c.is_kill_fee), 0)::text AS kill_fee,
           coalesce(sum(c.platform_fee), 0)::text AS platform_fee, coalesce(sum(c.undone), 0)::text AS undone,
           count(p.recorded_at)::int AS posts,
           coalesce(sum(${totalCost}) FILTER (WHERE p.recorded_at IS NOT NULL), 0)::text AS live_cost,
           count(*) FILTER (WHERE n.source = 'creator')::int AS from_creator,
           count(*) FILTER (WHERE n.source = 'platform')::int AS from_platform,
           min(n.measured_on)::text AS measured_from, max(n.measured_on)::text AS measured_until,
           ${countColumns.join(",")}
    FROM pieces p LEFT JOIN newest n ON n.submission_id = p.submission_id
    LEFT JOIN costs c ON c.submission_id = p.submission_id
    GROUP BY 1, 2, 3 HAVING count(p.recorded_at) + count(c.submission_id) > 0
  )
  SELECT u.*, k.display_name AS name, coalesce(x.niches, '{}') AS niches, w.followers_count AS followers,
         w.known_at AS followers_known_at
  FROM units u JOIN creators k ON k.id = u.creator_id
  LEFT JOIN LATERAL (SELECT r.niches FROM niche_records r WHERE r.creator_id = u.creator_id AND ${inForce}
                     ORDER BY r.id DESC LIMIT 1) x ON true
  LEFT JOIN LATERAL (SELECT r.followers_count, r.known_at FROM audience_records r
                     WHERE r.creator_id = u.creator_id AND r.platform = u.platform AND ${inForce}
                     ORDER BY r.followers_count DESC, r.id LIMIT 1) w ON true
  ORDER BY u.creator_id, u.platform, u.kind`;

type UnitRow = {
  creator_id: string;
  name: string;
  platform: Platform;
  kind: DeliverableKind;
  niches: NicheCode[];
  followers: number | null;
  followers_known_at: Date | null;
  fee: string;
  kill_fee: string;
  platform_fee: string;
  undone: string;
  live_cost: string;
  posts: number;
  from_creator: number;
  from_platform: number;
  measured_from: string | null;
  measured_until: string | null;
} & Record<CountName | `${CountName}_untold`, string> &
  Record<`${CountName}_posts`, number>;

function unitOf(row: UnitRow): Unit {
  const counts = countNames.map((name): [CountName, Count] => [
    name,
    {
      total: BigInt(row[name]),
      postsCount: row[`${name}_posts`],
      untoldCostMinor: BigInt(row[`${name}_untold`]),
    },
  ]);
  return {
    creatorId: row.creator_id,
    creatorName: row.name,
    platform: row.platform,
    kind: row.kind,
    niches: row.niches,
    followersCount: row.followers,
    followersKnownAt: row.followers_known_at,
    feeMinor: BigInt(row.fee),
    killFeeMinor: BigInt(row.kill_fee),
    platformFeeMinor: BigInt(row.platform_fee),
    undoneMinor: BigInt(row.undone),
    liveCostMinor: BigInt(row.live_cost),
    postsCount: row.posts,
    counts: Object.fromEntries(counts) as Record<CountName, Count>,
    fromCreatorCount: row.from_creator,
    fromPlatformCount: row.from_platform,
    measuredFrom: row.measured_from,
    measuredUntil: row.measured_until,
  };
}

/** Everything that is live or cost something by the end of `day`. */
export async function findUnits(tx: Tx, campaignId: string, day: string): Promise<Unit[]> {
  return (await many<UnitRow>(tx, unitsSql, [campaignId, day])).map(unitOf);
}

export interface DayFigures {
  day: string;
  engagements: bigint;
  views: bigint;
  /** Posts whose engagements, and whose views, were known by then. */
  engagementsPostsCount: number;
  viewsPostsCount: number;
}

/** Each day's change of a post goes into that day, so that summing the changes up gives what was known on every day. */
const seriesSql = `
  WITH ${pieces},
  daily AS MATERIALIZED (
    SELECT DISTINCT ON (m.submission_id, m.measured_on) ${told}
    ORDER BY m.submission_id, ${bestFirst}
  ), changes AS (
    SELECT d.measured_on,
           coalesce(d.engagements, 0) - coalesce(lag(d.engagements) OVER post, 0) AS engagements,
           coalesce(d.views, 0) - coalesce(lag(d.views) OVER post, 0) AS views,
           (d.engagements IS NOT NULL)::int - coalesce((lag(d.engagements) OVER post IS NOT NULL)::int, 0) AS told,
           (d.views IS NOT NULL)::int - coalesce((lag(d.views) OVER post IS NOT NULL)::int, 0) AS viewed
    FROM daily d WINDOW post AS (PARTITION BY d.submission_id ORDER BY d.measured_on)
  )
  SELECT c.measured_on::text AS day,
         (sum(sum(c.engagements)) OVER until)::text AS engagements, (sum(sum(c.views)) OVER until)::text AS views,
         (sum(sum(c.told)) OVER until)::int AS told, (sum(sum(c.viewed)) OVER until)::int AS viewed
  FROM changes c GROUP BY c.measured_on WINDOW until AS (ORDER BY c.measured_on)
  ORDER BY c.measured_on DESC LIMIT $3`;

/** Sums of all posts on every day on which one was measured, newest first, as far as `limit` goes. */
export async function findSeries(
  tx: Tx,
  campaignId: string,
  day: string,
  limit: number,
): Promise<DayFigures[]> {
  const rows = await many<{
    day: string;
    engagements: string;
    views: string;
    told: number;
    viewed: number;
  }>(tx, seriesSql, [campaignId, day, limit]);
  return rows.map((row) => ({
    day: row.day,
    engagements: BigInt(row.engagements),
    views: BigInt(row.views),
    engagementsPostsCount: row.told,
    viewsPostsCount: row.viewed,
  }));
}

export interface MissingPost {
  submissionId: string;
  creatorId: string;
  creator: string;
  platform: Platform;
  kind: DeliverableKind;
  url: string;
  recordedAt: Date;
  /** There are figures, but no engagements among them. */
  hasFigures: boolean;
}

/** Posts of which no engagements are known, those that wait longest first. */
export async function findMissing(
  tx: Tx,
  campaignId: string,
  day: string,
  limit: number,
): Promise<MissingPost[]> {
  return await many<MissingPost>(
    tx,
    `WITH ${pieces}, ${newest}
     SELECT p.submission_id AS "submissionId", p.creator_id AS "creatorId", k.display_name AS creator,
            p.platform, p.kind, p.url, p.recorded_at AS "recordedAt", n.submission_id IS NOT NULL AS "hasFigures"
     FROM pieces p JOIN creators k ON k.id = p.creator_id
     LEFT JOIN newest n ON n.submission_id = p.submission_id
     WHERE p.recorded_at IS NOT NULL AND n.engagements IS NULL
     ORDER BY p.recorded_at, p.submission_id LIMIT $3`,
    [campaignId, day, limit],
  );
}

export type PostRow = {
  submission_id: string;
  creator_id: string;
  creator: string;
  platform: Platform;
  kind: DeliverableKind;
  url: string;
  recorded_at: Date;
  cost: string;
  source: "creator" | "platform" | null;
  measured_on: string | null;
  engagements: string | null;
} & Record<(typeof figureNames)[number], string | null>;

/** Every post, oldest first. */
export const postsSql = `
  WITH ${pieces}, ${newest}, ${costs}
  SELECT p.submission_id, p.creator_id, k.display_name AS creator, p.platform, p.kind, p.url, p.recorded_at,
         ${totalCost}::text AS cost, n.source, n.measured_on::text, n.views, n.likes, n.comments, n.shares,
         n.saves, n.engagements
  FROM pieces p JOIN creators k ON k.id = p.creator_id
  LEFT JOIN newest n ON n.submission_id = p.submission_id
  LEFT JOIN costs c ON c.submission_id = p.submission_id
  WHERE p.recorded_at IS NOT NULL ORDER BY p.recorded_at, p.submission_id`;
