import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { lineSchema, paragraphSchema } from "../../platform/http/schemas";
import { compensations, disclosureMarkets } from "../campaigns";
import { languageSchema, platformSchema } from "../creators";
import { productCategories, severities, sourceKinds } from "./disclosure";

const captionLengthMax = 5_000;
const labelLengthMax = 60;
const labelsMax = 10;

const offset = z.int().min(0);

export const findingSchema = z
  .strictObject({
    ruleId: z.string().meta({ description: "Stable, such as us.label-missing" }),
    jurisdiction: z.string().meta({ description: "Market, platform, or kampanye" }),
    severity: z.enum(severities).meta({ description: "Only an error keeps a caption back" }),
    span: z
      .strictObject({ start: offset, end: offset })
      .nullable()
      .meta({ description: "UTF-16 code units of the caption as sent; the end is excluded" }),
    message: z.string(),
    fix: z.string(),
    source: z.strictObject({
      title: z.string(),
      url: z.string().nullable(),
      kind: z.enum(sourceKinds).meta({ description: "What stands behind the rule" }),
      dated: z.string(),
    }),
  })
  .meta({ id: "DisclosureFinding" });

const resultSchema = z
  .strictObject({
    isClean: z.boolean().meta({ description: "No finding is an error" }),
    languages: z.array(z.string()).meta({ description: "As given or guessed" }),
    findings: z.array(findingSchema),
  })
  .meta({ id: "DisclosureReport", description: "Hints, not legal advice" });

export const disclosureContract = {
  lintDisclosure: {
    method: "post",
    path: "/v1/disclosure/lint",
    summary: "Check whether a caption tells its readers that it is paid for",
    tag: "disclosure",
    permission: "disclosure.lint",
    status: 200,
    // Nothing is written, so nothing has to happen once and no transaction is needed.
    idempotency: "none",
    work: "steps",
    body: z.strictObject({
      caption: paragraphSchema(captionLengthMax),
      market: z.enum(disclosureMarkets).meta({ description: "Whose advertising rules apply" }),
      platform: platformSchema,
      language: languageSchema.optional(),
      requiredLabels: z.array(lineSchema(labelLengthMax)).max(labelsMax).default([]).meta({
        description: "Labels of the brief, of which at least one has to be there",
      }),
      isPaidPartnershipDeclared: z.boolean().optional().meta({
        description: "Whether the platform's own tool is switched on",
      }),
      category: z.enum(productCategories).optional(),
      connection: z.enum(compensations).default("money").meta({
        description: "What the creator gets for the post",
      }),
    }),
    response: resultSchema,
  },
} as const satisfies Contract;
