import { AppError, ConflictError, InvalidError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { present } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { endingOf, isPictureType } from "../../../platform/files/content-type";
import type { SpooledFile } from "../../../platform/files/file-store";
import type { MediaStore } from "../../../platform/files/media-store";
import { type PreviewSize, pixelsMax } from "../../../platform/files/pictures";
import {
  type KeptMedia,
  type MediaKeeper,
  type MediaRefusal,
  pictureBytesMax,
  receiveMedia,
  videoBytesMax,
} from "../../../platform/files/received-media";
import type { Download } from "../../../platform/http/contract";
import { recordAudit } from "../../audit";
import { findCampaign } from "../../campaigns";
import { type Actor, isMemberOf, userIdOf } from "../../identity";
import type { MediaRow } from "./media-row";
import * as store from "./media-store";

const pointer = "/body/file";
/** What stands under an address never changes, but whoever leaves a brand should not see it for long. */
const keptSeconds = 300;
/** Numbers people read. */
const megapixelsMax = pixelsMax / 1_000_000;
const megabyte = 1024 * 1024;

function refusal(reason: MediaRefusal["reason"]): AppError {
  switch (reason) {
    case "unsupported":
      return new InvalidError("media_type_unsupported", {}, { pointer });
    case "unreadable":
      return new InvalidError("media_unreadable", {}, { pointer });
    case "too_many_pixels":
      return new InvalidError("picture_too_large", { max: megapixelsMax }, { pointer });
    case "has_positions":
      return new InvalidError("video_has_positions", {}, { pointer });
    case "too_many_bytes": {
      const limits = { pictures: pictureBytesMax / megabyte, videos: videoBytesMax / megabyte };
      return new AppError(413, "media_too_large", limits, { pointer });
    }
  }
}

async function note(
  tx: Tx,
  actor: Actor,
  kept: KeptMedia,
  { sha256, bytesCount }: SpooledFile,
): Promise<MediaRow> {
  const { contentType, width, height, durationMs, looks, previews } = kept;
  const id = newId();
  const stored = await store.insertMedia(tx, {
    id,
    ownerId: userIdOf(actor),
    sha256,
    storedSha256: kept.sha256,
    contentType,
    bytesCount: kept.bytesCount,
    width,
    height,
    durationMs,
    pictureHash: looks?.whole ?? null,
    cropHashes: [...(looks?.crops ?? [])],
  });
  const row = present(stored, "The uploaded media");
  if (row.id !== id) return row;
  await store.insertPreviews(tx, id, previews);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "media.uploaded",
    objectType: "media",
    objectId: id,
    details: { contentType, bytesCount, sha256, storedSha256: kept.sha256 },
  });
  return row;
}

/**
 * Keeps what is good of an uploaded file. The bytes are stored before the row, with no transaction open; a crash between
 * the two leaves bytes nobody refers to, and the next try finds them.
 * @throws InvalidError by what the bytes are, not by what they are called; AppError 413 by how many there are.
 */
export async function uploadMedia(
  unitOfWork: UnitOfWork,
  keeper: MediaKeeper,
  actor: Actor,
  file: SpooledFile,
): Promise<MediaRow> {
  const known = await store.findUpload(unitOfWork.reader, userIdOf(actor), file.sha256);
  if (known) return known;
  const received = await receiveMedia(keeper, file);
  if (received.kind === "refused") throw refusal(received.reason);
  return await unitOfWork.run((tx) => note(tx, actor, received, file));
}

async function maySee(tx: Tx, actor: Actor, media: MediaRow): Promise<boolean> {
  if (media.ownerId === actor.userId) return true;
  if (actor.memberships.length === 0) return false;
  for (const campaignId of await store.campaignsWithMedia(tx, media.id)) {
    const campaign = await findCampaign(tx, campaignId);
    if (campaign && isMemberOf(actor, campaign.brandId)) return true;
  }
  return false;
}

async function seeMedia(tx: Tx, actor: Actor, mediaId: string): Promise<MediaRow> {
  const row = await store.findMedia(tx, mediaId);
  if (!row || !(await maySee(tx, actor, row))) throw new NotFoundError();
  return row;
}

/** A file for its owner and for brands it was handed in to. @throws NotFoundError for anybody else. */
export async function downloadMedia(
  tx: Tx,
  media: MediaStore,
  actor: Actor,
  mediaId: string,
): Promise<Download> {
  return { ...(await bytesOf(media, await seeMedia(tx, actor, mediaId))), keptSeconds };
}

/** A small copy of a picture, or of the picture that stands for a video. @throws NotFoundError when there is none. */
export async function downloadPreview(
  tx: Tx,
  media: MediaStore,
  actor: Actor,
  { mediaId, size }: { mediaId: string; size: PreviewSize },
): Promise<Download> {
  const { id, posterMediaId } = await seeMedia(tx, actor, mediaId);
  const preview = await store.findPreview(tx, posterMediaId ?? id, size);
  if (!preview) throw new NotFoundError();
  return {
    contentType: "image/webp",
    fileName: `${id}-${size}.webp`,
    content: await media.get(preview.sha256),
    isInline: true,
    keptSeconds,
  };
}

/** A file for a caller who was let in otherwise. @throws NotFoundError when there is none. */
export async function readMedia(tx: Tx, media: MediaStore, mediaId: string): Promise<Download> {
  const row = await store.findMedia(tx, mediaId);
  if (!row) throw new NotFoundError();
  return await bytesOf(media, row);
}

async function bytesOf(media: MediaStore, row: MediaRow): Promise<Download> {
  return {
    contentType: row.contentType,
    // A name of our own: what the sender called it may be anything.
    fileName: `${row.id}.${endingOf(row.contentType)}`,
    content: await media.get(row.storedSha256),
  };
}

export interface Description {
  altText?: string | null | undefined;
  posterMediaId?: string | null | undefined;
}

async function requirePoster(tx: Tx, media: MediaRow, posterId: string): Promise<void> {
  const at = { pointer: "/body/posterMediaId" };
  if (isPictureType(media.contentType)) throw new InvalidError("poster_needs_video", {}, at);
  const poster = await store.findMedia(tx, posterId);
  if (poster?.ownerId !== media.ownerId) throw new InvalidError("media_unknown", {}, at);
  if (!isPictureType(poster.contentType)) throw new InvalidError("poster_is_no_picture", {}, at);
}

/**
 * The owner says in words what a file shows, or which picture stands for a video.
 * @throws ConflictError `media_in_review`; InvalidError for a picture that is not the caller's; NotFoundError.
 */
export async function describeMedia(
  tx: Tx,
  actor: Actor,
  mediaId: string,
  { altText, posterMediaId }: Description,
): Promise<MediaRow> {
  const media = await store.lockMedia(tx, mediaId);
  if (!media || media.ownerId !== actor.userId) throw new NotFoundError();
  if (await store.isInReview(tx, mediaId)) throw new ConflictError("media_in_review");
  if (posterMediaId) await requirePoster(tx, media, posterMediaId);
  const changes = {
    ...(altText === undefined ? {} : { altText }),
    ...(posterMediaId === undefined ? {} : { posterMediaId }),
  };
  if (Object.keys(changes).length > 0) await store.describeMedia(tx, mediaId, changes);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "media.described",
    objectType: "media",
    objectId: mediaId,
    details: { altText: altText ?? null, posterMediaId: posterMediaId ?? null },
  });
  return present(await store.findMedia(tx, mediaId), "The described media");
}
