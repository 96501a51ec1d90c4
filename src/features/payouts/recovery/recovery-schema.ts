/** What finance does about payments that a restored backup has forgotten. */
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
import { bookings, decisionKinds, decisionStatuses } from "./recovery";

/** PayPal is asked about each of them, one after the other. */
const decisionsMax = 25;

const evidenceSchema = lineSchema(2_000).meta({ description: "What you saw, and where" });
const itemIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,60}$/)
  .meta({ description: "PayPal's id of the item, or of the line on its report" });

const recoverySchema = z
  .strictObject({
    isPaused: z.boolean(),
    reason: z.string().nullable(),
    startedBy: signerSchema.nullable(),
    startedAt: timeSchema.nullable(),
    since: timeSchema.nullable().meta({ description: "From when on PayPal is asked" }),
    readTo: timeSchema.nullable().meta({ description: "Up to when PayPal's report was read" }),
    itemsCount: z.int(),
    openItemsCount: z.int().meta({ description: "Payments that nobody has explained" }),
    obstacle: z
      .enum(["report", "unexplained"])
      .nullable()
      .meta({ description: "Why the pause cannot end yet" }),
  })
  .meta({ id: "Recovery" });

const foundSchema = z
  .strictObject({
    id: idSchema,
    itemId: z.string(),
    payoutBatchId: z.string().nullable(),
    senderBatchId: z.string().nullable(),
    senderItemId: z.string().nullable(),
    receiver: z.string().nullable(),
    amount: moneySchema,
    status: z.string().meta({ description: "PayPal's word when it was read last" }),
    payoutId: idSchema.nullable().meta({ description: "The payout it probably paid" }),
    creatorIds: z.array(idSchema).meta({ description: "Creators with this PayPal address" }),
    bookedAs: z.enum(bookings).nullable(),
    foundAt: timeSchema,
  })
  .meta({ id: "FoundPayment" });

const decisionSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(decisionKinds),
    itemId: z.string().nullable(),
    payoutId: idSchema.nullable(),
    creatorId: idSchema.nullable(),
    evidence: z.string(),
    contentHash: z.string(),
    status: z.enum(decisionStatuses),
    proposedBy: signerSchema,
    proposedAt: timeSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "RecoveryDecision" });

const decisionsSchema = z.strictObject({ items: z.array(decisionSchema) });

const isUnique = (values: readonly string[]) => new Set(values).size === values.length;
const repeated = { params: { code: "itemsRepeated" } };

/** A list in which no payment stands twice; `more` says what else is told of each. */
const claimsOf = <Shape extends z.ZodRawShape>(more: Shape) =>
  z
    .array(z.strictObject({ itemId: itemIdSchema, ...more }))
    .min(1)
    .max(decisionsMax)
    .refine(
      (items) => isUnique(items.map((item) => (item as { itemId: string }).itemId)),
      repeated,
    );

const proposalSchema = z.discriminatedUnion("as", [
  z.strictObject({
    as: z.literal("paid_payout"),
    items: claimsOf({ payoutId: idSchema }),
    evidence: evidenceSchema,
  }),
  z.strictObject({
    as: z.literal("creator_debt"),
    items: claimsOf({ creatorId: idSchema }),
    evidence: evidenceSchema,
  }),
  z.strictObject({ as: z.literal("suspense"), items: claimsOf({}), evidence: evidenceSchema }),
  z.strictObject({ as: z.literal("no_payment"), items: claimsOf({}), evidence: evidenceSchema }),
]);

const reads = {
  getRecovery: {
    method: "get",
    path: "/v1/recovery",
    summary: "Are payouts paused after a restored backup, and what is missing before they go on",
    tag: "recovery",
    permission: "payout.read",
    status: 200,
    response: recoverySchema,
  },
  listFoundPayments: {
    method: "get",
    path: "/v1/recovery/items",
    summary: "Payments that PayPal made for us and that these tables had forgotten",
    tag: "recovery",
    permission: "payout.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, state: z.enum(["open", "booked"]).optional() }),
    response: pageOf(foundSchema),
  },
  listRecoveryDecisions: {
    method: "get",
    path: "/v1/recovery/decisions",
    summary: "What people said about them, newest first",
    tag: "recovery",
    permission: "payout.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: z.enum(decisionStatuses).optional() }),
    response: pageOf(decisionSchema),
  },
} as const satisfies Contract;

const writes = {
  readRecoveryReport: {
    method: "post",
    path: "/v1/recovery/report",
    summary: "Read PayPal's report of the pause again; it may lag behind by three hours",
    tag: "recovery",
    permission: "payout.hold",
    status: 200,
    idempotency: "required",
    work: "steps",
    response: recoverySchema,
    problems: [
      "recovery_not_paused",
      "paypal_report_missing",
      "paypal_report_refused",
      "paypal_report_unavailable",
    ],
  },
  proposeFoundPayments: {
    method: "post",
    path: "/v1/recovery/proposals",
    summary: "First signature: what some forgotten payments were; PayPal is asked about each",
    tag: "recovery",
    permission: "payout.prepare",
    status: 201,
    idempotency: "required",
    work: "steps",
    body: proposalSchema,
    response: decisionsSchema,
    problems: [
      "payment_booked",
      "payment_differs",
      "payment_not_final",
      "payment_does_not_fit",
      "payment_unreadable",
      "payout_state",
      "resolution_exists",
      "own_payout",
      "method_unavailable",
    ],
  },
  proposeRecoveryEnd: {
    method: "post",
    path: "/v1/recovery/ending",
    summary: "First signature: everything found is explained, and payouts may go on",
    tag: "recovery",
    permission: "payout.prepare",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ evidence: evidenceSchema }),
    response: decisionSchema,
    problems: ["recovery_not_paused", "recovery_unfinished", "resolution_exists"],
  },
  confirmRecoveryDecisions: {
    method: "post",
    path: "/v1/recovery/confirmations",
    summary: "Second signature, by another person, over what was proposed; then it happens",
    tag: "recovery",
    permission: "payout.approve",
    status: 200,
    idempotency: "required",
    work: "steps",
    body: z.strictObject({
      decisions: z
        .array(
          z.strictObject({
            decisionId: idSchema,
            contentHash: hashSchema,
          }),
        )
        .min(1)
        .max(decisionsMax)
        .refine((all) => isUnique(all.map(({ decisionId }) => decisionId)), repeated),
    }),
    response: decisionsSchema,
    problems: [
      "resolution_state",
      "same_person",
      "content_changed",
      "own_payout",
      "payment_booked",
      "payment_differs",
      "payment_not_final",
      "payment_does_not_fit",
      "payment_unreadable",
      "payout_state",
      "recovery_not_paused",
      "recovery_unfinished",
      "method_unavailable",
    ],
  },
  withdrawRecoveryDecision: {
    method: "post",
    path: "/v1/recovery/decisions/{decisionId}/withdrawal",
    summary: "Take a proposal back, or refuse it",
    tag: "recovery",
    permission: "payout.hold",
    status: 200,
    params: z.strictObject({ decisionId: idSchema }),
    body: z.strictObject({ reason: lineSchema(500) }),
    response: decisionSchema,
    problems: ["resolution_state"],
  },
} as const satisfies Contract;

export const recoveryContract = { ...reads, ...writes } as const;
