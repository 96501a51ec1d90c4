import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, pageOf, pageQuery, paragraphSchema } from "../../platform/http/schemas";
import { languageSchema } from "../creators";
import { cancelContract } from "./cancel-schema";
import { hasPostUrlShape, postUrlLengthMax } from "./post-url";
import {
  captionLengthMax,
  mediaPerVersionMax,
  submissionStatuses,
  translationsMax,
} from "./submission";
import {
  brandSummarySchema,
  endorsementSchema,
  reasonSchema,
  submissionSchema,
  summarySchema,
  versionNumber,
} from "./submission-parts-schema";

const noteLengthMax = 2_000;

const submissionParams = z.strictObject({ submissionId: idSchema });
const applicationParams = z.strictObject({ applicationId: idSchema });

export const mediaIdsSchema = z
  .array(idSchema)
  .max(mediaPerVersionMax)
  .refine((ids) => new Set(ids).size === ids.length, { params: { code: "itemsRepeated" } });

const reviewBody = z.strictObject({
  reasonCode: reasonSchema,
  note: paragraphSchema(noteLengthMax).optional(),
  version: versionNumber.optional().meta({ description: "The version you looked at" }),
});

const step = {
  method: "post",
  tag: "submissions",
  status: 200,
  params: submissionParams,
  response: submissionSchema,
} as const;

const stepContract = {
  requestChanges: {
    ...step,
    path: "/v1/submissions/{submissionId}/request-changes",
    summary: "Send content back with a reason",
    permission: "submission.review",
    body: reviewBody,
    problems: ["submission_state", "submission_changed", "change_rounds_spent"],
  },
  approveContent: {
    ...step,
    path: "/v1/submissions/{submissionId}/approve",
    summary: "Approve content for posting; its caption must carry an agreed advertising label",
    permission: "submission.approve",
    body: z.strictObject({
      version: versionNumber.optional().meta({ description: "The version you looked at" }),
      disclosureReason: paragraphSchema(noteLengthMax).optional().meta({
        description: "Why it may go live although the disclosure linter found an error",
      }),
      checklistReason: paragraphSchema(noteLengthMax).optional().meta({
        description: "Why it may go live although required items of the checklist are open",
      }),
    }),
    problems: [
      "submission_state",
      "submission_changed",
      "disclosure_missing",
      "disclosure_unclear",
      "checklist_open",
    ],
  },
  grantChangeRound: {
    ...step,
    path: "/v1/submissions/{submissionId}/change-rounds",
    summary: "Let the brand ask for changes once more, after all agreed rounds were used",
    permission: "submission.submit",
    problems: ["submission_state", "application_state", "change_round_left", "extra_rounds_full"],
  },
  rejectContent: {
    ...step,
    path: "/v1/submissions/{submissionId}/reject",
    summary: "Refuse content for good",
    permission: "submission.approve",
    body: reviewBody,
    problems: ["submission_state", "submission_changed"],
  },
  recordLivePost: {
    ...step,
    path: "/v1/submissions/{submissionId}/live-post",
    summary: "Say where the approved content was posted",
    permission: "submission.submit",
    body: z.strictObject({
      url: z
        .string()
        .max(postUrlLengthMax)
        .refine(hasPostUrlShape, { params: { code: "postUrlShape" } })
        .meta({ description: "https link to the post itself" }),
    }),
    problems: ["submission_state", "social_account_missing", "url_taken", "url_not_on_platform"],
  },
  verifyLivePost: {
    ...step,
    path: "/v1/submissions/{submissionId}/live-post/verification",
    summary: "Confirm by hand that the post is as agreed",
    permission: "submission.approve",
    body: z.strictObject({
      reason: paragraphSchema(noteLengthMax).meta({
        description: "What you looked at; kept with your name",
      }),
    }),
    problems: ["submission_state", "application_state", "post_in_doubt"],
  },
} as const satisfies Contract;

export const submissionContract = {
  submitContent: {
    method: "post",
    path: "/v1/applications/{applicationId}/submissions",
    summary: "Hand in content for a promised piece, or its next version",
    tag: "submissions",
    permission: "submission.submit",
    status: 201,
    params: applicationParams,
    body: z.strictObject({
      deliverableId: idSchema
        .optional()
        .meta({ description: "The first piece that still waits for content when absent" }),
      caption: paragraphSchema(captionLengthMax).meta({ description: "The one that is posted" }),
      language: languageSchema.optional().meta({ description: "Of the caption" }),
      translations: z
        .array(
          z.strictObject({ language: languageSchema, caption: paragraphSchema(captionLengthMax) }),
        )
        .max(translationsMax)
        .default([])
        .meta({ description: "The same caption in other languages, each once" }),
      mediaIds: mediaIdsSchema.default([]),
    }),
    response: submissionSchema,
    problems: ["application_state", "deliverable_not_open", "media_unknown", "caption_language"],
  },
  listSubmissions: {
    method: "get",
    path: "/v1/applications/{applicationId}/submissions",
    summary: "Submissions of one application, newest first",
    tag: "submissions",
    permission: "submission.read",
    status: 200,
    params: applicationParams,
    query: z.strictObject(pageQuery),
    response: pageOf(summarySchema),
  },
  listBrandSubmissions: {
    method: "get",
    path: "/v1/brands/{brandId}/submissions",
    summary: "Submissions of all campaigns of my brand, newest first",
    tag: "submissions",
    permission: "submission.review",
    status: 200,
    params: z.strictObject({ brandId: idSchema }),
    query: z.strictObject({ ...pageQuery, status: z.enum(submissionStatuses).optional() }),
    response: pageOf(brandSummarySchema),
  },
  getSubmission: {
    method: "get",
    path: "/v1/submissions/{submissionId}",
    summary: "One submission with its versions, live post and endorsement",
    tag: "submissions",
    permission: "submission.read",
    status: 200,
    params: submissionParams,
    response: submissionSchema,
  },
  ...stepContract,
  ...cancelContract,
  endorseSubmission: {
    method: "post",
    path: "/v1/submissions/{submissionId}/endorsement",
    summary:
      "Endorse content that is live and was verified: the fee is earned and the payout begins",
    tag: "submissions",
    permission: "submission.approve",
    status: 200,
    idempotency: "required",
    params: submissionParams,
    response: endorsementSchema,
    problems: ["submission_not_live", "post_not_verified", "post_in_doubt", "application_state"],
  },
} as const satisfies Contract;
