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
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { languageSchema, nicheSchema, platformSchema } from "../creators";
import {
  campaignTransitions,
  compensations,
  deliverableKinds,
  disclosureMarkets,
} from "./campaign";

const titleLengthMax = 160;
const sentenceLengthMax = 500;
const paragraphLengthMax = 4_000;
const wordLengthMax = 60;
const sentencesMax = 20;
const tagsMax = 30;
const disclosureTagsMax = 10;
const deliverablesMax = 10;
const quantityMax = 20;
const countriesMax = 60;
const languagesMax = 30;
const nichesMax = 30;
const followersCountMax = 1_000_000_000;
const creatorsCountMax = 10_000;

const statusSchema = z.enum(Object.keys(campaignTransitions) as [keyof typeof campaignTransitions]);
const tagSchema = z.string().regex(/^#[\p{L}\p{M}\p{N}_]{1,100}$/u);
const mentionSchema = z.string().regex(/^@[\p{L}\p{M}\p{N}_.-]{1,100}$/u);
const sentences = z.array(paragraphSchema(sentenceLengthMax)).max(sentencesMax);

const briefSchema = z
  .strictObject({
    goal: paragraphSchema(paragraphLengthMax),
    product: z.strictObject({
      name: lineSchema(titleLengthMax),
      description: paragraphSchema(paragraphLengthMax),
      declaredValue: moneySchema.optional(),
    }),
    keyMessages: sentences.default([]),
    doList: sentences.default([]),
    dontList: sentences.default([]),
    hashtags: z.array(tagSchema).max(tagsMax).default([]),
    mentions: z.array(mentionSchema).max(tagsMax).default([]),
    disclosureMarket: z.enum(disclosureMarkets).meta({
      description: "Whose advertising rules the content has to follow",
    }),
    disclosureTags: z.array(lineSchema(wordLengthMax)).min(1).max(disclosureTagsMax).meta({
      description: "Labels of which at least one must stand in every post, such as #ad",
    }),
  })
  .meta({ id: "Brief" });

const deliverableSpecSchema = z
  .strictObject({
    platform: platformSchema,
    kind: z.enum(deliverableKinds),
    quantity: z.int().min(1).max(quantityMax),
  })
  .meta({ id: "DeliverableSpec" });

export const deliverableSpecsSchema = z.array(deliverableSpecSchema).min(1).max(deliverablesMax);

const followers = z.int().min(0).max(followersCountMax);

const requirementsSchema = z
  .strictObject({
    countries: z.array(countrySchema).max(countriesMax).default([]),
    languages: z.array(languageSchema).max(languagesMax).default([]),
    niches: z.array(nicheSchema).max(nichesMax).default([]),
    followersMin: followers.default(0),
    followersMax: followers.nullable().default(null),
  })
  .refine(
    ({ followersMin, followersMax }) => followersMax === null || followersMax >= followersMin,
    {
      path: ["followersMax"],
      params: { code: "followersReversed" },
    },
  )
  .meta({ id: "Requirements", description: "An empty list asks for nothing" });

const termsFields = {
  title: lineSchema(titleLengthMax),
  compensation: z.enum(compensations),
  currency: currencySchema,
  budget: moneySchema
    .optional()
    .meta({ description: "Absent or zero when only products are given" }),
  fee: moneySchema.optional().meta({ description: "Fixed fee for each creator" }),
  creatorsMax: z.int().min(1).max(creatorsCountMax),
  applyBy: daySchema.meta({ description: "Last day to apply, UTC" }),
  postBy: daySchema.meta({ description: "Last day to publish, UTC" }),
  brief: briefSchema,
  deliverables: deliverableSpecsSchema,
  requirements: requirementsSchema,
};

const campaignSchema = z
  .strictObject({
    id: idSchema,
    brandId: idSchema,
    brandName: z.string(),
    title: z.string(),
    status: statusSchema,
    compensation: z.enum(compensations),
    currency: currencySchema,
    budget: moneySchema.nullable().meta({ description: "Only for the brand and for staff" }),
    fee: moneySchema,
    platformFee: moneySchema.nullable().meta({
      description: "Our fee on top of one creator's fee; only for the brand and for staff",
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

const campaignParams = z.strictObject({ campaignId: idSchema });

const termsProblems = [
  "currency_mismatch",
  "campaign_apply_by_past",
  "campaign_dates_reversed",
  "campaign_money_unexpected",
  "campaign_fee_missing",
  "campaign_budget_too_small",
] as const;

function step(verb: string, summary: string, permission: string, problems: readonly string[] = []) {
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
      ...termsFields,
      requirements: requirementsSchema.prefault({}),
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
