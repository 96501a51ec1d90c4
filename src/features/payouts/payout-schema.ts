import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, moneySchema, paragraphSchema, timeSchema } from "../../platform/http/schemas";
import { postalAddressSchema } from "../creators";
import { payoutStatuses, rails } from "./payout";
import { errorGroups } from "./paypal/item-errors";
import {
  approveBody,
  holdBody,
  prepareBody,
  releaseBody,
  signedSchema,
} from "./release/step-schema";

const holdSchema = z.strictObject({
  kind: z.string(),
  reason: z.string(),
  owner: z.string(),
  nextAction: z.string(),
  openedAt: timeSchema,
  expiresAt: timeSchema.nullable(),
});

/** Where the money goes: the method that was signed, or the creator's present one before any signature. */
const receiverSchema = z
  .discriminatedUnion("rail", [
    z.strictObject({ rail: z.literal("paypal"), receiver: z.string() }),
    z.strictObject({
      rail: z.literal("cheque"),
      payeeName: z.string(),
      postalAddress: postalAddressSchema,
    }),
  ])
  .meta({ id: "Receiver", description: "A PayPal address, or the payee of a cheque" });

export const payoutSchema = z
  .strictObject({
    id: idSchema,
    creatorId: idSchema,
    creatorName: z.string(),
    amount: moneySchema.meta({ description: "What is left to send" }),
    recovered: moneySchema.meta({ description: "What of it repaid the creator's debt to us" }),
    withheld: moneySchema.meta({ description: "What of it is kept back for a tax authority" }),
    rail: z.enum(rails).nullable(),
    receiver: receiverSchema.nullable().meta({
      description: "What the signatures are about; before them the creator's present method",
    }),
    status: z.enum(payoutStatuses),
    release: z.enum(["auto", "two_people"]).nullable(),
    contentHash: z.string().nullable(),
    signedUntil: timeSchema.nullable(),
    earlyReleaseReason: z.string().nullable(),
    createdAt: timeSchema,
    statusAt: timeSchema,
    paidAt: timeSchema.nullable(),
    attemptState: z.string().nullable(),
    holds: z.array(holdSchema),
  })
  .meta({ id: "Payout" });

/** What PayPal objects to, sorted by who has to act, in the caller's language. */
export const problemSchema = z
  .strictObject({ name: z.string(), group: z.enum(errorGroups), message: z.string() })
  .meta({ id: "PayoutProblem" });

export const attemptSchema = z.strictObject({
  id: idSchema,
  seq: z.int(),
  rail: z.enum(rails),
  receiver: receiverSchema.meta({ description: "As it was sent" }),
  state: z.string(),
  batchId: idSchema.nullable(),
  providerItemId: z.string().nullable(),
  providerStatus: z.string().nullable(),
  providerError: z.string().nullable(),
  problem: problemSchema.nullable(),
  providerFee: moneySchema.nullable(),
  createdAt: timeSchema,
  stateAt: timeSchema,
});

const stepSchema = z.strictObject({ at: timeSchema, what: z.string() });

export const payoutDetailSchema = z
  .strictObject({
    ...payoutSchema.shape,
    endorsementIds: z.array(idSchema),
    attempts: z.array(attemptSchema),
    timeline: z.array(stepSchema),
  })
  .meta({ id: "PayoutDetail" });

export const payoutParams = z.strictObject({ payoutId: idSchema });
const payoutItems = z.strictObject({ items: z.array(payoutSchema), signed: signedSchema });
const tag = "payouts";

export const payoutContract = {
  preparePayouts: {
    method: "post",
    path: "/v1/payouts/prepare",
    summary: "First signature: prepare payouts for release",
    tag,
    permission: "payout.prepare",
    status: 200,
    idempotency: "required",
    body: prepareBody,
    response: payoutItems,
    problems: ["payout_state", "payout_held", "payout_method_missing", "own_payout"],
  },
  approvePayouts: {
    method: "post",
    path: "/v1/payouts/approvals",
    summary: "Second signature, by another person, over the prepared content",
    tag,
    permission: "payout.approve",
    status: 200,
    idempotency: "required",
    body: approveBody,
    response: payoutItems,
    problems: [
      "payout_state",
      "payout_held",
      "same_person",
      "own_payout",
      "content_changed",
      "approval_expired",
    ],
  },
  holdPayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/hold",
    summary: "Stop a payout that has not been sent",
    tag,
    permission: "payout.hold",
    status: 200,
    params: payoutParams,
    body: holdBody,
    response: payoutDetailSchema,
    problems: ["payout_state", "payout_held", "hold_expiry_past"],
  },
  releasePayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/release",
    summary: "End holds: a person's, unless others are named",
    tag,
    permission: "payout.hold",
    status: 200,
    idempotency: "required",
    params: payoutParams,
    body: releaseBody,
    response: payoutDetailSchema,
    problems: ["payout_not_held", "own_payout"],
  },
  cancelPayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/cancel",
    summary: "Give a payout up before it is sent",
    tag,
    permission: "payout.hold",
    status: 200,
    idempotency: "required",
    params: payoutParams,
    body: z.strictObject({ reason: paragraphSchema(500) }),
    response: payoutDetailSchema,
    problems: ["payout_state"],
  },
  reroutePayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/reroute",
    summary:
      "Pay a returned or failed payout by the creator's present method; a second person approves",
    tag,
    permission: "payout.prepare",
    status: 200,
    idempotency: "required",
    params: payoutParams,
    response: payoutDetailSchema,
    problems: [
      "payout_state",
      "payout_attempt_live",
      "payout_method_missing",
      "payout_held",
      "own_payout",
    ],
  },
  takeBackPayout: {
    method: "post",
    path: "/v1/payouts/{payoutId}/take-back",
    summary: "Ask PayPal to return an unclaimed payment",
    tag,
    permission: "payout.prepare",
    status: 200,
    idempotency: "required",
    work: "steps",
    params: payoutParams,
    response: payoutDetailSchema,
    problems: ["payout_not_unclaimed", "take_back_refused", "method_unavailable", "own_payout"],
  },
} as const satisfies Contract;
