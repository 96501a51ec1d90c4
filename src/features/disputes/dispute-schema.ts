import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { disputableStatuses, mediaIdsSchema, submissionSchema } from "../submissions";
import { disputeOutcomes, disputeReasons, disputeStatuses } from "./dispute";

const statementLengthMax = 4_000;

const statementSchema = paragraphSchema(statementLengthMax);
const sideSchema = z.enum(["brand", "creator"]);
const evidenceSchema = mediaIdsSchema
  .default([])
  .meta({ description: "Your own uploads; both sides and operators may see them" });

const summaryFields = {
  id: idSchema,
  submissionId: idSchema,
  applicationId: idSchema,
  campaignId: idSchema,
  creatorId: idSchema,
  status: z.enum(disputeStatuses).meta({ id: "DisputeStatus" }),
  fromStatus: z
    .enum(disputableStatuses)
    .meta({ description: "Where the submission stood, and goes back to after a withdrawal" }),
  remainingSeconds: z
    .int()
    .nullable()
    .meta({ description: "Left on the clock that stands still; below zero when it was over" }),
  openedBy: sideSchema,
  reasonCode: z.enum(disputeReasons).meta({ id: "DisputeReason" }),
  openedAt: timeSchema,
  answerUntil: timeSchema.meta({
    description: "Until then nobody decides without having heard the other side",
  }),
  answeredAt: timeSchema.nullable(),
  outcome: z.enum(disputeOutcomes).nullable(),
  shareBasisPoints: z
    .int()
    .nullable()
    .meta({ description: "What the creator gets of the piece's fee; 10,000 is all of it" }),
  closedAt: timeSchema.nullable(),
};

const summarySchema = z.strictObject(summaryFields).meta({ id: "DisputeSummary" });

const disputeSchema = z
  .strictObject({
    ...summaryFields,
    statement: z.string(),
    mediaIds: z.array(idSchema),
    answer: z.string().nullable(),
    answerMediaIds: z.array(idSchema),
    decision: z.string().nullable(),
    submission: submissionSchema,
  })
  .meta({ id: "Dispute" });

const disputeParams = z.strictObject({ disputeId: idSchema });

const step = {
  method: "post",
  tag: "disputes",
  status: 200,
  idempotency: "required",
  params: disputeParams,
  response: disputeSchema,
} as const;

const decision = statementSchema.meta({ description: "The reasons; both sides read them" });

const stepContract = {
  openDispute: {
    ...step,
    path: "/v1/submissions/{submissionId}/disputes",
    summary: "Dispute what became of a piece of work; its clock stands still",
    permission: "dispute.open",
    status: 201,
    params: z.strictObject({ submissionId: idSchema }),
    body: z.strictObject({
      reasonCode: z.enum(disputeReasons),
      statement: statementSchema,
      mediaIds: evidenceSchema,
    }),
    problems: [
      "submission_state",
      "application_state",
      "dispute_not_possible",
      "disputes_spent",
      "media_unknown",
    ],
  },
  answerDispute: {
    ...step,
    path: "/v1/disputes/{disputeId}/answer",
    summary: "Answer a dispute of the other side, once",
    permission: "dispute.open",
    body: z.strictObject({ answer: statementSchema, mediaIds: evidenceSchema }),
    problems: ["dispute_state", "media_unknown"],
  },
  withdrawDispute: {
    ...step,
    path: "/v1/disputes/{disputeId}/withdrawal",
    summary: "Take your dispute back; the clock goes on",
    permission: "dispute.open",
    problems: ["dispute_state"],
  },
  decideDispute: {
    ...step,
    path: "/v1/disputes/{disputeId}/decision",
    summary: "Decide for good: the creator, the brand, or a part for each",
    permission: "dispute.decide",
    body: z.discriminatedUnion("outcome", [
      z.strictObject({ outcome: z.literal("creator"), decision }),
      z.strictObject({ outcome: z.literal("brand"), decision }),
      z.strictObject({
        outcome: z.literal("split"),
        shareBasisPoints: z
          .int()
          .min(1)
          .max(9_999)
          .meta({ description: "What the creator gets of the fee, in hundredths of a percent" }),
        decision,
      }),
    ]),
    problems: ["dispute_state", "dispute_own_side", "dispute_answer_awaited", "application_state"],
  },
} as const satisfies Contract;

export const disputeContract = {
  ...stepContract,
  listDisputes: {
    method: "get",
    path: "/v1/disputes",
    summary: "Disputes of my work or my brand's campaigns, newest first; operators see all",
    tag: "disputes",
    permission: "dispute.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(disputeStatuses).optional(),
      submissionId: idSchema.optional(),
      applicationId: idSchema.optional(),
    }),
    response: pageOf(summarySchema),
  },
  getDispute: {
    method: "get",
    path: "/v1/disputes/{disputeId}",
    summary: "One dispute with what both sides say and the content it is about",
    tag: "disputes",
    permission: "dispute.read",
    status: 200,
    params: disputeParams,
    response: disputeSchema,
  },
  getDisputeMedia: {
    method: "get",
    path: "/v1/disputes/{disputeId}/media/{mediaId}",
    summary: "Download evidence, or a file of the content that is disputed",
    tag: "disputes",
    permission: "dispute.read",
    status: 200,
    produces: "application/octet-stream",
    params: z.strictObject({ disputeId: idSchema, mediaId: idSchema }),
    response: z.string(),
  },
} as const satisfies Contract;
