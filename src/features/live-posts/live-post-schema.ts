import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  daySchema,
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { metricMax } from "../../providers/social";
import { platforms } from "../campaigns";
import { aspectResults, aspects, checkOutcomes, livePostStatuses } from "./live-post";
import { metricNames } from "./metrics";

const reasonLengthMax = 1_000;

const statusSchema = z.enum(livePostStatuses).meta({
  id: "LivePostStatus",
  description:
    "unchecked: no machine can say, a person has to look; needs_look: something is not as agreed; gone: nobody can see it",
});
const platformSchema = z.enum(platforms);
const resultSchema = z.enum(aspectResults);
const findingsSchema = z
  .strictObject({
    available: resultSchema,
    owner: resultSchema.meta({ description: "On an account of the creator" }),
    published: resultSchema.meta({ description: "After the approval and by the last day" }),
    disclosure: resultSchema.meta({ description: "An agreed advertising label is there" }),
    caption: resultSchema.meta({ description: "Reads like what was approved" }),
    media: resultSchema.meta({ description: "Its picture looks like an approved one" }),
  })
  .meta({ id: "LivePostFindings", description: "unknown where no source tells" });

const count = z.int().min(0).max(metricMax);
const countsOf = (one: z.ZodType<number | null | undefined>) => ({
  views: one,
  likes: one,
  comments: one,
  shares: one,
  saves: one,
});

const metricsSchema = z
  .strictObject({
    id: idSchema,
    source: z.enum(["creator", "platform"]),
    measuredOn: daySchema,
    ...countsOf(count.nullable()),
    findings: z
      .array(z.string())
      .meta({ description: "What is odd, such as likes_above_views or views_fell; evidence only" }),
    mediaId: idSchema.nullable().meta({ description: "Picture that shows the figures" }),
    createdAt: timeSchema,
  })
  .meta({ id: "LivePostMetrics", description: "A dated snapshot that is never overwritten" });

const concernSchema = z
  .strictObject({
    kind: z.enum(["needs_look", "gone"]),
    aspects: z.array(z.enum(aspects)),
    openedAt: timeSchema,
  })
  .meta({ id: "LivePostConcern", description: "Waits for the brand" });

const summaryFields = {
  submissionId: idSchema,
  campaignId: idSchema,
  creatorId: idSchema,
  platform: platformSchema,
  url: z.string(),
  recordedAt: timeSchema,
  status: statusSchema,
  concern: concernSchema.nullable(),
  checkedAt: timeSchema.nullable(),
  liveUntil: timeSchema.nullable().meta({ description: "Until then the post has to stay" }),
};
const summarySchema = z.strictObject(summaryFields).meta({ id: "LivePostSummary" });

const checkSchema = z
  .strictObject({
    id: idSchema,
    outcome: z.enum(checkOutcomes),
    source: z.string().nullable(),
    handle: z.string().nullable(),
    publishedAt: timeSchema.nullable(),
    caption: z.string().nullable(),
    thumbnailUrl: z.string().nullable(),
    similarityPercent: z.int().nullable(),
    pictureDistance: z.int().nullable().meta({
      description: "Bits of 64 in which its picture differs from the approved one most like it",
    }),
    pictureProblem: z.string().nullable().meta({ description: "Why no picture was compared" }),
    findings: findingsSchema,
    problem: z.string().nullable(),
    reason: z.string().nullable().meta({ description: "What a person wrote" }),
    status: statusSchema,
    checkedAt: timeSchema,
  })
  .meta({ id: "LivePostCheck", description: "What was seen at one time; written once" });

const detailSchema = z
  .strictObject({
    submissionId: idSchema,
    post: z
      .strictObject({
        ...summaryFields,
        isVerified: z.boolean().meta({ description: "By a check or by a person" }),
        nextCheckAt: timeSchema.nullable(),
        lastCheck: checkSchema.nullable(),
        metrics: z.array(metricsSchema).meta({ description: "The newest of each source" }),
      })
      .meta({ id: "WatchedLivePost" })
      .nullable()
      .meta({ description: "Null until the creator has said where it is" }),
  })
  .meta({ id: "LivePostDetail" });

const params = z.strictObject({ submissionId: idSchema });

const metricsBody = z
  .strictObject({
    measuredOn: daySchema.meta({ description: "Day on which you read the figures" }),
    mediaId: idSchema.meta({ description: "Your picture or video that shows them" }),
    ...countsOf(count.optional()),
  })
  .refine((body) => metricNames.some((name) => body[name] !== undefined), {
    params: { code: "metricsEmpty" },
  });

const common = { tag: "live posts", params } as const;

export const livePostContract = {
  listLivePosts: {
    method: "get",
    path: "/v1/live-posts",
    summary: "Posts of your campaigns or of your own, newest work first",
    tag: "live posts",
    permission: "live_post.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: statusSchema.optional(),
      campaignId: idSchema.optional(),
    }),
    response: pageOf(summarySchema),
  },
  getLivePost: {
    ...common,
    method: "get",
    path: "/v1/submissions/{submissionId}/live-post",
    summary: "How a post stands, what was seen last, and its figures",
    permission: "live_post.read",
    status: 200,
    response: detailSchema,
  },
  listLivePostChecks: {
    ...common,
    method: "get",
    path: "/v1/submissions/{submissionId}/live-post/checks",
    summary: "Every look at a post, newest first",
    permission: "live_post.read",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(checkSchema),
  },
  checkLivePost: {
    ...common,
    method: "post",
    path: "/v1/submissions/{submissionId}/live-post/checks",
    summary: "Ask for a look at the post now",
    permission: "live_post.check",
    status: 202,
    response: detailSchema,
    problems: ["live_post_missing", "live_post_checked_lately"],
  },
  confirmLivePost: {
    ...common,
    method: "post",
    path: "/v1/submissions/{submissionId}/live-post/confirmation",
    summary: "Say how the post stands after looking at it yourself",
    permission: "live_post.confirm",
    status: 200,
    body: z.strictObject({
      verdict: z.enum(["fine", "needs_look", "gone"]),
      reason: paragraphSchema(reasonLengthMax),
    }),
    response: detailSchema,
    problems: ["live_post_missing"],
  },
  listLivePostMetrics: {
    ...common,
    method: "get",
    path: "/v1/submissions/{submissionId}/live-post/metrics",
    summary: "Every snapshot of a post's figures, newest entry first",
    permission: "live_post.read",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(metricsSchema),
  },
  enterLivePostMetrics: {
    ...common,
    method: "post",
    path: "/v1/submissions/{submissionId}/live-post/metrics",
    summary: "Enter the figures of your post with a picture that shows them",
    permission: "live_post.measure",
    status: 201,
    body: metricsBody,
    response: metricsSchema,
    problems: ["live_post_missing", "metrics_in_future", "media_unknown"],
  },
} as const satisfies Contract;
