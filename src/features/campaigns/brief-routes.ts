import type { MediaStore } from "../../platform/files/media-store";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import { completeBrief, hashOfBrief } from "./brief";
import { downloadExample, firstReadable } from "./brief-service";
import { type BriefVersion, listVersions } from "./brief-store";
import { briefContract } from "./brief-versions-schema";
import type { CampaignRow } from "./campaign-row";
import { visibleCampaign } from "./campaign-service";

export interface BriefOptions {
  media: MediaStore;
}

function versionView(row: BriefVersion, campaign: CampaignRow) {
  const { id, version, note, postBy, createdAt } = row;
  const content = completeBrief(row.content);
  return {
    id,
    version,
    isInForce: version === campaign.briefVersion,
    ...content,
    postBy,
    note,
    hash: hashOfBrief(content),
    createdAt: createdAt.toISOString(),
  };
}

export function briefRoutes({ media }: BriefOptions): BoundOperation<Actor>[] {
  return bindContract<typeof briefContract, Actor>(briefContract, {
    listBriefVersions: async ({ tx, actor, params, query }) => {
      const campaign = await visibleCampaign(tx, actor, params.campaignId);
      const rows = await listVersions(tx, campaign.id, {
        from: firstReadable(actor, campaign),
        before: decodeCursor(query.cursor),
        limit: query.limit + 1,
      });
      return toPage(rows, query.limit, (row) => versionView(row, campaign));
    },
    getBriefExample: async ({ tx, actor, params }) => {
      const campaign = await visibleCampaign(tx, actor, params.campaignId);
      return await downloadExample(tx, media, actor, { campaign, mediaId: params.mediaId });
    },
  });
}
