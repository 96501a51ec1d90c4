import { z } from "zod";
import {
  countQuery,
  currencySchema,
  moneySchema,
  positiveMoneySchema,
} from "../../platform/http/schemas";
import { exampleProfiles } from "./comparison";
import { priceReasons } from "./prices";
import { type Assumption, assumptionTexts } from "./report-words-texts";

const countMax = 10_000_000_000;
/** Nobody has more reactions than a hundred for each follower. */
const percentDigitsMax = 5;

export const comparisonFields = {
  followers: countQuery(1, countMax)
    .optional()
    .meta({ description: "The celebrity's followers; 2,000,000 if absent" }),
  engagementsPerPost: countQuery(1, countMax)
    .optional()
    .meta({ description: "Likes and comments of one post; 2,000 if absent" }),
  engagementRatePercent: z
    .string()
    .regex(new RegExp(`^\\d{1,${percentDigitsMax}}(\\.\\d{1,4})?$`), { abort: true })
    .refine((text) => /[1-9]/.test(text), { params: { code: "countPositive" } })
    .optional()
    .meta({
      description:
        "Likes and comments of one post for each hundred followers, instead of their number",
      examples: ["0.1"],
    }),
  pricePerPostMinor: positiveMoneySchema.shape.amountMinor
    .optional()
    .meta({ description: "In minor units; as much as the campaign's posts if absent" }),
  priceCurrency: currencySchema
    .optional()
    .meta({ description: "Of the price; the report's if absent" }),
};

const decimal = z
  .string()
  .regex(/^\d+\.\d{4}$/)
  .meta({ description: "Four digits after the point, rounded half to even" });
const price = z.strictObject({ amountMinor: decimal, currency: currencySchema });

const sideSchema = z
  .strictObject({
    creatorsCount: z.int(),
    postsCount: decimal,
    wholePostsCount: z.string(),
    cost: moneySchema,
    engagements: decimal,
    reach: decimal.nullable().meta({ description: "Followers, each audience once" }),
    engagementRatePercent: decimal.nullable(),
    costPerEngagement: price,
    costPerThousandFollowers: price.nullable(),
  })
  .meta({ id: "ComparedSide" });

const profileNames = Object.keys(exampleProfiles) as [keyof typeof exampleProfiles];

export const comparisonSchema = {
  asked: z.strictObject({
    followers: z.string(),
    engagementsPerPost: decimal,
    pricePerPost: price.nullable(),
  }),
  assumptions: z.array(
    z.strictObject({
      code: z.enum(Object.keys(assumptionTexts) as [Assumption, ...Assumption[]]),
      text: z.string(),
    }),
  ),
  reason: z
    .enum([...priceReasons, "no_cost"])
    .nullable()
    .meta({
      description: "Why there is nothing to compare",
    }),
  result: z
    .strictObject({
      campaign: sideSchema,
      celebrity: sideSchema,
      ratios: z.strictObject({
        engagements: decimal.meta({ description: "Campaign by celebrity, for the same money" }),
        reach: decimal.nullable(),
        engagementRate: decimal.nullable(),
      }),
    })
    .nullable(),
  example: z
    .array(
      z.strictObject({
        profile: z.enum(profileNames),
        followers: z.string(),
        engagementsPerPost: decimal,
        engagementRatePercent: decimal,
      }),
    )
    .meta({ description: "The example that the defaults come from, the best first" }),
};
