import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  countrySchema,
  currencySchema,
  daySchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  positiveMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import { nicheSchema, platformSchema } from "../creators";
import {
  briefSchema,
  deliverableSpecsSchema,
  requirementsSchema,
  titleLengthMax,
} from "./brief-schema";
import { campaignTransitions, compensations, pricings, visibilities } from "./campaign";

const creatorsCountMax = 10_000;

const statusSchema = z.enum(Object.keys(campaignTransitions) as [keyof typeof campaignTransitions]);
const bidLimitSchema = positiveMoneySchema.nullable().default(null);

const bidRangeSchema = z.strictObject({ min: bidLimitSchema, max: bidLimitSchema }).meta({
  id: "BidRange",
  description: "Between what creators may name; null for no limit on that side",
});

/** Everything a brand decides about a campaign, field by field. */
export const termsFields = {
  title: lineSchema(titleLengthMax),
  compensation: z.enum(compensations),
  currency: currencySchema,
  budget: moneySchema
    .optional()
    .meta({ description: "Absent or zero when only products are given" }),
  pricing: z.enum(pricings).meta({
    description: "fixed: every creator is offered the fee; bids: creators name their price",
  }),
  fee: moneySchema.optional().meta({
    description: "Fee for each creator; absent or zero when creators name their price",
  }),
  bidRange: bidRangeSchema.optional(),
  visibility: z.enum(visibilities).meta({
    description: "invited: only creators whom the brand has invited know of the campaign",
  }),
  creatorsMax: z.int().min(1).max(creatorsCountMax),
  applyBy: daySchema.meta({ description: "Last day to apply, UTC" }),
  postBy: daySchema.meta({ description: "Last day to publish, UTC" }),
  brief: briefSchema,
  deliverables: deliverableSpecsSchema,
  requirements: requirementsSchema,
};

/** A whole campaign as a brand sends it; what earlier callers do not know of has a default. */
export const newCampaignSchema = z.strictObject({
  ...termsFields,
  pricing: termsFields.pricing.default("fixed"),
  visibility: termsFields.visibility.default("public"),
  requirements: requirementsSchema.prefault({}),
});

export const campaignSchema = z
  .strictObject({
    id: idSchema,
    brandId: idSchema,
    brandName: z.string(),
    title: z.string(),
    status: statusSchema,
    compensation: z.enum(compensations),
    currency: currencySchema,
    budget: moneySchema.nullable().meta({ description: "Only for the brand and for staff" }),
    pricing: z.enum(pricings),
    fee: moneySchema.meta({ description: "Zero when creators name their price" }),
    bidRange: z
      .strictObject({ min: moneySchema.nullable(), max: moneySchema.nullable() })
      .nullable()
      .meta({ description: "Null when the fee is fixed" }),
    visibility: z.enum(visibilities),
    platformFee: moneySchema.nullable().meta({
      description:
        "Our fee on top of one creator's fee, zero while that is open; only for the brand and for staff",
    }),
    creatorsMax: z.int(),
    acceptedCount: z.int(),
    applyBy: daySchema,
    postBy: daySchema,
    brief: briefSchema,
    deliverables: deliverableSpecsSchema,
    requirements: requirementsSchema,
    briefVersion: z.int(),
    version: z.int(),
    createdAt: timeSchema,
  })
  .meta({ id: "Campaign" });

export const campaignParams = z.strictObject({ campaignId: idSchema });

export const termsProblems = [
  "currency_mismatch",
  "campaign_apply_by_past",
  "campaign_dates_reversed",
  "deliverable_day_outside",
  "example_media_unknown",
  "campaign_money_unexpected",
  "campaign_fee_missing",
  "campaign_fee_unexpected",
  "bid_range_unexpected",
  "bid_range_reversed",
  "campaign_budget_too_small",
] as const;

/** The verb stays a literal in the type, so that clients are told each address and not a pattern. */
function step<V extends string>(
  verb: V,
  summary: string,
  permission: string,
  problems: readonly string[] = [],
) {
  return {
    method: "post",
    path: `/v1/campaigns/{campaignId}/${verb}`,
    summary,
    tag: "campaigns",
    permission,
    status: 200,
    params: campaignParams,
    response: campaignSchema,
    problems: ["campaign_state", ...problems],
  } as const;
}

export const campaignContract = {
  createCampaign: {
    method: "post",
    path: "/v1/campaigns",
    summary: "Draft a campaign with its brief",
    tag: "campaigns",
    permission: "campaign.write",
    status: 201,
    body: z.strictObject({
      brandId: idSchema.optional().meta({ description: "Needed when you act for several brands" }),
      ...newCampaignSchema.shape,
    }),
    response: campaignSchema,
    problems: termsProblems,
  },
  listCampaigns: {
    method: "get",
    path: "/v1/campaigns",
    summary: "Campaigns: a brand's own, the open ones for creators, all for staff",
    tag: "campaigns",
    permission: "campaign.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: statusSchema.optional(),
      brandId: idSchema.optional(),
      platform: platformSchema.optional(),
      niche: nicheSchema.optional().meta({ description: "This niche or a narrower one" }),
      country: countrySchema.optional().meta({ description: "Campaigns open to this country" }),
    }),
    response: pageOf(campaignSchema),
  },
  getCampaign: {
    method: "get",
    path: "/v1/campaigns/{campaignId}",
    summary: "One campaign",
    tag: "campaigns",
    permission: "campaign.read",
    status: 200,
    params: campaignParams,
    response: campaignSchema,
  },
  copyCampaign: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/copy",
    summary: "A new draft like this campaign, with days of its own",
    tag: "campaigns",
    permission: "campaign.write",
    status: 201,
    params: campaignParams,
    body: z.strictObject({
      title: termsFields.title.optional(),
      applyBy: termsFields.applyBy,
      postBy: termsFields.postBy,
    }),
    response: campaignSchema,
    problems: termsProblems,
  },
  updateCampaign: {
    method: "patch",
    path: "/v1/campaigns/{campaignId}",
    summary: "Change a draft; `version` is the one you saw",
    tag: "campaigns",
    permission: "campaign.write",
    status: 200,
    params: campaignParams,
    body: z.strictObject({
      version: z.int().min(1),
      ...z.strictObject(termsFields).partial().shape,
    }),
    response: campaignSchema,
    problems: ["version_conflict", "campaign_state", ...termsProblems],
  },
  publishCampaign: step("publish", "Open it to applications", "campaign.manage", [
    "campaign_not_funded",
    "campaign_apply_by_passed",
  ]),
  pauseCampaign: step("pause", "Stop new offers for a while", "campaign.moderate"),
  resumeCampaign: step("resume", "Go on after a pause", "campaign.moderate", [
    "campaign_apply_by_passed",
  ]),
  closeCampaign: step("close", "Take no more applications; live work goes on", "campaign.manage"),
  reviseCampaign: step("revise", "Back to a draft before it is funded", "campaign.manage"),
  cancelCampaign: {
    ...step(
      "cancel",
      "Cancel it: creators are paid for what is under way, the rest goes back to the brand's deposit",
      "campaign.moderate",
    ),
    idempotency: "required",
  },
} as const satisfies Contract;
