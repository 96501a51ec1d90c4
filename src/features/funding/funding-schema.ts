import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  positiveMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { campaignTransitions } from "../campaigns";
import { depositMethods, depositTransitions } from "./deposit";
import { refundPartTransitions, refundTransitions } from "./refund";

const reasonLengthMax = 500;

function namesOf<S extends string>(table: Readonly<Record<S, unknown>>) {
  return z.enum(Object.keys(table) as [S, ...S[]]);
}

const depositStatusSchema = namesOf(depositTransitions);
const refundStatusSchema = namesOf(refundTransitions);

const depositSchema = z
  .strictObject({
    id: idSchema,
    brandId: idSchema,
    brandName: z.string(),
    method: z.enum(depositMethods),
    amount: moneySchema,
    status: depositStatusSchema,
    referenceCode: z.string().nullable().meta({
      description: "For a bank transfer: quote it in the payment's text",
    }),
    checkoutUrl: z.string().nullable().meta({ description: "Where to pay, while it can be paid" }),
    fee: moneySchema.nullable().meta({
      description: "What the payment service kept; for finance only",
    }),
    problem: z.string().nullable().meta({ description: "Why it failed, in the service's word" }),
    createdAt: timeSchema,
    expiresAt: timeSchema,
    capturedAt: timeSchema.nullable(),
  })
  .meta({ id: "Deposit" });

const refundSchema = z
  .strictObject({
    id: idSchema,
    brandId: idSchema,
    brandName: z.string(),
    amount: moneySchema,
    status: refundStatusSchema,
    requestedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
    declineReason: z.string().nullable(),
    createdAt: timeSchema,
    parts: z.array(
      z.strictObject({
        id: idSchema,
        depositId: idSchema,
        method: z.enum(depositMethods),
        amount: moneySchema,
        status: namesOf(refundPartTransitions),
        providerRefundId: z.string().nullable(),
        problem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Refund", description: "Money given back over one or several deposits" });

const campaignFundingSchema = z
  .strictObject({
    campaignId: idSchema,
    status: namesOf(campaignTransitions),
    budget: moneySchema,
    funded: moneySchema.meta({ description: "Set aside so far, less what was taken back" }),
    escrow: moneySchema.meta({ description: "Set aside and free" }),
    reserved: moneySchema.meta({ description: "Promised to creators" }),
    missing: moneySchema.nullable().meta({
      description: "What the deposit lacks before a waiting campaign can be funded",
    }),
  })
  .meta({ id: "CampaignFunding" });

const brandBalanceSchema = z
  .strictObject({
    brandId: idSchema,
    balances: z.array(
      z.strictObject({
        currency: currencySchema,
        deposit: moneySchema.meta({ description: "Free: for campaigns or to be given back" }),
        escrow: moneySchema.meta({ description: "Set aside for campaigns and free in them" }),
        reserved: moneySchema.meta({ description: "Promised to creators" }),
        campaigns: z.array(
          z.strictObject({
            campaignId: idSchema,
            title: z.string(),
            escrow: moneySchema,
            reserved: moneySchema,
          }),
        ),
      }),
    ),
  })
  .meta({ id: "BrandBalance" });

const brandParams = z.strictObject({ brandId: idSchema });
const campaignParams = z.strictObject({ campaignId: idSchema });
const refundParams = z.strictObject({ refundId: idSchema });

const depositOperations = {
  createDeposit: {
    method: "post",
    path: "/v1/brands/{brandId}/deposits",
    summary: "Bring money in: pay at `checkoutUrl`, or transfer it quoting `referenceCode`",
    tag: "funding",
    permission: "funding.deposit",
    status: 201,
    idempotency: "required",
    work: "steps",
    params: brandParams,
    body: z.strictObject({ method: z.enum(depositMethods), amount: positiveMoneySchema }),
    response: depositSchema,
    problems: ["method_unavailable", "deposit_refused", "deposit_currency_unsupported"],
  },
  listDeposits: {
    method: "get",
    path: "/v1/deposits",
    summary: "Deposits of your brands, or of all for finance",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      brandId: idSchema.optional(),
      status: depositStatusSchema.optional(),
    }),
    response: pageOf(depositSchema),
  },
  getDeposit: {
    method: "get",
    path: "/v1/deposits/{depositId}",
    summary: "One deposit",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    params: z.strictObject({ depositId: idSchema }),
    response: depositSchema,
  },
  getBrandBalance: {
    method: "get",
    path: "/v1/brands/{brandId}/balance",
    summary: "What a brand has here: free, set aside, promised",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    params: brandParams,
    response: brandBalanceSchema,
  },
} as const satisfies Contract;

const campaignOperations = {
  fundCampaign: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/funding",
    summary: "Set the budget aside; it waits while the deposit lacks money. Later: add `amount`",
    tag: "funding",
    permission: "campaign.manage",
    status: 200,
    idempotency: "required",
    params: campaignParams,
    body: z.strictObject({ amount: positiveMoneySchema.optional() }),
    response: campaignFundingSchema,
    problems: [
      "balance_insufficient",
      "campaign_state",
      "campaign_pays_no_money",
      "campaign_apply_by_passed",
    ],
  },
  getCampaignFunding: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/funding",
    summary: "A campaign's money",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    params: campaignParams,
    response: campaignFundingSchema,
  },
  takeBackFunding: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/funding/withdrawals",
    summary: "Take money that is promised to nobody back into the deposit",
    tag: "funding",
    permission: "campaign.manage",
    status: 200,
    idempotency: "required",
    params: campaignParams,
    body: z.strictObject({ amount: positiveMoneySchema }),
    response: campaignFundingSchema,
    problems: ["balance_insufficient", "campaign_state"],
  },
} as const satisfies Contract;

const refundOperations = {
  requestRefund: {
    method: "post",
    path: "/v1/brands/{brandId}/refunds",
    summary: "Ask for unspent money back",
    tag: "funding",
    permission: "funding.refund.request",
    status: 201,
    idempotency: "required",
    params: brandParams,
    body: z.strictObject({ amount: positiveMoneySchema }),
    response: refundSchema,
    problems: [
      "balance_insufficient",
      "refund_exceeds_deposits",
      "refund_needs_bank",
      "brand_frozen",
    ],
  },
  listRefunds: {
    method: "get",
    path: "/v1/refunds",
    summary: "Refunds of your brands, or of all for finance",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      brandId: idSchema.optional(),
      status: refundStatusSchema.optional(),
    }),
    response: pageOf(refundSchema),
  },
  getRefund: {
    method: "get",
    path: "/v1/refunds/{refundId}",
    summary: "One refund",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    params: refundParams,
    response: refundSchema,
  },
  approveRefund: {
    method: "post",
    path: "/v1/refunds/{refundId}/approve",
    summary: "Approve somebody else's request; the money leaves the deposit and is sent",
    tag: "funding",
    permission: "funding.refund.approve",
    status: 200,
    idempotency: "required",
    params: refundParams,
    response: refundSchema,
    problems: [
      "payouts_paused",
      "books_violated",
      "refund_state",
      "same_person",
      "balance_insufficient",
      "refund_exceeds_deposits",
      "refund_needs_bank",
      "method_unavailable",
      "brand_frozen",
    ],
  },
  declineRefund: {
    method: "post",
    path: "/v1/refunds/{refundId}/decline",
    summary: "Decline somebody else's request",
    tag: "funding",
    permission: "funding.refund.approve",
    status: 200,
    params: refundParams,
    body: z.strictObject({ reason: paragraphSchema(reasonLengthMax) }),
    response: refundSchema,
    problems: ["refund_state", "same_person"],
  },
} as const satisfies Contract;

export const fundingContract = {
  ...depositOperations,
  ...campaignOperations,
  ...refundOperations,
} as const satisfies Contract;
