import type { Tx } from "../../platform/db/sql";
import type { Actor } from "../identity";
import type { BriefContent } from "./brief";
import { readBrief } from "./brief-service";
import { createCampaign, ownCampaign } from "./campaign-service";
import { termsOfRow } from "./campaign-terms";

/** The same promises without days of their own, which belong to the campaign they were written for. */
export function withoutDays(content: BriefContent): BriefContent {
  const deliverables = content.deliverables.map(({ platform, kind, quantity }) => ({
    platform,
    kind,
    quantity,
  }));
  return { ...content, deliverables };
}

/**
 * Drafts a campaign like another one of the same brand, whatever became of that. The platform fee is today's.
 * @throws as `createCampaign`; NotFoundError for a foreign campaign.
 */
export async function copyCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  changes: { title?: string | undefined; applyBy: string; postBy: string },
  platformFeeBasisPoints: number,
): Promise<string> {
  const row = await ownCampaign(tx, actor, campaignId);
  const { title, ...terms } = termsOfRow(row, withoutDays(await readBrief(tx, row)));
  const { applyBy, postBy } = changes;
  const input = { ...terms, title: changes.title ?? title, applyBy, postBy };
  return await createCampaign(
    tx,
    actor,
    { brandId: row.brandId, terms: input },
    platformFeeBasisPoints,
  );
}
