import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { answerLengthMax, reasonLengthMax, reviewLengthMax, starsMax, starsMin } from "./review";

const starSchema = z.int().min(starsMin).max(starsMax);
const starsSchema = z
  .strictObject({
    overall: starSchema,
    communication: starSchema,
    reliability: starSchema.meta({ description: "Kept to what was agreed, and to its dates" }),
    quality: starSchema.meta({ description: "Of the content, or of brief and feedback" }),
  })
  .meta({ id: "ReviewStars", description: "One to five stars for each" });
const averageSchema = z
  .string()
  .regex(/^\d\.\d\d$/)
  .nullable();
const sideSchema = z.enum(["brand", "creator"]).meta({ description: "Who wrote it" });

const answerSchema = z
  .strictObject({ text: z.string(), answeredAt: timeSchema })
  .meta({ id: "ReviewAnswer", description: "What the reviewed side says to it" });

const writtenFields = {
  id: idSchema,
  applicationId: idSchema,
  bySide: sideSchema,
  stars: starsSchema,
  text: z.string(),
  writtenAt: timeSchema,
  revealBy: timeSchema.meta({ description: "Shown at the latest then" }),
};

const sideFields = {
  ...writtenFields,
  revealedAt: timeSchema.nullable(),
  hiddenReason: z
    .string()
    .nullable()
    .meta({ description: "Why it was taken from view; null while everybody may read it" }),
  answer: answerSchema.nullable(),
};

const writtenReviewSchema = z.strictObject(writtenFields).meta({ id: "WrittenReview" });
const sideReviewSchema = z.strictObject(sideFields).meta({ id: "Review" });
const staffReviewSchema = z
  .strictObject({ ...sideFields, brandId: idSchema, creatorId: idSchema })
  .meta({ id: "ModeratedReview" });

const collaborationSchema = z
  .strictObject({
    applicationId: idSchema,
    side: sideSchema.meta({ description: "The caller's own side" }),
    canWrite: z.boolean(),
    writeUntil: timeSchema.nullable().meta({ description: "Null when there is nothing to review" }),
    mine: sideReviewSchema.nullable(),
    theirs: sideReviewSchema.nullable().meta({ description: "Null until it is shown" }),
  })
  .meta({ id: "CollaborationReviews" });

const publicReviewSchema = z
  .strictObject({
    id: idSchema,
    bySide: sideSchema,
    reviewerName: z.string(),
    stars: starsSchema,
    text: z.string(),
    isWrittenBlind: z
      .boolean()
      .meta({ description: "False when the other side's review could be read before" }),
    revealedAt: timeSchema,
    answer: answerSchema.nullable(),
  })
  .meta({ id: "PublicReview" });

const summarySchema = z
  .strictObject({
    count: z.int(),
    overall: averageSchema,
    communication: averageSchema,
    reliability: averageSchema,
    quality: averageSchema,
  })
  .meta({ id: "ReviewSummary", description: "Averages as decimal text; null without a review" });

const publicPage = pageOf(publicReviewSchema).extend({ summary: summarySchema });
const applicationParams = z.strictObject({ applicationId: idSchema });
const reviewParams = z.strictObject({ reviewId: idSchema });
const reasonBody = z.strictObject({ reason: paragraphSchema(reasonLengthMax) });

export const reviewContract = {
  reviewCounterparty: {
    method: "post",
    path: "/v1/applications/{applicationId}/reviews",
    summary: "Review the other side after the work, once; it is shown when both have, or later",
    tag: "reviews",
    permission: "review.write",
    status: 201,
    params: applicationParams,
    body: z.strictObject({ stars: starsSchema, text: paragraphSchema(reviewLengthMax) }),
    response: writtenReviewSchema,
    problems: ["review_not_open", "review_window_over", "review_written"],
  },
  getCollaborationReviews: {
    method: "get",
    path: "/v1/applications/{applicationId}/reviews",
    summary: "My review of a collaboration, and the other side's once it is shown",
    tag: "reviews",
    permission: "review.mine",
    status: 200,
    params: applicationParams,
    response: collaborationSchema,
  },
  answerReview: {
    method: "post",
    path: "/v1/reviews/{reviewId}/answer",
    summary: "Answer a review about me, once; everybody can read it",
    tag: "reviews",
    permission: "review.write",
    status: 201,
    params: reviewParams,
    body: z.strictObject({ text: paragraphSchema(answerLengthMax) }),
    response: sideReviewSchema,
    problems: ["review_answered"],
  },
  listCreatorReviews: {
    method: "get",
    path: "/v1/creators/{creatorId}/reviews",
    summary: "What brands say about a creator, newest first, with averages",
    tag: "reviews",
    permission: "review.read",
    status: 200,
    params: z.strictObject({ creatorId: idSchema }),
    query: z.strictObject(pageQuery),
    response: publicPage,
  },
  listBrandReviews: {
    method: "get",
    path: "/v1/brands/{brandId}/reviews",
    summary: "What creators say about a brand, newest first, with averages",
    tag: "reviews",
    permission: "review.read",
    status: 200,
    params: z.strictObject({ brandId: idSchema }),
    query: z.strictObject(pageQuery),
    response: publicPage,
  },
  listReviews: {
    method: "get",
    path: "/v1/reviews",
    summary: "All reviews that are shown or hidden, newest first",
    tag: "reviews",
    permission: "review.moderate",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(["shown", "hidden"]).optional(),
      creatorId: idSchema.optional(),
      brandId: idSchema.optional(),
    }),
    response: pageOf(staffReviewSchema),
  },
  hideReview: {
    method: "post",
    path: "/v1/reviews/{reviewId}/hide",
    summary: "Take a review from view; it no longer counts in averages",
    tag: "reviews",
    permission: "review.moderate",
    status: 200,
    params: reviewParams,
    body: reasonBody,
    response: staffReviewSchema,
    problems: ["review_state"],
  },
  showReview: {
    method: "post",
    path: "/v1/reviews/{reviewId}/show",
    summary: "Show a hidden review again",
    tag: "reviews",
    permission: "review.moderate",
    status: 200,
    params: reviewParams,
    body: reasonBody,
    response: staffReviewSchema,
    problems: ["review_state"],
  },
} as const satisfies Contract;
