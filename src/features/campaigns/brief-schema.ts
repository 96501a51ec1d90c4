import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import {
  countrySchema,
  daySchema,
  idSchema,
  lineSchema,
  moneySchema,
  paragraphSchema,
} from "../../platform/http/schemas";
import { languageSchema, nicheSchema, platformSchema } from "../creators";
import { disclosureMarkets, usageKinds, usualChangeRoundsMax } from "./brief";

export const titleLengthMax = 160;
const sentenceLengthMax = 500;
const paragraphLengthMax = 4_000;
const wordLengthMax = 60;
const sentencesMax = 20;
const tagsMax = 30;
const disclosureTagsMax = 10;
const examplesMax = 10;
const usageDaysMax = 3_650;
const exclusivityDaysMax = 730;
const deliverablesMax = 10;
const quantityMax = 20;
const countriesMax = 60;
const languagesMax = 30;
const nichesMax = 30;
const followersCountMax = 1_000_000_000;
const basisPointsMax = 10_000;
const changeRoundsMaxMax = 10;

const tagSchema = z.string().regex(/^#[\p{L}\p{M}\p{N}_]{1,100}$/u);
const mentionSchema = z.string().regex(/^@[\p{L}\p{M}\p{N}_.-]{1,100}$/u);
const sentences = z.array(paragraphSchema(sentenceLengthMax)).max(sentencesMax);

export const usageRightsSchema = z
  .strictObject({
    kinds: z.array(z.enum(usageKinds)).min(1).max(usageKinds.length),
    territories: z
      .array(countrySchema)
      .max(countriesMax)
      .meta({ description: "An empty list means everywhere" }),
    periodDays: z.int().min(1).max(usageDaysMax),
  })
  .meta({
    id: "UsageRights",
    description: "What the brand may do with the content, counted from the day it goes live",
  });

export const exclusivitySchema = z
  .strictObject({
    category: lineSchema(titleLengthMax),
    days: z.int().min(1).max(exclusivityDaysMax),
  })
  .meta({ id: "Exclusivity", description: "No rival of this category for so long" });

const productFields = {
  name: lineSchema(titleLengthMax),
  description: paragraphSchema(paragraphLengthMax),
  declaredValue: moneySchema.optional(),
};

export const productSchema = z.strictObject(productFields).meta({ id: "BriefProduct" });

const briefFields = {
  goal: paragraphSchema(paragraphLengthMax),
  keyMessages: sentences,
  doList: sentences,
  dontList: sentences,
  hashtags: z.array(tagSchema).max(tagsMax),
  mentions: z.array(mentionSchema).max(tagsMax),
  disclosureMarket: z.enum(disclosureMarkets).meta({
    description: "Whose advertising rules the content has to follow",
  }),
  disclosureTags: z.array(lineSchema(wordLengthMax)).min(1).max(disclosureTagsMax).meta({
    description: "Labels of which at least one must stand in every post, such as #ad",
  }),
  usageRights: usageRightsSchema.nullable(),
  exclusivity: exclusivitySchema.nullable(),
  exampleMediaIds: z.array(idSchema).max(examplesMax).meta({
    description: "Pictures and videos people of the brand have uploaded",
  }),
  changeRoundsMax: z
    .int()
    .min(0)
    .max(changeRoundsMaxMax)
    .optional()
    .meta({
      description: `How often you may ask for changes of one piece; ${usualChangeRoundsMax} when absent`,
    }),
};

export const briefSchema = z
  .strictObject({
    ...briefFields,
    product: productSchema,
    keyMessages: briefFields.keyMessages.default([]),
    doList: briefFields.doList.default([]),
    dontList: briefFields.dontList.default([]),
    hashtags: briefFields.hashtags.default([]),
    mentions: briefFields.mentions.default([]),
    usageRights: briefFields.usageRights.default(null),
    exclusivity: briefFields.exclusivity.default(null),
    exampleMediaIds: briefFields.exampleMediaIds.default([]),
  })
  .meta({ id: "Brief" });

/** A brief of which anything may still be missing. */
export const unfinishedBriefSchema = z
  .strictObject({ ...briefFields, product: z.strictObject(productFields).partial() })
  .partial()
  .meta({ id: "UnfinishedBrief" });

const deliverableSpecSchema = z
  .strictObject({
    platform: platformSchema,
    kind: z.enum(deliverableKinds),
    quantity: z.int().min(1).max(quantityMax),
    from: daySchema.optional().meta({ description: "First day on which it may go live" }),
    until: daySchema.optional().meta({ description: "Last day, when not the campaign's" }),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ["until"],
    params: { code: "daysReversed" },
  })
  .meta({ id: "DeliverableSpec" });

export const unfinishedSpecsSchema = z.array(deliverableSpecSchema).max(deliverablesMax);
export const deliverableSpecsSchema = unfinishedSpecsSchema.min(1);

const followers = z.int().min(0).max(followersCountMax);

export const requirementsSchema = z
  .strictObject({
    countries: z.array(countrySchema).max(countriesMax).default([]),
    languages: z.array(languageSchema).max(languagesMax).default([]),
    niches: z.array(nicheSchema).max(nichesMax).default([]),
    followersMin: followers.default(0),
    followersMax: followers.nullable().default(null),
    engagementMinBasisPoints: z
      .int()
      .min(0)
      .max(basisPointsMax)
      .default(0)
      .meta({ description: "Least engagements for each follower, in hundredths of a percent" }),
  })
  .refine(
    ({ followersMin, followersMax }) => followersMax === null || followersMax >= followersMin,
    {
      path: ["followersMax"],
      params: { code: "followersReversed" },
    },
  )
  .meta({ id: "Requirements", description: "An empty list asks for nothing" });
