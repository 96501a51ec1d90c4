import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import { mediaTypes } from "../../platform/files/content-type";
import type { Contract } from "../../platform/http/contract";
import {
  daySchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { platforms } from "../campaigns";
import { cancelContract } from "./cancel-schema";
import { hasPostUrlShape, postUrlLengthMax } from "./post-url";
import {
  captionLengthMax,
  earningOrigins,
  mediaPerVersionMax,
  reasonCodes,
  submissionStatuses,
} from "./submission";

const noteLengthMax = 2_000;

const mediaSchema = z
  .strictObject({
    id: idSchema,
    contentType: z.enum(mediaTypes),
    bytesCount: z.int(),
    sha256: z.string(),
  })
  .meta({ id: "Media" });

const reasonSchema = z.enum(reasonCodes).meta({ id: "ReviewReason" });
const versionNumber = z.int().min(1).max(2_147_483_647);

const versionSchema = z
  .strictObject({
    version: z.int(),
    caption: z.string(),
    media: z.array(mediaSchema),
    submittedAt: timeSchema,
    decision: z.enum(["approved", "changes_requested", "rejected"]).nullable(),
    reasonCode: reasonSchema.nullable(),
    note: z.string().nullable(),
    decidedAt: timeSchema.nullable(),
    isAutomatic: z
      .boolean()
      .meta({ description: "Approved because the brand did not decide in time" }),
  })
  .meta({ id: "SubmissionVersion" });

const livePostSchema = z
  .strictObject({
    url: z.string(),
    recordedAt: timeSchema,
    verifiedAt: timeSchema.nullable(),
  })
  .meta({ id: "LivePost" });

export const endorsementSchema = z
  .strictObject({
    id: idSchema,
    submissionId: idSchema,
    applicationId: idSchema,
    fee: moneySchema.meta({ description: "Earned by the creator" }),
    platformFee: moneySchema.nullable().meta({ description: "Only for the brand" }),
    shareBasisPoints: z
      .int()
      .meta({ description: "Part of the piece's fee that was earned; 10,000 is all of it" }),
    origin: z.enum(earningOrigins).meta({
      description:
        "Endorsed by the brand, by the clock, after the brand cancelled, or decided in a dispute",
    }),
    endorsedAt: timeSchema,
    heldUntil: timeSchema.nullable(),
    payableAt: timeSchema.nullable().meta({ description: "Null while the fee is held" }),
  })
  .meta({ id: "Endorsement" });

const clocksSchema = z
  .strictObject({
    reviewUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards content that is clean is approved by itself" }),
    postUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards approved content that is not posted has expired" }),
    appealUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards a rejection stands and the money goes back" }),
    endorseUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards a verified post is endorsed by itself" }),
    liveUntil: timeSchema.nullable().meta({ description: "Until then the post has to stay up" }),
    overdueAt: timeSchema.nullable().meta({ description: "Since when a person has to act" }),
  })
  .meta({ id: "SubmissionClocks", description: "Dates by which somebody has to act" });

const summaryFields = {
  id: idSchema,
  applicationId: idSchema,
  campaignId: idSchema,
  creatorId: idSchema,
  deliverable: z
    .strictObject({
      id: idSchema,
      seq: z.int(),
      platform: z.enum(platforms),
      kind: z.enum(deliverableKinds),
      fee: moneySchema,
      postBy: daySchema,
      releasedAt: timeSchema.nullable(),
    })
    .meta({ id: "SubmissionDeliverable" }),
  status: z.enum(submissionStatuses).meta({ id: "SubmissionStatus" }),
  version: z
    .int()
    .meta({ description: "Latest version; 0 when the brand cancelled before there was one" }),
  clocks: clocksSchema,
  createdAt: timeSchema,
};

const summarySchema = z.strictObject(summaryFields).meta({ id: "SubmissionSummary" });

export const submissionSchema = z
  .strictObject({
    ...summaryFields,
    versions: z.array(versionSchema).meta({ description: "The first one first" }),
    livePost: livePostSchema.nullable(),
    endorsement: endorsementSchema.nullable(),
  })
  .meta({ id: "Submission" });

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
    permission: "submission.review",
    problems: ["submission_state"],
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
    summary: "Endorse live content: the fee is earned and the payout begins",
    tag: "submissions",
    permission: "submission.approve",
    status: 200,
    idempotency: "required",
    params: submissionParams,
    response: endorsementSchema,
    problems: ["submission_not_live", "application_state"],
  },
} as const satisfies Contract;
