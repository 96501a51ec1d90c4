import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { paragraphSchema } from "../../../platform/http/schemas";
import { campaignParams, campaignSchema, termsFields } from "../../campaigns";
import { step } from "../application-schema";

const noteLengthMax = 2_000;
const answerBody = z.strictObject({
  briefVersion: z.int().min(1).max(2_147_483_647).meta({
    description: "The version of the brief you were asked about",
  }),
});
const problems = ["application_state", "terms_not_asked", "terms_change_state"] as const;
const { brief, deliverables, requirements, postBy } = termsFields;

export const termsChangeContract = {
  proposeBrief: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/brief-versions",
    summary: "Change the brief of a funded campaign; accepted creators are asked to agree",
    tag: "campaigns",
    permission: "terms.propose",
    status: 201,
    idempotency: "required",
    params: campaignParams,
    body: z.strictObject({
      version: z.int().min(1).max(2_147_483_647).meta({
        description: "The campaign's version that you saw",
      }),
      note: paragraphSchema(noteLengthMax).meta({ description: "What changed, for the creators" }),
      brief: brief.optional(),
      deliverables: deliverables.optional().meta({ description: "The same pieces, on other days" }),
      requirements: requirements.optional(),
      postBy: postBy.optional(),
    }),
    response: campaignSchema,
    problems: [
      "campaign_state",
      "version_conflict",
      "deliverables_fixed",
      "deliverable_day_outside",
      "campaign_dates_reversed",
      "post_by_past",
      "example_media_unknown",
      "brief_versions_full",
    ],
  },
  acceptTerms: {
    ...step,
    path: "/v1/applications/{applicationId}/accept-terms",
    summary: "Agree to the brief that has changed; the fee stays",
    permission: "terms.answer",
    body: answerBody,
    problems,
  },
  keepTerms: {
    ...step,
    path: "/v1/applications/{applicationId}/keep-terms",
    summary: "Keep the terms that were agreed",
    permission: "terms.answer",
    body: answerBody,
    problems,
  },
} as const satisfies Contract;
