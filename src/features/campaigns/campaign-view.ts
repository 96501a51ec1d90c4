import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { type Actor, brandNames, isFinance, isMemberOf } from "../identity";
import type { BriefContent } from "./brief";
import { readBrief } from "./brief-service";
import * as briefs from "./brief-store";
import { platformFeeOf } from "./campaign";
import type { CampaignRow } from "./campaign-row";
import { visibleCampaign } from "./campaign-service";

interface Beside {
  content: BriefContent;
  brandName: string;
}

function bidRangeView({ pricing, bidMinMinor, bidMaxMinor, currency }: CampaignRow) {
  if (pricing === "fixed") return null;
  const limit = (amountMinor: bigint | null) =>
    amountMinor === null ? null : moneyJson(amountMinor, currency);
  return { min: limit(bidMinMinor), max: limit(bidMaxMinor) };
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
    pricing: row.pricing,
    fee: moneyJson(row.feeMinor, row.currency),
    bidRange: bidRangeView(row),
    visibility: row.visibility,
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

/** One campaign as the caller may see it. @throws NotFoundError otherwise. */
export async function showCampaign(tx: Tx, actor: Actor, campaignId: string) {
  const row = await visibleCampaign(tx, actor, campaignId);
  const content = await readBrief(tx, row);
  const names = await brandNames(tx, [row.brandId]);
  return campaignView(row, { content, brandName: names.get(row.brandId) ?? "" }, actor);
}

export async function campaignViews(tx: Tx, actor: Actor, rows: readonly CampaignRow[]) {
  const contents = await briefs.findBriefs(tx, rows);
  const names = await brandNames(
    tx,
    rows.map((row) => row.brandId),
  );
  return rows.map((row) => {
    const content = contents.get(row.id) as BriefContent;
    return campaignView(row, { content, brandName: names.get(row.brandId) ?? "" }, actor);
  });
}
