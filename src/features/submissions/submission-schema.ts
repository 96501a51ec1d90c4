import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, pageOf, pageQuery, paragraphSchema } from "../../platform/http/schemas";
import { cancelContract } from "./cancel-schema";
import { hasPostUrlShape, postUrlLengthMax } from "./post-url";
import { captionLengthMax, mediaPerVersionMax } from "./submission";
import {
  endorsementSchema,
  mediaSchema,
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

const mediaContract = {
  uploadMedia: {
    method: "post",
    path: "/v1/media",
    summary: "Upload a picture or a video",
    tag: "submissions",
    permission: "media.upload",
    status: 201,
    work: "steps",
    accepts: "multipart",
    effort: "upload",
    response: mediaSchema,
    problems: ["media_type_unsupported"],
  },
  getMedia: {
    method: "get",
    path: "/v1/media/{mediaId}",
    summary: "Download a file: your own, or one handed in for your brand's campaign",
    tag: "submissions",
    permission: "media.read",
    status: 200,
    produces: "application/octet-stream",
    params: z.strictObject({ mediaId: idSchema }),
    response: z.string(),
  },
} as const satisfies Contract;

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
    }),
    problems: [
      "submission_state",
      "submission_changed",
      "disclosure_missing",
      "disclosure_unclear",
    ],
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
  ...mediaContract,
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
      caption: paragraphSchema(captionLengthMax),
      mediaIds: mediaIdsSchema.default([]),
    }),
    response: submissionSchema,
    problems: ["application_state", "deliverable_not_open", "media_unknown"],
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
