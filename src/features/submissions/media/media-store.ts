import { In } from "typeorm";
import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import type { PreviewSize } from "../../../platform/files/pictures";
import type { KeptPreview } from "../../../platform/files/received-media";
import { MediaPreviewRow, MediaRow } from "./media-row";

type NewMedia = Omit<MediaRow, "createdAt" | "altText" | "posterMediaId">;

/** Notes an upload. The same owner uploading the same bytes again finds the first note. */
export async function insertMedia(tx: Tx, media: NewMedia): Promise<MediaRow | null> {
  await exec(
    tx,
    `INSERT INTO media (id, owner_id, sha256, stored_sha256, content_type, bytes_count, width, height, duration_ms,
       picture_hash, crop_hashes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (owner_id, sha256) DO NOTHING`,
    [
      media.id,
      media.ownerId,
      media.sha256,
      media.storedSha256,
      media.contentType,
      media.bytesCount,
      media.width,
      media.height,
      media.durationMs,
      media.pictureHash,
      media.cropHashes,
    ],
  );
  return await findUpload(tx, media.ownerId, media.sha256);
}

export async function insertPreviews(
  tx: Tx,
  mediaId: string,
  previews: readonly KeptPreview[],
): Promise<void> {
  for (const preview of previews) await tx.insert(MediaPreviewRow, { mediaId, ...preview });
}

/** What somebody uploaded before, by the hash of the file that came. */
export async function findUpload(
  tx: Tx,
  ownerId: string,
  sha256: string,
): Promise<MediaRow | null> {
  return await tx.findOneBy(MediaRow, { ownerId, sha256 });
}

export async function findMedia(tx: Tx, id: string): Promise<MediaRow | null> {
  return await tx.findOneBy(MediaRow, { id });
}

export async function findManyMedia(tx: Tx, ids: readonly string[]): Promise<MediaRow[]> {
  return ids.length === 0 ? [] : await tx.findBy(MediaRow, { id: In([...new Set(ids)]) });
}

/** The same, and nobody describes them anew before the transaction ends. */
export async function holdManyMedia(tx: Tx, ids: readonly string[]): Promise<MediaRow[]> {
  if (ids.length === 0) return [];
  return await tx.find(MediaRow, {
    where: { id: In([...new Set(ids)]) },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_read" },
  });
}

export async function lockMedia(tx: Tx, id: string): Promise<MediaRow | null> {
  return await tx.findOne(MediaRow, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export async function describeMedia(
  tx: Tx,
  id: string,
  description: Partial<Pick<MediaRow, "altText" | "posterMediaId">>,
): Promise<void> {
  await tx.update(MediaRow, { id }, description);
}

/** True when a brand reviews it or has decided about it; content that was sent back may be mended. */
export async function isInReview(tx: Tx, mediaId: string): Promise<boolean> {
  const found = await maybeOne(
    tx,
    `SELECT 1 FROM submission_versions v JOIN submissions s ON s.id = v.submission_id
     WHERE v.media_ids @> ARRAY[$1::uuid] AND s.status <> 'changes_requested' LIMIT 1`,
    [mediaId],
  );
  return found !== undefined;
}

export async function findPreview(
  tx: Tx,
  mediaId: string,
  size: PreviewSize,
): Promise<MediaPreviewRow | null> {
  return await tx.findOneBy(MediaPreviewRow, { mediaId, size });
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
