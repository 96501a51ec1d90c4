import { z } from "zod";
import { deliverableKinds } from "../../../kernel/deliverable-kind";
import { socialPlatforms } from "../../../kernel/social-platform";
import type { Contract } from "../../../platform/http/contract";
import {
  countrySchema,
  currencySchema,
  idSchema,
  moneySchema,
  positiveMoneySchema,
  signedMoneySchema,
} from "../../../platform/http/schemas";
import { audienceTiers } from "../../campaign-reports";
import { campaignParams } from "../../campaigns";
import { nicheSchema } from "../../creators";

const creatorsMax = 200;
const limitsMax = 60;
const listedMax = 200;
const timeLimitSecondsMax = 20;

const minorUnits = positiveMoneySchema.shape.amountMinor;
const count = z.int().min(0);
const howMany = z.int().min(0).max(creatorsMax).optional();
const bounds = { min: howMany, max: howMany };

const limitSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("niche"),
      niche: nicheSchema.meta({ description: "With the niches below it" }),
      ...bounds,
    }),
    z.strictObject({ kind: z.literal("country"), country: countrySchema, ...bounds }),
    z.strictObject({ kind: z.literal("tier"), tier: z.enum(audienceTiers), ...bounds }),
    z.strictObject({ kind: z.literal("platform"), platform: z.enum(socialPlatforms), ...bounds }),
  ])
  .meta({ id: "PortfolioLimit", description: "How many of the chosen creators are of a kind" });

const requestSchema = z.strictObject({
  objective: z.enum(["engagements", "reach", "mix"]).default("engagements"),
  engagementsPercent: z
    .int()
    .min(0)
    .max(100)
    .default(50)
    .meta({ description: "Of a mix: the share of engagements; the rest is reach" }),
  budgetMinor: minorUnits
    .optional()
    .meta({ description: "In the campaign's currency; its budget when absent" }),
  priceMaxMinor: minorUnits.optional().meta({ description: "Most that one creator may cost" }),
  creatorsMin: z.int().min(0).max(creatorsMax).default(1),
  creatorsMax: z.int().min(1).max(creatorsMax).default(creatorsMax),
  limits: z.array(limitSchema).max(limitsMax).default([]),
  mustHave: z.array(idSchema).max(creatorsMax).default([]),
  never: z.array(idSchema).max(listedMax).default([]),
  pieces: z.enum(["all", "any"]).default("all").meta({
    description: "Each creator makes everything the campaign asks for, or one part of it",
  }),
  isBriefKept: z
    .boolean()
    .default(true)
    .meta({ description: "Only creators that the wishes of the brief fit" }),
  timeLimitSeconds: z.int().min(1).max(timeLimitSecondsMax).default(10),
});

/** Figures that are no whole numbers travel as decimal text. */
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const candidateSchema = z
  .strictObject({
    creatorId: idSchema,
    displayName: z.string(),
    country: countrySchema.nullable(),
    niches: z.array(nicheSchema),
    tier: z.enum(audienceTiers),
    pieces: z.array(
      z.strictObject({
        platform: z.enum(socialPlatforms),
        kind: z.enum(deliverableKinds),
        quantity: z.int().min(1),
      }),
    ),
    price: moneySchema.meta({
      description: "By the rate card, converted at the last recorded rate",
    }),
    engagements: count.meta({
      description: "Expected, if the pieces do as this creator's posts do",
    }),
    reach: count.meta({ description: "Followers, those of each platform once" }),
  })
  .meta({ id: "PortfolioCandidate" });

const totalsSchema = z.strictObject({
  creatorsCount: count,
  price: moneySchema,
  engagements: count,
  reach: count,
});

const portfolioSchema = z
  .strictObject({
    campaignId: idSchema,
    currency: currencySchema,
    budget: moneySchema,
    candidatesCount: count.meta({ description: "Options that were weighed" }),
    chosen: z.array(candidateSchema),
    totals: totalsSchema,
    proof: z.strictObject({
      value: decimal.meta({
        description: "Of the objective; engagements, reach, or a mix of both",
      }),
      bound: decimal.meta({ description: "No set that keeps the limits has more" }),
      gapPercent: decimal.meta({
        description: "(bound - value) / bound; 0 when nothing is better",
      }),
    }),
    budgetPrice: decimal.meta({
      description:
        "What one more unit of the currency (100 minor units, where it has any) would bring",
    }),
    greedy: z
      .strictObject({ value: decimal, totals: totalsSchema })
      .nullable()
      .meta({ description: "Whoever takes the best for the money first gets this much" }),
    swaps: z
      .array(
        z.strictObject({
          leaves: idSchema,
          comes: candidateSchema,
          priceChange: signedMoneySchema,
          valueChange: decimal,
        }),
      )
      .meta({ description: "What comes nearest: one creator for another, best first" }),
  })
  .meta({ id: "Portfolio" });

export const portfolioContract = {
  choosePortfolio: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/portfolio",
    summary: "The creators that bring most for the money, with a proof of how good the choice is",
    tag: "discovery",
    permission: "campaign.write",
    status: 200,
    idempotency: "none",
    work: "steps",
    params: campaignParams,
    body: requestSchema,
    response: portfolioSchema,
    problems: [
      "portfolio_creator_unpriced",
      "portfolio_too_many",
      "portfolio_no_candidates",
      "portfolio_infeasible",
      "portfolio_out_of_time",
      "portfolio_busy",
    ],
  },
} as const satisfies Contract;
