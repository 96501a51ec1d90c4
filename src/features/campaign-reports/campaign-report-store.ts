/**
 * The SQL of reports: everything as it was known at the end of a day. One statement answers a whole report, so that its
 * parts fit together and no table is gone through twice.
 */
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import { one, type Tx } from "../../platform/db/sql";
import type { Platform } from "../campaigns";
import type { NicheCode } from "../creators";
import { endOfDay } from "../ledger";
import {
  type Count,
  type CountName,
  countNames,
  type figureNames,
  pricedNames,
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

/**
 * What was told of each post on each day, beside what had been told before; of one day the platform's word goes before the
 * creator's, and the later one before the earlier.
 */
const daily = `
  daily AS MATERIALIZED (
    SELECT t.*, lag(t.measured_on) OVER post IS NULL AS is_newest,
           lead(t.engagements) OVER post AS engagements_before, lead(t.views) OVER post AS views_before
    FROM (
      SELECT DISTINCT ON (m.submission_id, m.measured_on)
             m.submission_id, m.source, m.measured_on, m.views, m.likes, m.comments, m.shares, m.saves,
             CASE WHEN num_nonnulls(m.likes, m.comments, m.shares, m.saves) > 0
                  THEN coalesce(m.likes, 0) + coalesce(m.comments, 0) + coalesce(m.shares, 0)
                       + coalesce(m.saves, 0) END AS engagements,
             CASE WHEN num_nonnulls(m.likes, m.comments) > 0
                  THEN coalesce(m.likes, 0) + coalesce(m.comments, 0) END AS reactions
      FROM pieces p JOIN live_post_metrics m ON m.submission_id = p.submission_id AND m.created_at < ${edge}
      WHERE p.recorded_at IS NOT NULL
      ORDER BY m.submission_id, m.measured_on DESC, (m.source = 'platform') DESC, m.id DESC
    ) t WINDOW post AS (PARTITION BY t.submission_id ORDER BY t.measured_on DESC)
  )`;

/**
 * What each piece cost by the books. No amount comes from the endorsement's own columns: one that was never posted costs
 * nothing. What was never undone is not looked for.
 */
const costs = `
  booked AS MATERIALIZED (
    SELECT e.submission_id, e.origin = 'kill_fee' AS is_kill_fee, true AS is_earned, t.id AS transaction_id
    FROM pieces p JOIN endorsements e ON e.submission_id = p.submission_id
    JOIN ledger_transactions t ON t.reference = 'endorsement:' || e.id
    WHERE t.effective_at < ${edge}
    UNION ALL
    SELECT e.submission_id, e.origin = 'kill_fee', false, t.id
    FROM pieces p JOIN endorsements e ON e.submission_id = p.submission_id AND e.clawed_back_at IS NOT NULL
    JOIN ledger_transactions t ON t.reference = 'endorsement:' || e.id || ':clawed-back'
    WHERE t.effective_at < ${edge}
  ), costs AS MATERIALIZED (
    SELECT b.submission_id, b.is_kill_fee,
           coalesce(-sum(l.amount_minor) FILTER (
             WHERE b.is_earned AND a.name LIKE 'liabilities:creator:%'), 0)::bigint AS fee,
           coalesce(-sum(l.amount_minor) FILTER (
             WHERE b.is_earned AND a.name = 'income:platform-fee'), 0)::bigint AS platform_fee,
           coalesce(sum(l.amount_minor) FILTER (
             WHERE NOT b.is_earned AND l.amount_minor > 0), 0)::bigint AS undone
    FROM booked b JOIN ledger_entries l ON l.transaction_id = b.transaction_id
    JOIN ledger_accounts a ON a.id = l.account_id
    GROUP BY 1, 2
  )`;

const facts = `
  facts AS MATERIALIZED (
    SELECT p.*, p.recorded_at IS NOT NULL AS is_live, n.source, n.measured_on, n.views, n.likes, n.comments,
           n.shares, n.saves, n.engagements, n.reactions, c.submission_id IS NOT NULL AS is_booked,
           c.is_kill_fee, c.fee, c.platform_fee, c.undone,
           coalesce(c.fee + c.platform_fee - c.undone, 0) AS cost
    FROM pieces p LEFT JOIN daily n ON n.submission_id = p.submission_id AND n.is_newest
    LEFT JOIN costs c ON c.submission_id = p.submission_id
  )`;

const untoldColumns = pricedNames.map(
  (name) =>
    `coalesce(sum(f.cost) FILTER (WHERE f.is_live AND f.${name} IS NULL), 0)::text AS ${name}_untold`,
);
const countColumns = countNames.map(
  (name) => `coalesce(sum(f.${name}), 0)::text AS ${name}, count(f.${name}) AS ${name}_posts`,
);
const units = `
  units AS MATERIALIZED (
    SELECT f.creator_id, f.platform, f.kind,
           coalesce(sum(f.fee) FILTER (WHERE NOT f.is_kill_fee), 0)::text AS fee,
           coalesce(sum(f.fee) FILTER (WHERE f.is_kill_fee), 0)::text AS kill_fee,
           coalesce(sum(f.platform_fee), 0)::text AS platform_fee, coalesce(sum(f.undone), 0)::text AS undone,
           count(*) FILTER (WHERE f.is_live) AS posts,
           coalesce(sum(f.cost) FILTER (WHERE f.is_live), 0)::text AS live_cost,
           count(*) FILTER (WHERE f.source = 'creator') AS from_creator,
           count(*) FILTER (WHERE f.source = 'platform') AS from_platform,
           min(f.measured_on) AS measured_from, max(f.measured_on) AS measured_until,
           ${[...untoldColumns, ...countColumns].join(", ")}
    FROM facts f WHERE f.is_live OR f.is_booked GROUP BY 1, 2, 3
  ), makers AS MATERIALIZED (
    SELECT DISTINCT u.creator_id FROM units u
  )`;

/** In force at the end of the day. */
const inForce = `r.known_at < ${edge} AND (r.ended_at IS NULL OR r.ended_at >= ${edge})`;

/** As lists without names, which would be most of the bytes. */
const unitList = `
  SELECT coalesce(json_agg(json_build_array(
           json_build_array(u.creator_id, k.display_name, u.platform, u.kind, coalesce(x.niches, '{}'),
             w.followers_count, w.known_at),
           json_build_array(u.fee, u.kill_fee, u.platform_fee, u.undone, u.live_cost),
           json_build_array(u.posts, u.from_creator, u.from_platform, u.measured_from, u.measured_until),
           json_build_array(${pricedNames.map((name) => `u.${name}_untold`).join(", ")}),
           json_build_array(${countNames.map((name) => `u.${name}`).join(", ")}),
           json_build_array(${countNames.map((name) => `u.${name}_posts`).join(", ")})
         ) ORDER BY u.creator_id, u.platform, u.kind), '[]')
  FROM units u JOIN creators k ON k.id = u.creator_id
  LEFT JOIN (SELECT DISTINCT ON (r.creator_id) r.creator_id, r.niches
             FROM makers m JOIN niche_records r ON r.creator_id = m.creator_id AND ${inForce}
             ORDER BY r.creator_id, r.id DESC) x ON x.creator_id = u.creator_id
  LEFT JOIN (SELECT DISTINCT ON (r.creator_id, r.platform) r.creator_id, r.platform, r.followers_count, r.known_at
             FROM makers m JOIN audience_records r ON r.creator_id = m.creator_id AND ${inForce}
             ORDER BY r.creator_id, r.platform, r.followers_count DESC, r.id) w
    ON w.creator_id = u.creator_id AND w.platform = u.platform`;

type UnitTuple = [
  of: [string, string, Platform, DeliverableKind, NicheCode[], number | null, string | null],
  money: [string, string, string, string, string],
  posts: [number, number, number, string | null, string | null],
  untold: string[],
  totals: string[],
  tellingCounts: number[],
];

function unitOf([of, money, posts, untold, totals, tellingCounts]: UnitTuple): Unit {
  const [creatorId, creatorName, platform, kind, niches, followersCount, knownAt] = of;
  const [
    feeMinor = 0n,
    killFeeMinor = 0n,
    platformFeeMinor = 0n,
    undoneMinor = 0n,
    liveMinor = 0n,
  ] = money.map(BigInt);
  const [postsCount, fromCreatorCount, fromPlatformCount, measuredFrom, measuredUntil] = posts;
  const counts = countNames.map((name, at): [CountName, Count] => [
    name,
    { total: BigInt(totals[at] ?? "0"), postsCount: tellingCounts[at] ?? 0 },
  ]);
  const untoldCosts = pricedNames.map((name, at) => [name, BigInt(untold[at] ?? "0")] as const);
  return {
    creatorId,
    creatorName,
    platform,
    kind,
    niches,
    followersCount,
    followersKnownAt: knownAt,
    feeMinor,
    killFeeMinor,
    platformFeeMinor,
    undoneMinor,
    liveCostMinor: liveMinor,
    postsCount,
    counts: Object.fromEntries(counts) as Unit["counts"],
    untoldMinor: Object.fromEntries(untoldCosts) as Unit["untoldMinor"],
    fromCreatorCount,
    fromPlatformCount,
    measuredFrom,
    measuredUntil,
  };
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
const changeOf = (name: "engagements" | "views") =>
  `coalesce(d.${name}, 0) - coalesce(d.${name}_before, 0)`;
const tellingOf = (name: "engagements" | "views") =>
  `(d.${name} IS NOT NULL)::int - (d.${name}_before IS NOT NULL)::int`;
const series = `
  SELECT coalesce(json_agg(json_build_array(s.day, s.engagements, s.views, s.told, s.viewed)
                           ORDER BY s.day DESC), '[]')
  FROM (
    SELECT d.measured_on AS day,
           (sum(sum(${changeOf("engagements")})) OVER until)::text AS engagements,
           (sum(sum(${changeOf("views")})) OVER until)::text AS views,
           sum(sum(${tellingOf("engagements")})) OVER until AS told,
           sum(sum(${tellingOf("views")})) OVER until AS viewed
    FROM daily d GROUP BY d.measured_on WINDOW until AS (ORDER BY d.measured_on)
    ORDER BY d.measured_on DESC LIMIT $3
  ) s`;

type DayTuple = [string, string, string, number, number];

const dayOf = ([day, engagements, views, told, viewed]: DayTuple): DayFigures => ({
  day,
  engagements: BigInt(engagements),
  views: BigInt(views),
  engagementsPostsCount: told,
  viewsPostsCount: viewed,
});

export interface MissingPost {
  submissionId: string;
  creatorId: string;
  creator: string;
  platform: Platform;
  kind: DeliverableKind;
  url: string;
  recordedAt: string;
  /** There are figures, but no engagements among them. */
  hasFigures: boolean;
}

/** Those that wait longest first. */
const missing = `
  SELECT coalesce(json_agg(json_build_object(
           'submissionId', q.submission_id, 'creatorId', q.creator_id, 'creator', k.display_name,
           'platform', q.platform, 'kind', q.kind, 'url', q.url, 'recordedAt', q.recorded_at,
           'hasFigures', q.source IS NOT NULL) ORDER BY q.recorded_at, q.submission_id), '[]')
  FROM (SELECT f.* FROM facts f WHERE f.is_live AND f.engagements IS NULL
        ORDER BY f.recorded_at, f.submission_id LIMIT $4) q
  JOIN creators k ON k.id = q.creator_id`;

const reportSql = `
  WITH ${pieces}, ${daily}, ${costs}, ${facts}, ${units}
  SELECT (${unitList}) AS units, (${series}) AS days, (${missing}) AS missing`;

export interface Facts {
  /** Everything that is live or cost something. */
  units: Unit[];
  /** Sums of all posts on every day on which one was measured, newest first. */
  days: DayFigures[];
  /** Posts of which no engagements are known. */
  missing: MissingPost[];
}

/** What is known of a campaign at the end of `day`, with at most so many days and missing posts. */
export async function findFacts(
  tx: Tx,
  campaignId: string,
  day: string,
  { daysMax, missingMax }: { daysMax: number; missingMax: number },
): Promise<Facts> {
  const row = await one<{ units: UnitTuple[]; days: DayTuple[]; missing: MissingPost[] }>(
    tx,
    reportSql,
    [campaignId, day, daysMax, missingMax],
  );
  return { units: row.units.map(unitOf), days: row.days.map(dayOf), missing: row.missing };
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
  WITH ${pieces}, ${daily}, ${costs}, ${facts}
  SELECT f.submission_id, f.creator_id, k.display_name AS creator, f.platform, f.kind, f.url, f.recorded_at,
         f.cost::text AS cost, f.source, f.measured_on::text, f.views, f.likes, f.comments, f.shares, f.saves,
         f.engagements
  FROM facts f JOIN creators k ON k.id = f.creator_id
  WHERE f.is_live ORDER BY f.recorded_at, f.submission_id`;
