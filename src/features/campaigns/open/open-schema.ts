import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  countrySchema,
  currencySchema,
  daySchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
} from "../../../platform/http/schemas";
import { nicheSchema, platformSchema } from "../../creators";
import { deliverableSpecsSchema, requirementsSchema } from "../brief-schema";
import { compensations, pricings } from "../campaign";

/** What a visitor may know of a campaign: what makes a creator apply, and nothing of the brand's budget. */
const openCampaignSchema = z
  .strictObject({
    id: idSchema,
    brandName: z.string(),
    title: z.string(),
    compensation: z.enum(compensations),
    currency: currencySchema,
    pricing: z.enum(pricings),
    fee: moneySchema.nullable().meta({ description: "Null when creators name their price" }),
    applyBy: daySchema,
    postBy: daySchema,
    goal: z.string(),
    productName: z.string(),
    productDescription: z.string(),
    deliverables: deliverableSpecsSchema,
    requirements: requirementsSchema,
  })
  .meta({ id: "OpenCampaign" });

export const openCampaignContract = {
  listOpenCampaigns: {
    method: "get",
    path: "/v1/open-campaigns",
    summary: "Campaigns that anybody may see and apply to, newest first",
    tag: "campaigns",
    permission: "open_campaign.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      platform: platformSchema.optional(),
      niche: nicheSchema.optional().meta({ description: "This niche or a narrower one" }),
      country: countrySchema.optional().meta({ description: "Campaigns open to this country" }),
    }),
    response: pageOf(openCampaignSchema),
  },
  getOpenCampaign: {
    method: "get",
    path: "/v1/open-campaigns/{campaignId}",
    summary: "One campaign as a visitor sees it",
    tag: "campaigns",
    permission: "open_campaign.read",
    status: 200,
    params: z.strictObject({ campaignId: idSchema }),
    response: openCampaignSchema,
  },
} as const satisfies Contract;
