/** The versions of a brief: which one is in force, who may read which, and what they show as examples. */
import { InvalidError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { endingOf } from "../../platform/files/content-type";
import type { MediaStore } from "../../platform/files/media-store";
import type { Download } from "../../platform/http/contract";
import { type Actor, isFinance, isMemberOf } from "../identity";
import { type BriefContent, completeBrief } from "./brief";
import * as store from "./brief-store";
import type { CampaignRow } from "./campaign-row";

/** The brief that is in force for a campaign. */
export async function readBrief(
  tx: Tx,
  { id, briefVersion }: Pick<CampaignRow, "id" | "briefVersion">,
): Promise<BriefContent> {
  const row = present(await store.findBrief(tx, id, briefVersion), `Brief of ${id}`);
  return completeBrief(row.content);
}

/** A brand reads all of its versions; for creators the history begins with the one that was opened. */
export function firstReadable(actor: Actor, row: CampaignRow): number {
  const isInside =
    isMemberOf(actor, row.brandId) || isFinance(actor) || actor.roles.has("operator");
  return isInside ? 1 : (row.openedBriefVersion ?? row.briefVersion);
}

/** @throws InvalidError `example_media_unknown` for a file that is not the brand's. */
export async function requireExamples(
  tx: Tx,
  brandId: string,
  mediaIds: readonly string[],
): Promise<void> {
  if (mediaIds.length === 0) return;
  const own = await store.ownExamples(tx, brandId, mediaIds);
  const at = mediaIds.findIndex((id) => !own.has(id));
  if (at < 0) return;
  const pointer = `/body/brief/exampleMediaIds/${at}`;
  throw new InvalidError("example_media_unknown", {}, { pointer });
}

/** A picture or video that the caller may see because a brief shows it. @throws NotFoundError otherwise. */
export async function downloadExample(
  tx: Tx,
  media: MediaStore,
  actor: Actor,
  { campaign, mediaId }: { campaign: CampaignRow; mediaId: string },
): Promise<Download> {
  const from = firstReadable(actor, campaign);
  const found = await store.findExample(tx, campaign.id, mediaId, from);
  if (!found) throw new NotFoundError();
  return {
    contentType: found.contentType,
    // A name of our own: what the sender called it may be anything.
    fileName: `${mediaId}.${endingOf(found.contentType)}`,
    content: await media.get(found.sha256),
  };
}
