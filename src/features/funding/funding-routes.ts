import { NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import { findCampaign, ownCampaign } from "../campaigns";
import { type Actor, brandNames, isFinance, requireBrand } from "../identity";
import { fundCampaign, takeBackFunding } from "./campaign-funding-service";
import { visibleBrands, visibleDeposit } from "./deposit-service";
import { listDeposits } from "./deposit-store";
import type { Funding } from "./funding-factory";
import { fundingContract } from "./funding-schema";
import {
  depositViews,
  refundViews,
  showBrandBalance,
  showCampaignFunding,
  showDeposit,
  showRefund,
} from "./funding-view";
import { declineRefund, visibleRefund } from "./refund-service";
import { listRefunds } from "./refund-store";

/** @throws NotFoundError for a brand that is neither the caller's nor, for finance, any at all. */
async function requireVisibleBrand(tx: Tx, actor: Actor, brandId: string): Promise<void> {
  if (!isFinance(actor)) return requireBrand(actor, brandId);
  if (!(await brandNames(tx, [brandId])).has(brandId)) throw new NotFoundError();
}

async function campaignFunding(tx: Tx, campaignId: string) {
  const campaign = present(await findCampaign(tx, campaignId), `Campaign ${campaignId}`);
  return await showCampaignFunding(tx, campaign);
}

export function fundingRoutes(funding: Funding): BoundOperation<Actor>[] {
  return bindContract<typeof fundingContract, Actor>(fundingContract, {
    createDeposit: async ({ tx, actor, params, body, idempotencyKey }) => {
      const deposit = await funding.createDeposit(actor, {
        brandId: params.brandId,
        method: body.method,
        amount: toMoney(body.amount),
        requestKey: present(idempotencyKey, "Idempotency-Key"),
      });
      return await showDeposit(tx, deposit, actor);
    },
    listDeposits: async ({ tx, actor, query }) => {
      const rows = await listDeposits(tx, visibleBrands(actor), query);
      return toPage(rows, query.limit, await depositViews(tx, rows, actor));
    },
    getDeposit: async ({ tx, actor, params }) =>
      await showDeposit(tx, await visibleDeposit(tx, actor, params.depositId), actor),
    getBrandBalance: async ({ tx, actor, params }) => {
      await requireVisibleBrand(tx, actor, params.brandId);
      return await showBrandBalance(tx, params.brandId);
    },
    fundCampaign: async ({ tx, actor, params, body }) => {
      await fundCampaign(tx, actor, params.campaignId, body.amount && toMoney(body.amount));
      return await campaignFunding(tx, params.campaignId);
    },
    getCampaignFunding: async ({ tx, actor, params }) => {
      if (!isFinance(actor)) await ownCampaign(tx, actor, params.campaignId);
      const campaign = await findCampaign(tx, params.campaignId);
      if (!campaign) throw new NotFoundError();
      return await showCampaignFunding(tx, campaign);
    },
    takeBackFunding: async ({ tx, actor, params, body }) => {
      await takeBackFunding(tx, actor, params.campaignId, toMoney(body.amount));
      return await campaignFunding(tx, params.campaignId);
    },
    requestRefund: async ({ tx, actor, params, body }) => {
      const amount = toMoney(body.amount);
      const id = await funding.requestRefund(tx, actor, { brandId: params.brandId, amount });
      return await showRefund(tx, await visibleRefund(tx, actor, id), actor);
    },
    listRefunds: async ({ tx, actor, query }) => {
      const rows = await listRefunds(tx, visibleBrands(actor), query);
      return toPage(rows, query.limit, await refundViews(tx, rows, actor));
    },
    getRefund: async ({ tx, actor, params }) =>
      await showRefund(tx, await visibleRefund(tx, actor, params.refundId), actor),
    approveRefund: async ({ tx, actor, params }) => {
      await funding.approveRefund(tx, actor, params.refundId);
      return await showRefund(tx, await visibleRefund(tx, actor, params.refundId), actor);
    },
    declineRefund: async ({ tx, actor, params, body }) => {
      await declineRefund(tx, actor, params.refundId, body.reason);
      return await showRefund(tx, await visibleRefund(tx, actor, params.refundId), actor);
    },
  });
}
