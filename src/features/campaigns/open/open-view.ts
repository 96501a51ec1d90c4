/** Open campaigns for people who are not logged in. */
import { NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { brandNames } from "../../identity";
import type { BriefContent } from "../brief";
import * as briefs from "../brief-store";
import type { CampaignRow } from "../campaign-row";
import * as store from "../campaign-store";

function openView(row: CampaignRow, { brief, ...content }: BriefContent, brandName: string) {
  return {
    id: row.id,
    brandName,
    title: row.title,
    compensation: row.compensation,
    currency: row.currency,
    pricing: row.pricing,
    fee: row.pricing === "fixed" ? moneyJson(row.feeMinor, row.currency) : null,
    applyBy: row.applyBy,
    postBy: row.postBy,
    goal: brief.goal,
    productName: brief.product.name,
    productDescription: brief.product.description,
    deliverables: content.deliverables,
    requirements: content.requirements,
  };
}

export async function openCampaignViews(tx: Tx, rows: readonly CampaignRow[]) {
  const contents = await briefs.findBriefs(tx, rows);
  const names = await brandNames(
    tx,
    rows.map((row) => row.brandId),
  );
  return rows.map((row) =>
    openView(row, contents.get(row.id) as BriefContent, names.get(row.brandId) ?? ""),
  );
}

/** @throws NotFoundError for one that is not open, or for invited creators only. */
export async function showOpenCampaign(tx: Tx, campaignId: string) {
  const row = await store.findCampaign(tx, campaignId);
  if (row?.status !== "open" || row.visibility !== "public") throw new NotFoundError();
  const [view] = await openCampaignViews(tx, [row]);
  if (!view) throw new NotFoundError();
  return view;
}
