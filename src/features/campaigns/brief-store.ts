import { many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { MediaType } from "../../platform/files/content-type";
import { type BriefContent, completeBrief, type StoredBrief } from "./brief";
import { BriefRow, type CampaignRow } from "./campaign-row";

export interface NewBrief {
  campaignId: string;
  version: number;
  content: BriefContent;
  note?: string;
  /** Set when this version moves the last day to publish. */
  postBy?: string | null;
}

export async function insertBrief(tx: Tx, { note, postBy, ...brief }: NewBrief): Promise<void> {
  await tx.insert(BriefRow, { ...brief, note: note ?? "", postBy: postBy ?? null });
}

export async function findBrief(
  tx: Tx,
  campaignId: string,
  version: number,
): Promise<BriefRow | undefined> {
  return (await tx.findOneBy(BriefRow, { campaignId, version })) ?? undefined;
}

/** Contents of the briefs that are in force, by campaign. */
export async function findBriefs(
  tx: Tx,
  rows: readonly CampaignRow[],
): Promise<Map<string, BriefContent>> {
  const found = await many<{ campaign_id: string; content: StoredBrief }>(
    tx,
    `SELECT b.campaign_id, b.content FROM briefs b
     JOIN campaigns c ON c.id = b.campaign_id AND c.brief_version = b.version
     WHERE c.id = ANY($1::uuid[])`,
    [rows.map((row) => row.id)],
  );
  return new Map(found.map((row) => [row.campaign_id, completeBrief(row.content)]));
}

export interface BriefVersion {
  id: string;
  version: number;
  content: StoredBrief;
  note: string;
  postBy: string | null;
  createdAt: Date;
}

/** Versions from `from` on, the newest first; `before` is the id of the last one shown. */
export async function listVersions(
  tx: Tx,
  campaignId: string,
  page: { from: number; before: string | null; limit: number },
): Promise<BriefVersion[]> {
  return await many<BriefVersion>(
    tx,
    `SELECT id, version, content, note, post_by::text AS "postBy", created_at AS "createdAt" FROM briefs
     WHERE campaign_id = $1 AND version >= $2
       AND ($3::uuid IS NULL OR version < (SELECT version FROM briefs WHERE id = $3 AND campaign_id = $1))
     ORDER BY version DESC LIMIT $4`,
    [campaignId, page.from, page.before, page.limit],
  );
}

/** An example of one of the versions from `from` on. */
export async function findExample(
  tx: Tx,
  campaignId: string,
  mediaId: string,
  from: number,
): Promise<{ sha256: string; contentType: MediaType } | undefined> {
  return await maybeOne(
    tx,
    `SELECT m.stored_sha256 AS sha256, m.content_type AS "contentType" FROM media m
     WHERE m.id = $2::uuid AND EXISTS (
       SELECT FROM briefs b WHERE b.campaign_id = $1 AND b.version >= $3
         AND b.content -> 'brief' -> 'exampleMediaIds' ? m.id::text)`,
    [campaignId, mediaId, from],
  );
}

/** Which of these files the brand may show: uploaded by its people, or shown by it before. */
export async function ownExamples(
  tx: Tx,
  brandId: string,
  mediaIds: readonly string[],
): Promise<Set<string>> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT m.id FROM media m WHERE m.id = ANY($2::uuid[]) AND (
       EXISTS (SELECT FROM brand_members p WHERE p.brand_id = $1 AND p.user_id = m.owner_id)
       OR EXISTS (SELECT FROM briefs b JOIN campaigns c ON c.id = b.campaign_id
                  WHERE c.brand_id = $1 AND b.content -> 'brief' -> 'exampleMediaIds' ? m.id::text))`,
    [brandId, mediaIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** How many versions there are from `from` on. */
export async function countVersions(tx: Tx, campaignId: string, from: number): Promise<number> {
  const { count } = await one<{ count: number }>(
    tx,
    "SELECT count(*)::int AS count FROM briefs WHERE campaign_id = $1 AND version >= $2",
    [campaignId, from],
  );
  return count;
}
