import { InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { endingOf, sniffMediaType } from "../../platform/files/content-type";
import type { MediaStore } from "../../platform/files/media-store";
import type { Download } from "../../platform/http/contract";
import { recordAudit } from "../audit";
import { findCampaign } from "../campaigns";
import { type Actor, isMemberOf, userIdOf } from "../identity";
import type { MediaRow } from "./submission-row";
import * as store from "./submission-store";

/**
 * Keeps an uploaded file. The bytes are stored before the row, with no transaction open; a crash between the two leaves
 * bytes nobody refers to, and the next try finds them.
 * @throws InvalidError `media_type_unsupported` by what the bytes are, not by what they are called.
 */
export async function uploadMedia(
  unitOfWork: UnitOfWork,
  media: MediaStore,
  actor: Actor,
  bytes: Buffer,
): Promise<MediaRow> {
  const contentType = await sniffMediaType(bytes);
  if (!contentType) throw new InvalidError("media_type_unsupported", {}, { pointer: "/body/file" });
  const { sha256 } = await media.put(bytes);
  return await unitOfWork.run(async (tx) => {
    const entry = { id: newId(), ownerId: userIdOf(actor), sha256, contentType };
    const stored = await store.insertMedia(tx, { ...entry, bytesCount: bytes.length });
    const row = present(stored, "The uploaded media");
    if (row.id === entry.id) {
      await recordAudit(tx, {
        actor: actor.principal,
        action: "media.uploaded",
        objectType: "media",
        objectId: row.id,
        details: { contentType, bytesCount: bytes.length, sha256 },
      });
    }
    return row;
  });
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

/** A file for its owner and for brands it was handed in to. @throws NotFoundError for anybody else. */
export async function downloadMedia(
  tx: Tx,
  media: MediaStore,
  actor: Actor,
  mediaId: string,
): Promise<Download> {
  const row = await store.findMedia(tx, mediaId);
  if (!row || !(await maySee(tx, actor, row))) throw new NotFoundError();
  return await bytesOf(media, row);
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
    content: await media.get(row.sha256),
  };
}
