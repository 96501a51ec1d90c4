/** What finance and operators do about payments that were sent. */
import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  hashSchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import {
  clawbackReasons,
  clawbackStatuses,
  resolutionKinds,
  resolutionStatuses,
} from "./afterlife";

const evidenceSchema = lineSchema(2_000).meta({ description: "What you saw, and where" });
const hashBody = z.strictObject({
  contentHash: hashSchema.meta({ description: "Of the content you looked at" }),
});
const reasonBody = z.strictObject({ reason: lineSchema(500) });

const resolutionSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(resolutionKinds),
    subjectId: idSchema.meta({ description: "The attempt, or the batch, that is spoken of" }),
    payoutBatchId: z.string().nullable(),
    evidence: z.string(),
    contentHash: z.string(),
    status: z.enum(resolutionStatuses),
    proposedBy: signerSchema,
    proposedAt: timeSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "PayoutResolution" });

const clawbackSchema = z
  .strictObject({
    id: idSchema,
    endorsementId: idSchema,
    submissionId: idSchema,
    campaignId: idSchema,
    creatorId: idSchema,
    creatorName: z.string(),
    reason: z.enum(clawbackReasons),
    evidence: z.string(),
    suggestion: z
      .string()
      .nullable()
      .meta({ description: "What a look at the live post found, when a machine came first" }),
    fee: moneySchema,
    platformFee: moneySchema,
    contentHash: z.string(),
    status: z.enum(clawbackStatuses),
    decidedBy: signerSchema,
    decidedAt: timeSchema,
    closedBy: signerSchema.nullable(),
    closedAt: timeSchema.nullable(),
  })
  .meta({ id: "Clawback" });

const resolutionParams = z.strictObject({ resolutionId: idSchema });
const clawbackParams = z.strictObject({ clawbackId: idSchema });

const resolutionContract = {
  resolveBlockedPayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/blocked-resolution",
    summary: "First signature: the payment PayPal blocks was not made and is owed again",
    tag: "payouts",
    permission: "payout.prepare",
    status: 201,
    idempotency: "required",
    work: "steps",
    params: z.strictObject({ payoutId: idSchema }),
    body: z.strictObject({ evidence: evidenceSchema }),
    response: resolutionSchema,
    problems: ["payout_not_blocked", "resolution_exists", "own_payout", "method_unavailable"],
  },
  resolvePayoutBatch: {
    method: "post",
    path: "/v1/payout-batches/{batchId}/outcome",
    summary: "First signature: what became of a batch whose answer was lost; PayPal is asked too",
    tag: "payouts",
    permission: "payout.prepare",
    status: 201,
    idempotency: "required",
    work: "steps",
    params: z.strictObject({ batchId: idSchema }),
    body: z.discriminatedUnion("outcome", [
      z.strictObject({
        outcome: z.literal("was_created"),
        payoutBatchId: z
          .string()
          .regex(/^[A-Za-z0-9-]{1,30}$/)
          .meta({ description: "PayPal's id of the batch" }),
        evidence: evidenceSchema,
      }),
      z.strictObject({ outcome: z.literal("was_not_created"), evidence: evidenceSchema }),
    ]),
    response: resolutionSchema,
    problems: [
      "batch_not_in_doubt",
      "batch_differs",
      "batch_unreadable",
      "outcome_contradicted",
      "report_too_early",
      "resolution_exists",
      "own_payout",
      "method_unavailable",
    ],
  },
  confirmPayoutResolution: {
    method: "post",
    path: "/v1/payout-resolutions/{resolutionId}/confirmation",
    summary: "Second signature, by another person, over what was proposed; then it happens",
    tag: "payouts",
    permission: "payout.approve",
    status: 200,
    idempotency: "required",
    work: "steps",
    params: resolutionParams,
    body: hashBody,
    response: resolutionSchema,
    problems: [
      "resolution_state",
      "same_person",
      "content_changed",
      "own_payout",
      "payout_not_blocked",
      "batch_not_in_doubt",
      "batch_differs",
      "batch_unreadable",
      "outcome_contradicted",
      "report_too_early",
      "method_unavailable",
    ],
  },
  withdrawPayoutResolution: {
    method: "post",
    path: "/v1/payout-resolutions/{resolutionId}/withdrawal",
    summary: "Take a proposal back, or refuse it",
    tag: "payouts",
    permission: "payout.hold",
    status: 200,
    params: resolutionParams,
    body: reasonBody,
    response: resolutionSchema,
    problems: ["resolution_state"],
  },
  listPayoutResolutions: {
    method: "get",
    path: "/v1/payout-resolutions",
    summary: "What people said became of blocked payments and unclear batches, newest first",
    tag: "payouts",
    permission: "payout.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(resolutionStatuses).optional(),
      subjectId: idSchema.optional(),
    }),
    response: pageOf(resolutionSchema),
  },
} as const satisfies Contract;

const clawbackContract = {
  decideClawback: {
    method: "post",
    path: "/v1/submissions/{submissionId}/clawback",
    summary: "Decide that an endorsed submission did not earn its fee; finance confirms",
    tag: "clawbacks",
    permission: "clawback.decide",
    status: 201,
    idempotency: "required",
    params: z.strictObject({ submissionId: idSchema }),
    body: z.strictObject({ reason: z.enum(clawbackReasons), evidence: evidenceSchema }),
    response: clawbackSchema,
    problems: ["clawback_exists", "own_payout"],
  },
  confirmClawback: {
    method: "post",
    path: "/v1/clawbacks/{clawbackId}/confirmation",
    summary: "Second signature: the fee goes back, and what was paid is repaid from later fees",
    tag: "clawbacks",
    permission: "clawback.confirm",
    status: 200,
    idempotency: "required",
    params: clawbackParams,
    body: hashBody,
    response: clawbackSchema,
    problems: [
      "clawback_state",
      "same_person",
      "content_changed",
      "own_payout",
      "payout_attempt_live",
    ],
  },
  declineClawback: {
    method: "post",
    path: "/v1/clawbacks/{clawbackId}/decline",
    summary: "Refuse a claw-back; the fee stays earned",
    tag: "clawbacks",
    permission: "clawback.confirm",
    status: 200,
    params: clawbackParams,
    body: reasonBody,
    response: clawbackSchema,
    problems: ["clawback_state", "same_person"],
  },
  dismissClawback: {
    method: "post",
    path: "/v1/clawbacks/{clawbackId}/dismissal",
    summary: "Let an earning stand although a machine suggests to take it back",
    tag: "clawbacks",
    permission: "clawback.decide",
    status: 200,
    params: clawbackParams,
    body: reasonBody,
    response: clawbackSchema,
    problems: ["clawback_state", "own_payout"],
  },
  listClawbacks: {
    method: "get",
    path: "/v1/clawbacks",
    summary: "Claw-backs, newest first",
    tag: "clawbacks",
    permission: "clawback.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: z.enum(clawbackStatuses).optional() }),
    response: pageOf(clawbackSchema),
  },
} as const satisfies Contract;

export const afterlifeContract = { ...resolutionContract, ...clawbackContract } as const;
