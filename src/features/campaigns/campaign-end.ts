/** How a campaign ends: cancelled with its live work, or settled when everything is done; the leftover goes back (L32). */
import { present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import { accounts, campaignSettled, lockBalances, post } from "../ledger";
import { campaignSteps } from "./campaign";
import { campaignEvents } from "./campaign-events";
import type { CampaignRow } from "./campaign-row";
import { lockModerated, stepOrRefuse, trace } from "./campaign-service";
import * as store from "./campaign-store";

/**
 * Cancels a campaign. Money that was set aside goes back to the brand's deposit (L32), in the same transaction when no
 * creator works on it. Otherwise the campaign is `cancelling` until each collaboration was ended and paid for what was
 * under way; see {@link finishCancelling}.
 * @throws ConflictError `campaign_state` when it is over.
 */
export async function cancelCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  const row = await lockModerated(tx, actor, campaignId);
  const { principal } = actor;
  if (await store.takeStep(tx, campaignId, campaignSteps.discard)) {
    await noteCancelled(tx, principal, campaignId);
    return;
  }
  // The step holds the row's lock: an acceptance that was under way has committed and is seen here, a later one fails.
  await stepOrRefuse(tx, campaignId, campaignSteps.beginCancelling);
  if (!(await store.hasLiveWork(tx, campaignId))) {
    await endCancelling(tx, principal, row);
    return;
  }
  await recordAudit(tx, trace(principal, campaignId, "campaign.cancelling"));
  await appendEvent(tx, campaignEvents.cancelling(campaignId));
}

async function noteCancelled(tx: Tx, principal: string, campaignId: string): Promise<void> {
  await recordAudit(tx, trace(principal, campaignId, "campaign.cancelled"));
  await appendEvent(tx, campaignEvents.cancelled(campaignId));
}

async function endCancelling(tx: Tx, principal: string, row: CampaignRow): Promise<void> {
  await returnLeftover(tx, row);
  await stepOrRefuse(tx, row.id, campaignSteps.finishCancelling);
  await noteCancelled(tx, principal, row.id);
}

/**
 * The last step of a cancellation, once no creator works on the campaign any more. Does nothing while it is too early or
 * when it was done before.
 * @param actor who is named in the audit trail, such as `system:end-campaign`.
 * @returns true when this call ended it.
 */
export async function finishCancelling(
  tx: Tx,
  campaignId: string,
  actor: string,
): Promise<boolean> {
  const row = await store.lockCampaign(tx, campaignId);
  if (row?.status !== "cancelling") return false;
  if (await store.hasLiveWork(tx, campaignId)) return false;
  await endCancelling(tx, actor, row);
  return true;
}

/** L32: what stands in the campaign's escrow becomes the brand's deposit again. */
async function returnLeftover(tx: Tx, row: CampaignRow): Promise<void> {
  const escrow = accounts.campaignEscrow(row.id);
  const amountMinor = (await lockBalances(tx, [escrow], row.currency)).get(escrow) ?? 0n;
  if (amountMinor === 0n) return;
  const { id: campaignId, brandId, currency } = row;
  const at = await databaseNow(tx);
  await post(tx, campaignSettled({ campaignId, brandId, currency, amountMinor, at }));
}

/**
 * Settles a closed campaign when every application has ended and every endorsement is payable; its leftover goes back
 * to the brand (L32). Does nothing while it is too early or when it was done before.
 * @param actor who is named in the audit trail, such as `system:settle-campaign`.
 * @returns true when this call settled it.
 */
export async function settleCampaign(tx: Tx, campaignId: string, actor: string): Promise<boolean> {
  if (!(await store.settleIfOver(tx, campaignId))) return false;
  const row = present(await store.findCampaign(tx, campaignId), `Campaign ${campaignId}`);
  await returnLeftover(tx, row);
  await recordAudit(tx, trace(actor, campaignId, "campaign.settled"));
  await appendEvent(tx, campaignEvents.settled(campaignId));
  return true;
}
