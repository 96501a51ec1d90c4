import { money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract, type Call } from "../../platform/http/contract";
import { lostRace } from "../../platform/http/mount";
import { toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import { nicheWithNarrower } from "../creators";
import { type Actor, brandNames, isFinance, isMemberOf } from "../identity";
import { type BriefContent, platformFeeOf } from "./campaign";
import { cancelCampaign } from "./campaign-end";
import type { CampaignRow } from "./campaign-row";
import { campaignContract } from "./campaign-schema";
import * as campaigns from "./campaign-service";
import * as store from "./campaign-store";

interface Beside {
  content: BriefContent;
  brandName: string;
}

/** Budget and platform fee are the brand's own business: creators see their fee and nothing else about money. */
function campaignView(row: CampaignRow, { content, brandName }: Beside, actor: Actor) {
  const isInside =
    isMemberOf(actor, row.brandId) || isFinance(actor) || actor.roles.has("operator");
  const platformFeeMinor = platformFeeOf(row.feeMinor, row.platformFeeBasisPoints);
  return {
    id: row.id,
    brandId: row.brandId,
    brandName,
    title: row.title,
    status: row.status,
    compensation: row.compensation,
    currency: row.currency,
    budget: isInside ? moneyJson(row.budgetMinor, row.currency) : null,
    fee: moneyJson(row.feeMinor, row.currency),
    platformFee: isInside ? moneyJson(platformFeeMinor, row.currency) : null,
    creatorsMax: row.creatorsMax,
    acceptedCount: row.acceptedCount,
    applyBy: row.applyBy,
    postBy: row.postBy,
    brief: content.brief,
    deliverables: content.deliverables,
    requirements: content.requirements,
    briefVersion: row.briefVersion,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

async function showCampaign(tx: Tx, actor: Actor, campaignId: string) {
  const row = await campaigns.visibleCampaign(tx, actor, campaignId);
  const content = await campaigns.readBrief(tx, row);
  const names = await brandNames(tx, [row.brandId]);
  return campaignView(row, { content, brandName: names.get(row.brandId) ?? "" }, actor);
}

type Step = (tx: Tx, actor: Actor, campaignId: string) => Promise<void>;

const stepHandler =
  (step: Step) =>
  async ({ tx, actor, params }: Call<typeof campaignContract.publishCampaign, Actor>) => {
    await step(tx, actor, params.campaignId);
    return await showCampaign(tx, actor, params.campaignId);
  };

export function campaignRoutes(options: {
  /** Our fee on top of a creator's fee, in hundredths of a percent, for new campaigns. */
  platformFeeBasisPoints: number;
}): BoundOperation<Actor>[] {
  return bindContract<typeof campaignContract, Actor>(campaignContract, {
    createCampaign: async ({ tx, actor, body }) => {
      const { brandId, budget, fee, brief, deliverables, requirements, ...fields } = body;
      const nothing = money(0n, body.currency);
      const terms = {
        ...fields,
        budget: budget ? toMoney(budget) : nothing,
        fee: fee ? toMoney(fee) : nothing,
        content: { brief, deliverables, requirements },
      };
      const input = { brandId, terms };
      const id = await campaigns.createCampaign(tx, actor, input, options.platformFeeBasisPoints);
      return await showCampaign(tx, actor, id);
    },
    updateCampaign: async ({ tx, actor, params, body }) => {
      const { version, budget, fee, brief, deliverables, requirements, ...fields } = body;
      const isDone = await campaigns.updateCampaign(tx, actor, params.campaignId, version, {
        ...fields,
        budget: budget && toMoney(budget),
        fee: fee && toMoney(fee),
        content: {
          ...(brief && { brief }),
          ...(deliverables && { deliverables }),
          ...(requirements && { requirements }),
        },
      });
      const current = await showCampaign(tx, actor, params.campaignId);
      if (!isDone) throw lostRace(current);
      return current;
    },
    getCampaign: async ({ tx, actor, params }) => await showCampaign(tx, actor, params.campaignId),
    listCampaigns: async ({ tx, actor, query }) => {
      const { niche, ...filter } = query;
      const niches = niche && nicheWithNarrower(niche);
      const rows = await store.listCampaigns(tx, campaigns.sightOf(actor), { ...filter, niches });
      const contents = await store.findBriefs(tx, rows);
      const names = await brandNames(
        tx,
        rows.map((row) => row.brandId),
      );
      return toPage(rows, query.limit, (row) => {
        const content = contents.get(row.id) as BriefContent;
        return campaignView(row, { content, brandName: names.get(row.brandId) ?? "" }, actor);
      });
    },
    publishCampaign: stepHandler(campaigns.publishCampaign),
    pauseCampaign: stepHandler(campaigns.pauseCampaign),
    resumeCampaign: stepHandler(campaigns.resumeCampaign),
    closeCampaign: stepHandler(campaigns.closeCampaign),
    reviseCampaign: stepHandler(campaigns.reviseCampaign),
    cancelCampaign: stepHandler(cancelCampaign),
  });
}
