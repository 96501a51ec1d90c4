import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { daySchema, idSchema, pageOf, pageQuery, timeSchema } from "../../platform/http/schemas";
import { briefSchema, deliverableSpecsSchema, requirementsSchema } from "./brief-schema";
import { campaignParams } from "./campaign-schema";

const briefVersionSchema = z
  .strictObject({
    id: idSchema,
    version: z.int(),
    isInForce: z.boolean(),
    brief: briefSchema,
    deliverables: deliverableSpecsSchema,
    requirements: requirementsSchema,
    postBy: daySchema.nullable().meta({
      description: "The campaign's last day to publish, when this version moved it",
    }),
    note: z.string().meta({ description: "What changed, in the brand's words" }),
    hash: z.string().meta({
      description: "SHA-256 of brief, deliverables and requirements as canonical JSON",
    }),
    createdAt: timeSchema,
  })
  .meta({ id: "BriefVersion" });

export const briefContract = {
  listBriefVersions: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/brief-versions",
    summary: "Every version of the brief, newest first; creators see those since it was opened",
    tag: "campaigns",
    permission: "campaign.read",
    status: 200,
    params: campaignParams,
    query: z.strictObject(pageQuery),
    response: pageOf(briefVersionSchema),
  },
  getBriefExample: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/examples/{mediaId}",
    summary: "A picture or a video the brief shows as an example",
    tag: "campaigns",
    permission: "campaign.read",
    status: 200,
    params: z.strictObject({ campaignId: idSchema, mediaId: idSchema }),
    response: z.string(),
    produces: "application/octet-stream",
  },
} as const satisfies Contract;
