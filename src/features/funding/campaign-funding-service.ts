/** Money of a brand set aside for its campaigns, and taken back (L6). */
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { recordAudit } from "../audit";
import {
  beginFunding,
  type CampaignRow,
  type CampaignStatus,
  lockCampaign,
  lockOwnCampaign,
  markFunded,
  paysMoney,
} from "../campaigns";
import type { Actor } from "../identity";
import { accounts, campaignFunded, lockBalances, post, requireBalance } from "../ledger";
import * as store from "./campaign-funding-store";

const managers = ["brand_manager"] as const;

/** States in which a campaign has its money and may get more of it, or give some back. */
const fundedStates: ReadonlySet<CampaignStatus> = new Set(["funded", "open", "paused"]);

function stateError({ status }: CampaignRow): ConflictError {
  return new ConflictError("campaign_state", { status });
}

/** Locks the brand's deposit in the campaign's currency. @returns what it holds. */
async function lockDeposit(tx: Tx, campaign: CampaignRow): Promise<bigint> {
  const deposit = accounts.brandDeposit(campaign.brandId);
  return (await lockBalances(tx, [deposit], campaign.currency)).get(deposit) ?? 0n;
}

/** L6 in either direction, with its row; the ledger refuses what the source does not hold. */
async function moveMoney(
  tx: Tx,
  campaign: CampaignRow,
  amountMinor: bigint,
  actor: string,
): Promise<void> {
  const fundingId = newId();
  const { id: campaignId, brandId, currency } = campaign;
  await store.insertFunding(tx, {
    id: fundingId,
    campaignId,
    amountMinor,
    currency,
    createdBy: actor,
  });
  const at = await databaseNow(tx);
  await post(tx, campaignFunded({ brandId, campaignId, fundingId, amountMinor, currency, at }));
  await recordAudit(tx, {
    actor,
    action: amountMinor > 0n ? "campaign.money_set_aside" : "campaign.money_taken_back",
    objectType: "campaign",
    objectId: campaignId,
    details: { funding: fundingId, amountMinor: amountMinor.toString(), currency },
  });
}

/** Sets the budget aside if the deposit holds it. @returns false when it does not; nothing was changed then. */
async function fundIfCovered(tx: Tx, campaign: CampaignRow, actor: string): Promise<boolean> {
  if ((await lockDeposit(tx, campaign)) < campaign.budgetMinor) return false;
  await moveMoney(tx, campaign, campaign.budgetMinor, actor);
  return await markFunded(tx, campaign.id, actor);
}

function checkCurrency(campaign: CampaignRow, amount: Money): void {
  if (amount.currency === campaign.currency) return;
  throw new InvalidError("currency_mismatch", {}, { pointer: "/body/amount/currency" });
}

/**
 * Sets a campaign's budget aside from the brand's deposit. While the deposit does not hold it, the campaign waits and is
 * funded by itself as soon as money arrives. A campaign that has its money gets `amount` on top.
 * @throws ConflictError `balance_insufficient`, `campaign_state`, `campaign_pays_no_money`; InvalidError
 * `currency_mismatch`, `funding_amount_required`, `funding_amount_not_budget`.
 */
export async function fundCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  amount: Money | undefined,
): Promise<void> {
  const campaign = await lockOwnCampaign(tx, actor, campaignId, managers);
  if (!paysMoney(campaign.compensation)) throw new ConflictError("campaign_pays_no_money");
  if (amount) checkCurrency(campaign, amount);
  const pointer = "/body/amount";
  if (fundedStates.has(campaign.status)) {
    if (!amount) throw new InvalidError("funding_amount_required", {}, { pointer });
    requireBalance(await lockDeposit(tx, campaign), amount.amountMinor, "balance_insufficient");
    await moveMoney(tx, campaign, amount.amountMinor, actor.principal);
    return;
  }
  if (campaign.status !== "draft" && campaign.status !== "funding_pending") {
    throw stateError(campaign);
  }
  if (amount && amount.amountMinor !== campaign.budgetMinor) {
    throw new InvalidError("funding_amount_not_budget", {}, { pointer });
  }
  if (campaign.status === "draft") await beginFunding(tx, campaign, actor.principal);
  await fundIfCovered(tx, campaign, actor.principal);
}

/**
 * Takes money that is not reserved for anybody back into the brand's deposit.
 * @throws ConflictError `balance_insufficient` when more is reserved, `campaign_state` when the campaign is over.
 */
export async function takeBackFunding(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  amount: Money,
): Promise<void> {
  const campaign = await lockOwnCampaign(tx, actor, campaignId, managers);
  if (!fundedStates.has(campaign.status)) throw stateError(campaign);
  checkCurrency(campaign, amount);
  const escrow = accounts.campaignEscrow(campaignId);
  const held = (await lockBalances(tx, [escrow], campaign.currency)).get(escrow) ?? 0n;
  requireBalance(held, amount.amountMinor, "balance_insufficient");
  await moveMoney(tx, campaign, -amount.amountMinor, actor.principal);
}

/**
 * Funds the campaigns of a brand that wait for money, oldest first; one that is still too expensive does not keep a
 * smaller one waiting.
 * @returns ids of those that are funded now.
 */
export async function fundPendingCampaigns(
  unitOfWork: UnitOfWork,
  brandId: string,
): Promise<string[]> {
  const funded: string[] = [];
  for (const campaignId of await store.findWaitingCampaigns(unitOfWork.reader, brandId)) {
    const isFunded = await unitOfWork.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign?.status !== "funding_pending") return false;
      return await fundIfCovered(tx, campaign, "system:fund-campaigns");
    });
    if (isFunded) funded.push(campaignId);
  }
  return funded;
}
