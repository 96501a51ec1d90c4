import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { explanationKinds } from "../ledger";
import { statementLineSchema } from "./reconciliation-schema";
import { lineDecisionKinds } from "./statement";
import { explanationStates } from "./statement-file-row";
import { candidateKinds } from "./suggestions";

const referencesMax = 1_000;
const lineParams = z.strictObject({ lineId: idSchema });
const reasonSchema = paragraphSchema(500);

const suggestionSchema = z
  .strictObject({
    kind: z.enum(candidateKinds),
    id: z.string().meta({ description: "What matchLine takes" }),
    label: z.string(),
    amount: signedMoneySchema,
    on: timeSchema,
    name: z.string().nullable(),
    daysApart: z.int(),
    isNameAlike: z.boolean().meta({ description: "The line names the same person" }),
  })
  .meta({ id: "LineSuggestion" });

const choiceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("transactions"),
    references: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(referencesMax)
      .meta({ description: "Ledger references that together come to the line's amount" }),
  }),
  z.strictObject({ kind: z.literal("deposit"), depositId: idSchema }),
  z.strictObject({ kind: z.literal("cheque"), chequeId: idSchema }),
]);

const explanationSchema = z
  .strictObject({
    id: idSchema,
    lineId: idSchema,
    kind: z.enum(lineDecisionKinds),
    objectId: idSchema.nullable().meta({ description: "The deposit or cheque it is about" }),
    clears: z.string().nullable().meta({ description: "The item of suspense that it settles" }),
    reason: z.string(),
    state: z.enum(explanationStates),
    needsSecondPerson: z.boolean(),
    proposedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    createdAt: timeSchema,
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "LineExplanation" });

const decided = {
  method: "post",
  tag: "reconciliation",
  permission: "reconciliation.write",
  status: 200,
  idempotency: "required",
} as const;

export const decisionContract = {
  suggestMatches: {
    method: "get",
    path: "/v1/reconciliation/lines/{lineId}/suggestions",
    summary: "What an open line may be: equal amount, near day, fitting name",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    params: lineParams,
    response: z.strictObject({ items: z.array(suggestionSchema) }),
    problems: ["line_settled"],
  },
  matchLine: {
    ...decided,
    path: "/v1/reconciliation/lines/{lineId}/match",
    summary:
      "Say which postings, deposit or cheque an open line stands for; above the limit a second person agrees",
    params: lineParams,
    body: choiceSchema,
    response: statementLineSchema,
    problems: [
      "line_settled",
      "transaction_not_open",
      "match_amounts_differ",
      "match_refused",
      "explanation_waits",
    ],
  },
  unmatchLine: {
    ...decided,
    path: "/v1/reconciliation/lines/{lineId}/unmatch",
    summary:
      "Take a match away; what was booked because of the line is reversed, above the limit by two people",
    params: lineParams,
    body: z.strictObject({ reason: reasonSchema }),
    response: statementLineSchema,
    problems: [
      "line_not_matched",
      "match_booked_by_line",
      "match_kept",
      "explanation_waits",
      "period_closed",
    ],
  },
  explainLine: {
    ...decided,
    path: "/v1/reconciliation/lines/{lineId}/explanation",
    summary: "Say what an open line is and book it; above the limit a second person agrees",
    status: 201,
    params: lineParams,
    body: z.strictObject({
      kind: z.enum(explanationKinds),
      reason: reasonSchema,
      clears: z
        .string()
        .min(1)
        .max(300)
        .optional()
        .meta({ description: "With `suspense`: reference of the item that the line settles" }),
    }),
    response: explanationSchema,
    problems: ["line_settled", "line_worth_nothing", "explanation_waits", "posting_exceeds"],
  },
  listExplanations: {
    method: "get",
    path: "/v1/reconciliation/explanations",
    summary: "What people said about lines above the limit, and explanations, newest first",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      state: z.enum(explanationStates).optional(),
      ...pageQuery,
    }),
    response: pageOf(explanationSchema),
  },
  approveExplanation: {
    ...decided,
    path: "/v1/reconciliation/explanations/{explanationId}/approve",
    summary: "Agree to what somebody else said about a line; it is done",
    params: z.strictObject({ explanationId: idSchema }),
    response: explanationSchema,
    problems: [
      "explanation_decided",
      "posting_exceeds",
      "line_settled",
      "line_not_matched",
      "match_refused",
      "match_booked_by_line",
      "match_kept",
      "same_person",
      "period_closed",
    ],
  },
  rejectExplanation: {
    ...decided,
    path: "/v1/reconciliation/explanations/{explanationId}/reject",
    summary: "Turn down what was said about a line; nothing is booked",
    params: z.strictObject({ explanationId: idSchema }),
    response: explanationSchema,
    problems: ["explanation_decided"],
  },
} as const satisfies Contract;
