import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import { locales } from "../../kernel/locale";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  idSchema,
  signedMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";

import { nicheSchema, platformSchema } from "../creators";
import { audienceTiers } from "./audience-tiers";
import { comparisonFields, comparisonSchema } from "./comparison-schema";
import { priceReasons } from "./prices";

const countText = z
  .string()
  .regex(/^(0|[1-9]\d*)$/)
  .meta({ description: "Whole number as text", examples: ["1250000"] });
const count = z.int().min(0);

const rateSchema = z
  .strictObject({
    currency: currencySchema,
    intoCurrency: currencySchema,
    rate: z.string(),
    rateOn: daySchema,
    source: z.string(),
    recordedAt: timeSchema,
  })
  .meta({ id: "UsedExchangeRate", description: "A recorded rate that an answer was made with" });

export const reportHead = {
  campaignId: idSchema,
  brandId: idSchema,
  title: z.string(),
  asOf: daySchema.meta({ description: "The last day that counts, in UTC" }),
  isFinal: z.boolean().meta({ description: "The day is over: the same report stays the same" }),
  currency: currencySchema.meta({ description: "Of prices, and of what is converted" }),
  rates: z.array(rateSchema),
};

const told = z
  .strictObject({
    total: countText.nullable().meta({ description: "Null when no post tells it" }),
    postsCount: count.meta({ description: "Posts that tell it" }),
  })
  .meta({ id: "ReportCount" });

const priceSchema = z
  .strictObject({
    amountMinor: z
      .string()
      .regex(/^\d+\.\d{4}$/)
      .nullable()
      .meta({
        description: "Minor units with four digits after the point, rounded half to even",
        examples: ["12.3457"],
      }),
    currency: currencySchema,
    reason: z
      .enum(priceReasons)
      .nullable()
      .meta({ description: "Why there is no price; no_figures is not the same as zero" }),
    cost: signedMoneySchema.meta({
      description: "What was divided: without the cost of posts that do not tell the figure",
    }),
    count: countText.meta({ description: "By how many" }),
  })
  .meta({ id: "ReportPrice" });

const sums = {
  creatorsCount: count,
  cost: z
    .strictObject({
      fees: signedMoneySchema.meta({ description: "Of endorsed work" }),
      killFees: signedMoneySchema,
      platformFees: signedMoneySchema,
      undone: signedMoneySchema.meta({ description: "Earned and taken back, platform fees too" }),
      total: signedMoneySchema.meta({ description: "What left the campaign for good" }),
      converted: signedMoneySchema.nullable().meta({
        description: "The total in the currency that was asked for",
      }),
    })
    .meta({ id: "ReportCost", description: "From the books; products are no part of it" }),
  posts: z.strictObject({ liveCount: count, measuredCount: count, missingCount: count }),
  sources: z
    .strictObject({
      fromCreatorCount: count.meta({ description: "Entered by the creator, with a picture" }),
      fromPlatformCount: count.meta({ description: "Told by the platform" }),
      measuredFrom: daySchema.nullable(),
      measuredUntil: daySchema.nullable(),
    })
    .meta({ id: "ReportSources", description: "Posts by the source of their newest snapshot" }),
  reach: z
    .strictObject({
      followers: z.strictObject({
        total: countText.nullable(),
        audiencesCount: count.meta({ description: "Each audience counts once" }),
        unknownCount: count,
        source: z.literal("creator_stated"),
        knownFrom: timeSchema.nullable(),
        knownUntil: timeSchema.nullable(),
      }),
      views: told,
    })
    .meta({ id: "ReportReach", description: "Followers may have seen a post, views did" }),
  engagements: z.strictObject({
    total: countText.nullable(),
    postsCount: count,
    likes: told,
    comments: told,
    shares: told,
    saves: told,
  }),
  costPerEngagement: priceSchema,
  costPerThousandViews: priceSchema,
  costPerThousandFollowers: priceSchema,
};

const products = z
  .strictObject({
    productsCount: count,
    withoutValueCount: count,
    values: z.array(signedMoneySchema),
    converted: signedMoneySchema.nullable(),
  })
  .meta({ id: "ReportProducts", description: "Declared values of what was sent; no cost" });

const reportSchema = z
  .strictObject({
    ...reportHead,
    total: z.strictObject({ ...sums, products }),
    byCreator: z.array(
      z.strictObject({ creatorId: idSchema, name: z.string(), ...sums, products }),
    ),
    byDeliverable: z.array(
      z.strictObject({ platform: platformSchema, kind: z.enum(deliverableKinds), ...sums }),
    ),
    byNiche: z
      .array(z.strictObject({ niche: nicheSchema.nullable(), ...sums }))
      .meta({ description: "A creator of several niches stands in each; no sum of the total" }),
    byAudience: z.array(z.strictObject({ tier: z.enum(audienceTiers).nullable(), ...sums })),
    audienceTiers: z.array(
      z.strictObject({ tier: z.enum(audienceTiers), from: count, below: count.nullable() }),
    ),
    series: z.strictObject({
      days: z.array(
        z.strictObject({
          day: daySchema,
          engagements: countText,
          engagementsPostsCount: count,
          views: countText,
          viewsPostsCount: count,
        }),
      ),
      isCut: z.boolean(),
    }),
    missing: z
      .strictObject({
        count,
        posts: z.array(
          z.strictObject({
            submissionId: idSchema,
            creatorId: idSchema,
            creator: z.string(),
            platform: platformSchema,
            kind: z.enum(deliverableKinds),
            url: z.string(),
            recordedAt: timeSchema,
            reason: z.enum(["no_snapshot", "no_engagements"]),
          }),
        ),
        isCut: z.boolean(),
      })
      .meta({ description: "Posts without known engagements; they count in no price" }),
  })
  .meta({ id: "CampaignReport" });

const params = z.strictObject({ campaignId: idSchema });
export const reportQuery = {
  asOf: daySchema.optional().meta({ description: "Last day that counts, in UTC; today if absent" }),
  currency: currencySchema.optional().meta({
    description: "Converts costs and values at the rate of the day; the campaign's if absent",
  }),
};
const language = z
  .enum(locales)
  .optional()
  .meta({ description: "Language of the words; that of the request when absent" });

export const csvTables = ["creator", "deliverable", "niche", "audience", "day", "post"] as const;
export type CsvTable = (typeof csvTables)[number];

const common = {
  method: "get",
  tag: "reports",
  permission: "campaign.report",
  status: 200,
  params,
  problems: ["report_day_in_future", "exchange_rate_missing"],
} as const;

export const campaignReportContract = {
  getCampaignReport: {
    ...common,
    path: "/v1/campaigns/{campaignId}/report",
    summary: "What a campaign cost, whom it reached and what an engagement cost, by four groupings",
    query: z.strictObject(reportQuery),
    response: reportSchema,
  },
  getCampaignReportCsv: {
    ...common,
    path: "/v1/campaigns/{campaignId}/report/csv",
    summary: "One table of the report for spreadsheets",
    query: z.strictObject({
      ...reportQuery,
      by: z.enum(csvTables).default("creator").meta({ description: "What a line stands for" }),
    }),
    response: z.string(),
    produces: "text/csv; charset=utf-8",
  },
  getCampaignReportPdf: {
    ...common,
    path: "/v1/campaigns/{campaignId}/report/pdf",
    summary: "The report on paper",
    query: z.strictObject({ ...reportQuery, language }),
    response: z.string(),
    produces: "application/pdf",
  },
  compareCampaign: {
    ...common,
    path: "/v1/campaigns/{campaignId}/report/comparison",
    summary: "The campaign's creators against one celebrity for the same money",
    query: z.strictObject({ ...reportQuery, ...comparisonFields, language }),
    response: z.strictObject({ ...reportHead, ...comparisonSchema }).meta({
      id: "CampaignComparison",
    }),
    problems: [...common.problems, "celebrity_engagement_twice", "price_currency_alone"],
  },
} as const satisfies Contract;
