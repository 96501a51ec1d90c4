import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  countQuery,
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { languageSchema } from "../../creators";
import { captionLengthMax } from "../submission";
import { pinParts } from "./comment";

const bodyLengthMax = 2_000;
const versionMax = 2_147_483_647;
/** A day; nothing that long is taken in. */
const atMsMax = 86_400_000;

const author = { side: z.enum(["brand", "creator"]), name: z.string() };
const authorSchema = z.strictObject({ ...author, isMe: z.boolean() }).meta({ id: "CommentAuthor" });

const part = z.int().min(0).max(pinParts);
const boxPart = z.int().min(1).max(pinParts);
const boxSchema = z.strictObject({ width: boxPart, height: boxPart });

const commentSchema = z
  .strictObject({
    id: idSchema,
    submissionId: idSchema,
    version: z.int().meta({ description: "The version it was written about" }),
    author: authorSchema,
    body: z.string(),
    createdAt: timeSchema,
    pin: z
      .strictObject({
        kind: z.enum(["general", "picture", "video", "caption"]),
        mediaId: idSchema.nullable(),
        x: z.int().nullable().meta({ description: "Parts per ten thousand from the left" }),
        y: z.int().nullable().meta({ description: "Parts per ten thousand from the top" }),
        box: boxSchema.nullable(),
        atMs: z.int().nullable(),
        language: z.string().nullable().meta({ description: "Of a translation" }),
        start: z.int().nullable().meta({ description: "UTF-16 code units of the caption" }),
        end: z.int().nullable(),
        quote: z.string().nullable().meta({ description: "What stood there" }),
      })
      .meta({ id: "CommentPin" }),
    resolvedAt: timeSchema.nullable(),
    resolvedBy: authorSchema.nullable(),
    replies: z
      .array(
        z
          .strictObject({
            id: idSchema,
            author: authorSchema,
            body: z.string(),
            createdAt: timeSchema,
          })
          .meta({ id: "CommentReply" }),
      )
      .meta({ description: "The first one first" }),
  })
  .meta({ id: "ReviewComment" });

const written = {
  version: z
    .int()
    .min(1)
    .max(versionMax)
    .optional()
    .meta({ description: "The version it is about; the latest when absent" }),
  body: paragraphSchema(bodyLengthMax),
};

const commentBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("general"), ...written }),
  z.strictObject({
    kind: z.literal("picture"),
    ...written,
    mediaId: idSchema,
    x: part.meta({ description: "Parts per ten thousand of its width" }),
    y: part.meta({ description: "Parts per ten thousand of its height" }),
    box: boxSchema.optional().meta({ description: "Size of a box whose corner x and y are" }),
  }),
  z.strictObject({
    kind: z.literal("video"),
    ...written,
    mediaId: idSchema,
    atMs: z.int().min(0).max(atMsMax).meta({ description: "Milliseconds from its beginning" }),
  }),
  z.strictObject({
    kind: z.literal("caption"),
    ...written,
    language: languageSchema
      .optional()
      .meta({ description: "Of a translation; the caption that is posted when absent" }),
    start: z.int().min(0).max(captionLengthMax).meta({ description: "UTF-16 code units" }),
    end: z.int().min(1).max(captionLengthMax).meta({ description: "Not included" }),
  }),
]);

const ofSubmission = {
  path: "/v1/submissions/{submissionId}/comments",
  tag: "submissions",
  params: z.strictObject({ submissionId: idSchema }),
} as const;

const ofComment = {
  method: "post",
  tag: "submissions",
  permission: "comment.write",
  status: 200,
  params: z.strictObject({ commentId: idSchema }),
  response: commentSchema,
} as const;

export const commentContract = {
  listReviewComments: {
    ...ofSubmission,
    method: "get",
    summary: "Comments on content with their replies, newest first",
    permission: "comment.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      version: countQuery(1, versionMax).optional(),
      status: z.enum(["open", "resolved"]).optional(),
    }),
    response: pageOf(commentSchema),
  },
  addReviewComment: {
    ...ofSubmission,
    method: "post",
    summary: "Comment on content: on all of it, or on a place in a picture, a video or a caption",
    permission: "comment.write",
    status: 201,
    body: commentBody,
    response: commentSchema,
    problems: ["submission_state", "version_unknown", "pin_outside", "comments_full"],
  },
  replyToComment: {
    ...ofComment,
    path: "/v1/review-comments/{commentId}/replies",
    summary: "Answer a comment",
    status: 201,
    body: z.strictObject({ body: paragraphSchema(bodyLengthMax) }),
    problems: ["submission_state", "comments_full"],
  },
  resolveComment: {
    ...ofComment,
    path: "/v1/review-comments/{commentId}/resolution",
    summary: "Say that a comment is settled",
    problems: ["submission_state", "comment_state"],
  },
  reopenComment: {
    ...ofComment,
    path: "/v1/review-comments/{commentId}/reopening",
    summary: "Say that a comment is not settled after all",
    problems: ["submission_state", "comment_state"],
  },
} as const satisfies Contract;
