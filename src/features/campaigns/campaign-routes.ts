import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract, type Call } from "../../platform/http/contract";
import { lostRace } from "../../platform/http/mount";
import { toPage } from "../../platform/http/pagination";
import { nicheWithNarrower } from "../creators";
import type { Actor } from "../identity";
import { type BriefOptions, briefRoutes } from "./brief-routes";
import { cancelCampaign } from "./campaign-end";
import { campaignContract } from "./campaign-schema";
import * as campaigns from "./campaign-service";
import * as store from "./campaign-store";
import { patchOfBody, termsOfBody } from "./campaign-terms";
import { campaignViews, showCampaign } from "./campaign-view";
import { copyCampaign } from "./copy-service";
import { openCampaignRoutes } from "./open/open-routes";
import { outlineRoutes } from "./outlines/outline-routes";

type Step = (tx: Tx, actor: Actor, campaignId: string) => Promise<void>;

/** What every step brings, whatever its address. */
type StepCall = Pick<
  Call<typeof campaignContract.publishCampaign, Actor>,
  "tx" | "actor" | "params"
>;

const stepHandler =
  (step: Step) =>
  async ({ tx, actor, params }: StepCall) => {
    await step(tx, actor, params.campaignId);
    return await showCampaign(tx, actor, params.campaignId);
  };

export interface CampaignOptions extends BriefOptions {
  /** Our fee on top of a creator's fee, in hundredths of a percent, for new campaigns. */
  platformFeeBasisPoints: number;
}

export function campaignRoutes(options: CampaignOptions): BoundOperation<Actor>[] {
  const { platformFeeBasisPoints } = options;
  const operations = bindContract<typeof campaignContract, Actor>(campaignContract, {
    createCampaign: async ({ tx, actor, body }) => {
      const { brandId, ...terms } = body;
      const input = { brandId, terms: termsOfBody(terms) };
      const id = await campaigns.createCampaign(tx, actor, input, platformFeeBasisPoints);
      return await showCampaign(tx, actor, id);
    },
    copyCampaign: async ({ tx, actor, params, body }) => {
      const id = await copyCampaign(tx, actor, params.campaignId, body, platformFeeBasisPoints);
      return await showCampaign(tx, actor, id);
    },
    updateCampaign: async ({ tx, actor, params, body }) => {
      const { version, ...fields } = body;
      const patch = patchOfBody(fields);
      const isDone = await campaigns.updateCampaign(tx, actor, params.campaignId, version, patch);
      const current = await showCampaign(tx, actor, params.campaignId);
      if (!isDone) throw lostRace(current);
      return current;
    },
    getCampaign: async ({ tx, actor, params }) => await showCampaign(tx, actor, params.campaignId),
    listCampaigns: async ({ tx, actor, query }) => {
      const { niche, ...filter } = query;
      const niches = niche && nicheWithNarrower(niche);
      const rows = await store.listCampaigns(tx, campaigns.sightOf(actor), { ...filter, niches });
      const views = await campaignViews(tx, actor, rows);
      return toPage(views, query.limit, (view) => view);
    },
    publishCampaign: stepHandler(campaigns.publishCampaign),
    pauseCampaign: stepHandler(campaigns.pauseCampaign),
    resumeCampaign: stepHandler(campaigns.resumeCampaign),
    closeCampaign: stepHandler(campaigns.closeCampaign),
    reviseCampaign: stepHandler(campaigns.reviseCampaign),
    cancelCampaign: stepHandler(cancelCampaign),
  });
  return [
    ...operations,
    ...briefRoutes(options),
    ...outlineRoutes(options),
    ...openCampaignRoutes(),
  ];
}
