import { In } from "typeorm";
import { invariant } from "../../kernel/invariant";
import { canMove } from "../../kernel/transitions";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import { insertBrief } from "./brief-store";
import {
  type CampaignStatus,
  type CampaignStep,
  type CampaignTerms,
  campaignTransitions,
} from "./campaign";
import { CampaignRow } from "./campaign-row";

/** Which campaigns a caller may see. */
export interface Sight {
  /** Staff: everything. */
  isAll: boolean;
  /** Brands the caller belongs to. */
  brandIds: readonly string[];
  /** Set for creators: open campaigns that are public, and those they take part in. */
  creatorUserId: string | undefined;
}

/** A visitor sees what a creator sees who takes part in nothing. */
export const visitorSight: Sight = {
  isAll: false,
  brandIds: [],
  creatorUserId: "00000000-0000-0000-0000-000000000000",
};

export interface CampaignFilter extends PageRequest {
  status?: CampaignStatus | undefined;
  brandId?: string | undefined;
  platform?: string | undefined;
  /** Any of these. */
  niches?: readonly string[] | undefined;
  country?: string | undefined;
}

/** An application in one of these states can still cost money. */
const liveApplications = "('accepted', 'in_progress')";
const unsettledApplications =
  "('applied', 'invited', 'shortlisted', 'offered', 'countered', 'accepted', 'in_progress')";

/** The calendar day by the database's clock. */
export async function databaseToday(tx: Tx): Promise<string> {
  return (await one<{ today: string }>(tx, "SELECT now()::date::text AS today")).today;
}

export async function insertCampaign(
  tx: Tx,
  row: { id: string; brandId: string; platformFeeBasisPoints: number },
  terms: CampaignTerms,
): Promise<void> {
  await tx.insert(CampaignRow, { ...row, ...columnsOf(terms), status: "draft" });
  await insertBrief(tx, { campaignId: row.id, version: 1, content: terms.content });
}

function columnsOf(terms: CampaignTerms) {
  return {
    title: terms.title,
    compensation: terms.compensation,
    currency: terms.currency,
    budgetMinor: terms.budget.amountMinor,
    pricing: terms.pricing,
    feeMinor: terms.fee.amountMinor,
    bidMinMinor: terms.bidRange.min?.amountMinor ?? null,
    bidMaxMinor: terms.bidRange.max?.amountMinor ?? null,
    visibility: terms.visibility,
    creatorsMax: terms.creatorsMax,
    applyBy: terms.applyBy,
    postBy: terms.postBy,
  };
}

/** @returns false when it is no draft any more or somebody else changed it after `version`. */
export async function updateDraft(
  tx: Tx,
  row: CampaignRow,
  terms: CampaignTerms,
  isNewBrief: boolean,
): Promise<boolean> {
  const briefVersion = row.briefVersion + (isNewBrief ? 1 : 0);
  const { affected } = await tx.update(
    CampaignRow,
    { id: row.id, status: "draft", version: row.version },
    { ...columnsOf(terms), briefVersion, version: row.version + 1 },
  );
  if (affected !== 1) return false;
  if (isNewBrief) {
    await insertBrief(tx, { campaignId: row.id, version: briefVersion, content: terms.content });
  }
  return true;
}

/** Takes one step of the state machine. @returns false when the campaign does not stand where the step starts. */
export async function takeStep(tx: Tx, campaignId: string, step: CampaignStep): Promise<boolean> {
  const { from, to } = step;
  for (const state of from) {
    invariant(canMove(campaignTransitions, state, to), `No such move: ${state} to ${to}`);
  }
  const { affected } = await tx.update(
    CampaignRow,
    { id: campaignId, status: In([...from]) },
    { status: to },
  );
  return affected === 1;
}

/** Settles a closed campaign whose work is over, by one guarded statement. */
export async function settleIfOver(tx: Tx, campaignId: string): Promise<boolean> {
  const moved = await exec(
    tx,
    `UPDATE campaigns c SET status = 'settled' WHERE c.id = $1 AND ${isOver}`,
    [campaignId],
  );
  return moved === 1;
}

const isOver = `c.status = 'closed'
  AND NOT EXISTS (SELECT FROM applications a
                  WHERE a.campaign_id = c.id AND a.status IN ${unsettledApplications})
  AND NOT EXISTS (SELECT FROM endorsements e
                  WHERE e.campaign_id = c.id AND e.payable_at IS NULL
                    AND e.clawed_back_at IS NULL)`;

export async function findSettleable(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT c.id FROM campaigns c WHERE ${isOver} ORDER BY c.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Campaigns whose collaborations are being ended. */
export async function findCancelling(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    "SELECT id FROM campaigns WHERE status = 'cancelling' ORDER BY id LIMIT $1",
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Closes campaigns whose last day to apply is over; other hosts doing the same are left their share. */
export async function closeExpired(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM campaigns WHERE status IN ('open', 'paused') AND apply_by < now()::date
       ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE campaigns c SET status = 'closed' FROM due WHERE c.id = due.id RETURNING c.id`,
    [limit],
  );
  return rows.map((row) => row.id);
}

export async function hasLiveWork(tx: Tx, campaignId: string): Promise<boolean> {
  const { found } = await one<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM applications WHERE campaign_id = $1
                    AND status IN ${liveApplications}) AS found`,
    [campaignId],
  );
  return found;
}

/** One more accepted creator, if the campaign is open and has room; one statement, so the last place is taken once. */
export async function countOneIn(tx: Tx, campaignId: string): Promise<boolean> {
  const taken = await exec(
    tx,
    `UPDATE campaigns SET accepted_count = accepted_count + 1
     WHERE id = $1 AND status = 'open' AND accepted_count < creators_max`,
    [campaignId],
  );
  return taken === 1;
}

/** The place of a creator whose collaboration was broken off is free again. */
export async function countOneOut(tx: Tx, campaignId: string): Promise<boolean> {
  const freed = await exec(
    tx,
    "UPDATE campaigns SET accepted_count = accepted_count - 1 WHERE id = $1 AND accepted_count > 0",
    [campaignId],
  );
  return freed === 1;
}

/** Until the caller's transaction ends, nobody can move the campaign to another state. */
export async function lockShared(tx: Tx, campaignId: string): Promise<CampaignStatus | undefined> {
  const row = await maybeOne<{ status: CampaignStatus }>(
    tx,
    "SELECT status FROM campaigns WHERE id = $1 FOR SHARE",
    [campaignId],
  );
  return row?.status;
}

/** The row, locked against every other change. */
export async function lockCampaign(tx: Tx, campaignId: string): Promise<CampaignRow | undefined> {
  const row = await tx.findOne(CampaignRow, {
    where: { id: campaignId },
    lock: { mode: "for_no_key_update" },
  });
  return row ?? undefined;
}

export async function findCampaign(tx: Tx, campaignId: string): Promise<CampaignRow | undefined> {
  return (await tx.findOneBy(CampaignRow, { id: campaignId })) ?? undefined;
}

/**
 * The brief changes after the draft, by whoever has locked the row. @returns false when somebody else was quicker.
 */
export async function turnToBrief(
  tx: Tx,
  row: Pick<CampaignRow, "id" | "briefVersion" | "version">,
  postBy: string,
): Promise<boolean> {
  const { id, briefVersion, version } = row;
  const { affected } = await tx.update(
    CampaignRow,
    { id, version },
    { briefVersion: briefVersion + 1, version: version + 1, postBy },
  );
  return affected === 1;
}

/** From here on creators may read the brief. */
export async function noteOpening(tx: Tx, campaignId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE campaigns SET opened_brief_version = brief_version
     WHERE id = $1 AND opened_brief_version IS NULL`,
    [campaignId],
  );
}

/** True where the creator of user $3 has an application, which an invitation is too. */
const isTakingPart = `EXISTS (
      SELECT FROM applications a JOIN creators r ON r.id = a.creator_id
      WHERE a.campaign_id = c.id AND r.user_id = $3)`;

const isSeen = `($1::boolean OR c.brand_id = ANY($2::uuid[]) OR ($3::uuid IS NOT NULL AND (
    (c.status = 'open' AND c.visibility = 'public') OR ${isTakingPart})))`;

function sightParameters(sight: Sight): unknown[] {
  return [sight.isAll, sight.brandIds, sight.creatorUserId ?? null];
}

export async function isVisible(tx: Tx, campaignId: string, sight: Sight): Promise<boolean> {
  const { found } = await one<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM campaigns c WHERE ${isSeen} AND c.id = $4) AS found`,
    [...sightParameters(sight), campaignId],
  );
  return found;
}

/** A page of what `sight` covers, with one row more than asked for. Creators are shown open campaigns only. */
export async function listCampaigns(
  tx: Tx,
  sight: Sight,
  filter: CampaignFilter,
): Promise<CampaignRow[]> {
  const found = await many<{ id: string }>(
    tx,
    `SELECT c.id FROM campaigns c JOIN briefs b ON b.campaign_id = c.id AND b.version = c.brief_version
     WHERE ($1::boolean OR c.brand_id = ANY($2::uuid[]) OR ($3::uuid IS NOT NULL AND c.status = 'open'
              AND (c.visibility = 'public' OR ${isTakingPart})))
       AND ($4::uuid IS NULL OR c.id < $4)
       AND ($5::text IS NULL OR c.status = $5)
       AND ($6::uuid IS NULL OR c.brand_id = $6)
       AND ($7::text IS NULL OR b.content -> 'deliverables' @> jsonb_build_array(jsonb_build_object('platform', $7::text)))
       AND ($8::text[] IS NULL OR jsonb_array_length(b.content -> 'requirements' -> 'niches') = 0
            OR b.content -> 'requirements' -> 'niches' ?| $8)
       AND ($9::text IS NULL OR jsonb_array_length(b.content -> 'requirements' -> 'countries') = 0
            OR b.content -> 'requirements' -> 'countries' ? $9)
     ORDER BY c.id DESC LIMIT $10`,
    [
      ...sightParameters(sight),
      decodeCursor(filter.cursor),
      filter.status ?? null,
      filter.brandId ?? null,
      filter.platform ?? null,
      filter.niches ?? null,
      filter.country ?? null,
      filter.limit + 1,
    ],
  );
  if (found.length === 0) return [];
  return await tx.find(CampaignRow, {
    where: { id: In(found.map((row) => row.id)) },
    order: { id: "DESC" },
  });
}
