/**
 * Campaigns with any history, made in a moment: who posted what when, which figures came when, what was earned and undone
 * when. The rows are what the product would have written, and the money is posted by its own rules.
 */
import {
  campaignFunded,
  feeEarned,
  feeReserved,
  heldFeeUndone,
  holdEnded,
  type Posting,
  partEarned,
  payableFeeUndone,
  pieceReleased,
  postAll,
} from "../../src/features/ledger";
import { addMs, dayMs, systemClock } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import type { TestApp } from "./app";
import { asOwner } from "./database";
import type { Brand, Campaign, Creator, Marketplace } from "./marketplace";

export const figureNames = ["views", "likes", "comments", "shares", "saves"] as const;
export type Figures = Record<(typeof figureNames)[number], number | null>;

export interface PlannedSnapshot {
  source: "creator" | "platform";
  measuredDaysAgo: number;
  /** When it was entered; never before it was measured. */
  enteredDaysAgo: number;
  figures: Figures;
}

export interface PlannedPiece {
  /** Place in the list of creators. */
  creator: number;
  platform: string;
  kind: string;
  /** Reserved, in minor units. */
  feeMinor: bigint;
  platformFeeMinor: bigint;
  /** Null for a piece that never went live. */
  postedDaysAgo: number | null;
  earned: {
    daysAgo: number;
    origin: "endorsement" | "clock" | "kill_fee" | "dispute";
    feeMinor: bigint;
    platformFeeMinor: bigint;
    /** Since when it is undone, and whether it could be paid out by then. */
    undone: { daysAgo: number; wasPayable: boolean } | null;
  } | null;
  snapshots: PlannedSnapshot[];
}

/** More in one statement make a plan without statistics very slow. */
const postingsAtOnce = 500;

export const daysAgo = (days: number) => addMs(systemClock.now(), -days * dayMs);
export const dayAgo = (days: number) => daysAgo(days).toISOString().slice(0, 10);

interface Made {
  submissionId: string;
  deliverableId: string;
  applicationId: string;
  creator: Creator;
  piece: PlannedPiece;
}

const seedSql = `
  WITH rows AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
    submission uuid, deliverable uuid, application uuid, creator uuid, seq int, platform text, kind text,
    fee bigint, platform_fee bigint, status text, posted timestamptz)),
  deliverables AS (
    INSERT INTO deliverables (id, application_id, seq, platform, kind, fee_minor, platform_fee_minor, currency, post_by)
    SELECT deliverable, application, seq, platform, kind, fee, platform_fee, $3, now()::date + 30 FROM rows
    RETURNING id),
  submissions AS (
    INSERT INTO submissions (id, deliverable_id, application_id, campaign_id, creator_id, status)
    SELECT submission, deliverable, application, $2, creator, status FROM rows RETURNING id),
  posts AS (
    INSERT INTO live_posts (submission_id, url, post_key, recorded_at)
    SELECT submission, 'https://example.com/' || submission, 'seed:' || submission, posted
    FROM rows WHERE posted IS NOT NULL RETURNING submission_id),
  watches AS (
    INSERT INTO live_post_watches (id, status, live_until)
    SELECT submission, 'unchecked', now() FROM rows WHERE posted IS NOT NULL RETURNING id)
  INSERT INTO live_post_checks (id, submission_id, outcome, findings, status, checked_by)
  SELECT submission, submission, 'not_available', '{}', 'unchecked', 'system:test'
  FROM rows WHERE posted IS NOT NULL`;

const snapshotSql = `
  INSERT INTO live_post_metrics (id, submission_id, source, measured_on, views, likes, comments, shares, saves, findings,
                                 media_id, check_id, entered_by, created_at)
  SELECT id, submission, source, measured, views, likes, comments, shares, saves, '{}',
         CASE source WHEN 'creator' THEN media END, CASE source WHEN 'platform' THEN submission END,
         CASE source WHEN 'creator' THEN person END, entered
  FROM jsonb_to_recordset($1::jsonb) AS r (
    id uuid, submission uuid, source text, measured date, views bigint, likes bigint, comments bigint, shares bigint,
    saves bigint, media uuid, person uuid, entered timestamptz)`;

const endorsementSql = `
  INSERT INTO endorsements (id, submission_id, application_id, campaign_id, creator_id, fee_minor, platform_fee_minor,
                            currency, share_basis_points, origin, endorsed_at, payable_at, clawed_back_at)
  SELECT id, submission, application, $2, creator, fee, platform_fee, $3, share, origin, at, payable, undone
  FROM jsonb_to_recordset($1::jsonb) AS r (
    id uuid, submission uuid, application uuid, creator uuid, fee bigint, platform_fee bigint, share int, origin text,
    at timestamptz, payable timestamptz, undone timestamptz)`;

function statusOf({ earned, postedDaysAgo }: PlannedPiece): string {
  if (!earned) return postedDaysAgo === null ? "submitted" : "posted";
  if (earned.undone) return "clawed_back";
  if (earned.origin === "kill_fee") return "cancelled";
  return earned.origin === "dispute" ? "resolved_split" : "endorsed";
}

/** The postings of one piece, in the order in which they happened. */
function postingsOf(campaign: Campaign, made: Made, endorsementId: string): Posting[] {
  const { piece, applicationId, deliverableId, creator } = made;
  const { earned, feeMinor, platformFeeMinor } = piece;
  const reservedMinor = feeMinor + platformFeeMinor;
  if (!earned || reservedMinor === 0n) return [];
  const at = daysAgo(earned.daysAgo);
  const parties = { campaignId: campaign.id, applicationId, currency: campaign.currency, at };
  if (earned.feeMinor + earned.platformFeeMinor === 0n) {
    return [pieceReleased({ ...parties, deliverableId, amountMinor: reservedMinor })];
  }
  const fact = {
    ...parties,
    endorsementId,
    creatorId: creator.id,
    feeMinor: earned.feeMinor,
    platformFeeMinor: earned.platformFeeMinor,
  };
  const isWhole = earned.feeMinor + earned.platformFeeMinor === reservedMinor;
  const first = isWhole ? feeEarned(fact) : partEarned({ ...fact, reservedMinor });
  if (!earned.undone) return [first];
  const undone = {
    ...fact,
    brandId: campaign.brand.id,
    isCampaignOver: false,
    at: daysAgo(earned.undone.daysAgo),
  };
  if (!earned.undone.wasPayable) return [first, heldFeeUndone(undone)];
  return [
    first,
    holdEnded(fact),
    payableFeeUndone({ ...undone, unsentMinor: earned.feeMinor / 2n }),
  ];
}

export function createReportWorld(app: TestApp, market: Marketplace) {
  const { url, unitOfWork } = app.database;
  const owner = (statement: string, values: unknown[] = []) => asOwner(url, statement, values);
  const mediaIds = new Map<string, string>();

  async function mediaOf({ id, userId }: Creator): Promise<string> {
    const known = mediaIds.get(id);
    if (known) return known;
    const made = newId();
    await owner(
      `INSERT INTO media (id, owner_id, sha256, stored_sha256, content_type, bytes_count) VALUES ($1, $2, $3, $3, 'image/png', 1)`,
      [made, userId, made],
    );
    mediaIds.set(id, made);
    return made;
  }

  async function applicationsOf(
    campaign: Campaign,
    creators: readonly Creator[],
  ): Promise<Map<string, string>> {
    const ids = new Map(creators.map(({ id }) => [id, newId()]));
    await owner(
      `INSERT INTO applications (id, campaign_id, creator_id, status, pitch, currency, accepted_at)
       SELECT a, $3, c, 'in_progress', '', $4, now() FROM unnest($1::uuid[], $2::uuid[]) AS r (a, c)`,
      [[...ids.values()], [...ids.keys()], campaign.id, campaign.currency],
    );
    return ids;
  }

  async function storeRows(campaign: Campaign, made: readonly Made[]): Promise<void> {
    const rows = made.map(({ piece, creator, ...ids }, at) => ({
      submission: ids.submissionId,
      deliverable: ids.deliverableId,
      application: ids.applicationId,
      creator: creator.id,
      seq: at,
      platform: piece.platform,
      kind: piece.kind,
      fee: piece.feeMinor.toString(),
      platform_fee: piece.platformFeeMinor.toString(),
      status: statusOf(piece),
      posted: piece.postedDaysAgo === null ? null : daysAgo(piece.postedDaysAgo),
    }));
    await owner(seedSql, [JSON.stringify(rows), campaign.id, campaign.currency]);
    const snapshots: object[] = [];
    for (const { piece, creator, submissionId } of made) {
      for (const one of piece.snapshots) {
        snapshots.push({
          id: newId(),
          submission: submissionId,
          source: one.source,
          measured: dayAgo(one.measuredDaysAgo),
          ...one.figures,
          media: await mediaOf(creator),
          person: creator.userId,
          entered: daysAgo(one.enteredDaysAgo),
        });
      }
    }
    await owner(snapshotSql, [JSON.stringify(snapshots)]);
  }

  async function storeMoney(campaign: Campaign, made: readonly Made[]): Promise<void> {
    const endorsements: object[] = [];
    const postings: Posting[] = [];
    for (const one of made) {
      const { earned, feeMinor } = one.piece;
      if (!earned) continue;
      const id = newId();
      const isAll = earned.feeMinor === feeMinor;
      endorsements.push({
        id,
        submission: one.submissionId,
        application: one.applicationId,
        creator: one.creator.id,
        fee: earned.feeMinor.toString(),
        platform_fee: earned.platformFeeMinor.toString(),
        share: isAll ? 10_000 : 5_000,
        origin: earned.origin,
        at: daysAgo(earned.daysAgo),
        payable: earned.undone?.wasPayable ? daysAgo(earned.daysAgo) : null,
        undone: earned.undone && daysAgo(earned.undone.daysAgo),
      });
      postings.push(...postingsOf(campaign, one, id));
    }
    await owner(endorsementSql, [JSON.stringify(endorsements), campaign.id, campaign.currency]);
    const reserved = new Map<string, bigint>();
    for (const { applicationId, piece } of made) {
      const before = reserved.get(applicationId) ?? 0n;
      reserved.set(applicationId, before + piece.feeMinor + piece.platformFeeMinor);
    }
    const { id: campaignId, currency } = campaign;
    const at = daysAgo(400);
    const reserves = [...reserved]
      .filter(([, amountMinor]) => amountMinor > 0n)
      .map(([applicationId, amountMinor]) =>
        feeReserved({ campaignId, applicationId, amountMinor, currency, at }),
      );
    const all = [...reserves, ...postings];
    for (let from = 0; from < all.length; from += postingsAtOnce) {
      await unitOfWork.run((tx) => postAll(tx, all.slice(from, from + postingsAtOnce)));
    }
  }

  /** A funded campaign in which all of this has happened; answers its submissions in the order of the plan. */
  async function seeded(
    brand: Brand,
    creators: readonly Creator[],
    pieces: readonly PlannedPiece[],
    extra: object = {},
  ): Promise<Campaign & { submissionIds: string[] }> {
    const campaign = await market.campaign(brand, { status: "draft", fee: 100_000n, extra });
    const needed = pieces.reduce((sum, one) => sum + one.feeMinor + one.platformFeeMinor, 0n);
    if (needed > 0n) {
      await market.deposit(brand, needed, campaign.currency);
      const { id: campaignId, currency } = campaign;
      const fact = { brandId: brand.id, campaignId, currency, at: daysAgo(401) };
      await unitOfWork.run((tx) =>
        postAll(tx, [campaignFunded({ ...fact, fundingId: newId(), amountMinor: needed })]),
      );
    }
    const used = [...new Set(pieces.map(({ creator }) => creators[creator] as Creator))];
    const applications = await applicationsOf(campaign, used);
    const made = pieces.map((piece): Made => {
      const creator = creators[piece.creator] as Creator;
      const applicationId = applications.get(creator.id) as string;
      return { submissionId: newId(), deliverableId: newId(), applicationId, creator, piece };
    });
    await storeRows(campaign, made);
    await storeMoney(campaign, made);
    return { ...campaign, submissionIds: made.map(({ submissionId }) => submissionId) };
  }

  /** Since long ago the creator has had these followers and niches. */
  async function known(
    { id }: Creator,
    { followers, niches = [] }: { followers: Record<string, number>; niches?: string[] },
  ): Promise<void> {
    await owner("DELETE FROM social_accounts WHERE creator_id = $1", [id]);
    await owner("DELETE FROM audience_records WHERE creator_id = $1", [id]);
    for (const [platform, count] of Object.entries(followers)) {
      await owner(
        `INSERT INTO social_accounts (id, creator_id, platform, handle, followers_count, average_engagements_count)
         VALUES ($1, $2, $3, $4, $5, 0)`,
        [newId(), id, platform, newId(), count],
      );
    }
    await owner("UPDATE creators SET niches = $2 WHERE id = $1", [id, niches]);
    await owner("DELETE FROM niche_records WHERE creator_id = $1 AND ended_at IS NOT NULL", [id]);
    for (const table of ["audience_records", "niche_records"]) {
      await owner(
        `UPDATE ${table} SET known_at = now() - interval '500 days' WHERE creator_id = $1`,
        [id],
      );
    }
  }

  return { seeded, known, owner };
}
