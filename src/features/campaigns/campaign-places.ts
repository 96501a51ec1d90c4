/** What applications and funding need of a campaign while they do their own work in the same transaction. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { requireNotFrozen } from "./brand-freeze";
import { campaignSteps, paysMoney } from "./campaign";
import { campaignEvents } from "./campaign-events";
import type { CampaignRow } from "./campaign-row";
import * as store from "./campaign-store";

/**
 * Counts one more accepted creator in. The last place of a campaign can be taken once, however many try.
 * @returns the campaign after that.
 * @throws ConflictError `campaign_not_open`, `campaign_full` or `brand_frozen`; NotFoundError when there is no such
 * campaign.
 */
export async function takePlace(tx: Tx, campaignId: string): Promise<CampaignRow> {
  const isTaken = await store.countOneIn(tx, campaignId);
  const row = await store.findCampaign(tx, campaignId);
  if (!row) throw new NotFoundError();
  if (isTaken) {
    if (paysMoney(row.compensation)) await requireNotFrozen(tx, row.brandId);
    return row;
  }
  throw new ConflictError(row.status === "open" ? "campaign_full" : "campaign_not_open");
}

/** Gives a place back that {@link takePlace} took. */
export async function freePlace(tx: Tx, campaignId: string): Promise<void> {
  invariant(await store.countOneOut(tx, campaignId), `Campaign ${campaignId} has no place to free`);
}

/**
 * Keeps the campaign open until the caller's transaction ends, for applying and offering.
 * @throws ConflictError `campaign_not_open`; NotFoundError when there is no such campaign.
 */
export async function holdOpen(tx: Tx, campaignId: string): Promise<CampaignRow> {
  const status = await store.lockShared(tx, campaignId);
  if (status === undefined) throw new NotFoundError();
  if (status !== "open") throw new ConflictError("campaign_not_open");
  return present(await store.findCampaign(tx, campaignId), `Campaign ${campaignId}`);
}

/** @throws ConflictError `campaign_apply_by_passed` when nobody could apply any more. */
export async function requireApplyBy(tx: Tx, { applyBy }: CampaignRow): Promise<void> {
  if (applyBy < (await store.databaseToday(tx)))
    throw new ConflictError("campaign_apply_by_passed");
}

/**
 * A draft begins to wait for its money.
 * @returns false when it is no draft.
 * @throws ConflictError `campaign_apply_by_passed`: money would be set aside for nothing.
 */
export async function beginFunding(tx: Tx, campaign: CampaignRow, actor: string): Promise<boolean> {
  const { id: campaignId } = campaign;
  await requireApplyBy(tx, campaign);
  if (!(await store.takeStep(tx, campaignId, campaignSteps.beginFunding))) return false;
  await recordAudit(tx, {
    actor,
    action: "campaign.funding_requested",
    objectType: "campaign",
    objectId: campaignId,
  });
  return true;
}

/** The budget is set aside; the caller has posted it (L6). @returns false when it does not wait for money. */
export async function markFunded(tx: Tx, campaignId: string, actor: string): Promise<boolean> {
  if (!(await store.takeStep(tx, campaignId, campaignSteps.fund))) return false;
  await recordAudit(tx, {
    actor,
    action: "campaign.funded",
    objectType: "campaign",
    objectId: campaignId,
  });
  await appendEvent(tx, campaignEvents.funded(campaignId));
  return true;
}
