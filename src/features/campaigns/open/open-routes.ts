import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { toPage } from "../../../platform/http/pagination";
import { nicheWithNarrower } from "../../creators";
import type { Actor } from "../../identity";
import { listCampaigns, visitorSight } from "../campaign-store";
import { openCampaignContract } from "./open-schema";
import { openCampaignViews, showOpenCampaign } from "./open-view";

export function openCampaignRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof openCampaignContract, Actor>(openCampaignContract, {
    listOpenCampaigns: async ({ tx, query }) => {
      const { niche, ...filter } = query;
      const niches = niche && nicheWithNarrower(niche);
      const rows = await listCampaigns(tx, visitorSight, { ...filter, status: "open", niches });
      return toPage(await openCampaignViews(tx, rows), query.limit, (view) => view);
    },
    getOpenCampaign: async ({ tx, params }) => await showOpenCampaign(tx, params.campaignId),
  });
}
