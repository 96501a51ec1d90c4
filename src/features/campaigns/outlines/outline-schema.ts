import { z } from "zod";
import { type Contract, noContent } from "../../../platform/http/contract";
import {
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  timeSchema,
} from "../../../platform/http/schemas";
import { titleLengthMax, unfinishedBriefSchema, unfinishedSpecsSchema } from "../brief-schema";
import { campaignParams, campaignSchema, termsFields, termsProblems } from "../campaign-schema";

/** Every field is right or absent; what is missing is asked for when a campaign is made of it. */
const outlineContentSchema = z
  .strictObject({
    ...termsFields,
    brief: unfinishedBriefSchema,
    deliverables: unfinishedSpecsSchema,
  })
  .partial()
  .meta({ id: "CampaignOutline", description: "A campaign of which anything may be missing" });

export type OutlineContent = z.output<typeof outlineContentSchema>;

const nameSchema = lineSchema(titleLengthMax);
const brandId = idSchema.optional().meta({ description: "Needed when you act for several brands" });

const summaryFields = {
  id: idSchema,
  brandId: idSchema,
  name: z.string(),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
};

const draftParams = z.strictObject({ draftId: idSchema });
const draftSchema = z
  .strictObject({ ...summaryFields, content: outlineContentSchema })
  .meta({ id: "SavedDraft" });
const draftSummarySchema = z.strictObject(summaryFields).meta({ id: "SavedDraftSummary" });

const templateParams = z.strictObject({ templateId: idSchema });
const templateSchema = z
  .strictObject({ ...summaryFields, content: outlineContentSchema })
  .meta({ id: "CampaignTemplate" });
const templateSummarySchema = z.strictObject(summaryFields).meta({ id: "CampaignTemplateSummary" });

const common = { tag: "campaigns", permission: "campaign.write" } as const;
const listQuery = z.strictObject({ ...pageQuery, brandId: idSchema.optional() });

const draftContract = {
  saveDraft: {
    ...common,
    method: "post",
    path: "/v1/campaign-drafts",
    summary: "Save a campaign that is not finished; any field may be missing",
    status: 201,
    body: z.strictObject({ brandId, name: nameSchema, content: outlineContentSchema }),
    response: draftSchema,
    problems: ["outlines_full"],
  },
  listDrafts: {
    ...common,
    method: "get",
    path: "/v1/campaign-drafts",
    summary: "Saved drafts of my brands, newest first",
    status: 200,
    query: listQuery,
    response: pageOf(draftSummarySchema),
  },
  getDraft: {
    ...common,
    method: "get",
    path: "/v1/campaign-drafts/{draftId}",
    summary: "One saved draft",
    status: 200,
    params: draftParams,
    response: draftSchema,
  },
  replaceDraft: {
    ...common,
    method: "put",
    path: "/v1/campaign-drafts/{draftId}",
    summary: "Save it again; `version` is the one you saw",
    status: 200,
    params: draftParams,
    body: z.strictObject({
      version: z.int().min(1).max(2_147_483_647),
      name: nameSchema,
      content: outlineContentSchema,
    }),
    response: draftSchema,
    problems: ["version_conflict"],
  },
  discardDraft: {
    ...common,
    method: "delete",
    path: "/v1/campaign-drafts/{draftId}",
    summary: "Throw a saved draft away",
    status: 204,
    params: draftParams,
    response: noContent,
  },
  completeDraft: {
    ...common,
    method: "post",
    path: "/v1/campaign-drafts/{draftId}/campaign",
    summary: "Make a campaign of it; the answer names what is missing",
    status: 201,
    params: draftParams,
    body: z.strictObject(termsFields).partial(),
    response: campaignSchema,
    problems: termsProblems,
  },
} as const satisfies Contract;

export const outlineContract = {
  ...draftContract,
  saveTemplate: {
    ...common,
    method: "post",
    path: "/v1/campaign-templates",
    summary: "Save a template for campaigns of my brand",
    status: 201,
    body: z.strictObject({ brandId, name: nameSchema, content: outlineContentSchema }),
    response: templateSchema,
    problems: ["outlines_full"],
  },
  saveCampaignAsTemplate: {
    ...common,
    method: "post",
    path: "/v1/campaigns/{campaignId}/template",
    summary: "Save a campaign's terms and brief as a template, without its days",
    status: 201,
    params: campaignParams,
    body: z.strictObject({ name: nameSchema }),
    response: templateSchema,
    problems: ["outlines_full"],
  },
  listTemplates: {
    ...common,
    method: "get",
    path: "/v1/campaign-templates",
    summary: "Templates of my brands, newest first",
    status: 200,
    query: listQuery,
    response: pageOf(templateSummarySchema),
  },
  getTemplate: {
    ...common,
    method: "get",
    path: "/v1/campaign-templates/{templateId}",
    summary: "One template",
    status: 200,
    params: templateParams,
    response: templateSchema,
  },
  deleteTemplate: {
    ...common,
    method: "delete",
    path: "/v1/campaign-templates/{templateId}",
    summary: "Delete a template; campaigns made of it stay as they are",
    status: 204,
    params: templateParams,
    response: noContent,
  },
  createFromTemplate: {
    ...common,
    method: "post",
    path: "/v1/campaign-templates/{templateId}/campaign",
    summary: "Draft a campaign from a template; what you send goes before what it says",
    status: 201,
    params: templateParams,
    body: z.strictObject(termsFields).partial(),
    response: campaignSchema,
    problems: termsProblems,
  },
} as const satisfies Contract;
