import { z } from "zod";
import { currencies } from "../../../kernel/currency";
import { deliverableKinds } from "../../../kernel/deliverable-kind";
import { socialPlatforms } from "../../../kernel/social-platform";
import type { Contract } from "../../../platform/http/contract";
import {
  countQuery,
  countrySchema,
  flagQuery,
  pageOf,
  pageQuery,
} from "../../../platform/http/schemas";
import { audienceTiers } from "../../campaign-reports";
import { creatorSchema, followersCountMax, languageSchema, nicheSchema } from "../../creators";
import { sorts } from "./columns";

const alternativesMax = 50;
const searchTextMax = 100;

/** Several with commas between them mean any of them. */
function anyOf<Item extends z.ZodType<string, string>>(item: Item, example: string) {
  return z
    .string()
    .max(alternativesMax * 40)
    .transform((text) => text.split(","))
    .pipe(z.array(item).min(1).max(alternativesMax))
    .optional()
    .meta({ description: "Any of these, with commas between them", examples: [example] });
}

const followers = countQuery(0, followersCountMax).optional();
/** Of a hundred followers. */
const percentQuery = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, { abort: true })
  .transform(Number)
  .optional()
  .meta({ description: "Likes and comments of one post for each hundred followers" });
const minorQuery = z
  .string()
  .regex(/^\d{1,15}$/)
  .optional()
  .meta({ description: "In minor units of `priceCurrency`" });

/** Figures that are no whole numbers travel as decimal text. */
const shareSchema = z.string().regex(/^[01](\.\d{1,6})?$/);

const factorSchema = z.strictObject({
  code: z.enum(["engagement_rate", "usual_rate"]),
  value: shareSchema.meta({ description: "Share of the followers, 0 to 1" }),
  weight: shareSchema.meta({ description: "0 to 1; all weights together are 1" }),
});

const foundCreator = z
  .strictObject({
    ...creatorSchema.shape,
    influence: z.strictObject({
      score: shareSchema.meta({ description: "Each factor's value times its weight, added up" }),
      factors: z.array(factorSchema),
    }),
    reach: z.int().meta({ description: "Followers, those of each platform once" }),
  })
  .meta({ id: "FoundCreator" });

const facetSchema = z
  .array(z.strictObject({ value: z.string(), count: z.int() }))
  .meta({ description: "Most frequent first" });

const page = pageOf(foundCreator);

export const searchContract = {
  searchCreators: {
    method: "get",
    path: "/v1/creators",
    summary: "Find creators by any mix of wishes, with exact counts",
    tag: "discovery",
    permission: "creator.read",
    status: 200,
    query: z.strictObject({
      niche: anyOf(nicheSchema, "skincare,makeup"),
      platform: anyOf(z.enum(socialPlatforms), "instagram,tiktok"),
      country: anyOf(countrySchema, "ID,TH"),
      language: anyOf(languageSchema, "id,th"),
      tier: anyOf(z.enum(audienceTiers), "nano,micro"),
      followersMin: followers,
      followersMax: followers,
      engagementMin: percentQuery,
      engagementMax: percentQuery,
      priceMin: minorQuery,
      priceMax: minorQuery,
      priceCurrency: z.enum(currencies).default("USD").meta({
        description: "Prices in other currencies count at today's recorded rates",
      }),
      kind: z.enum(deliverableKinds).optional().meta({ description: "Of which kind the price is" }),
      words: z
        .string()
        .max(searchTextMax)
        .optional()
        .meta({ description: "In name, handle or bio; each begins a word, in any language" }),
      sort: z.enum(sorts).default("newest").meta({
        description: "cost: the least for one expected engagement first",
      }),
      facets: flagQuery.default(false),
      ...pageQuery,
    }),
    response: z.strictObject({
      ...page.shape,
      total: z.int().meta({ description: "Of all pages together" }),
      facets: z
        .strictObject({
          niche: facetSchema,
          country: facetSchema,
          platform: facetSchema,
          language: facetSchema,
        })
        .nullable()
        .meta({ description: "Of everybody found; null unless asked for" }),
    }),
    problems: ["cursor_invalid"],
  },
} as const satisfies Contract;
