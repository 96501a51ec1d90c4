/** What people do with cheques that are out, and with paper that is printed. */
import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  daySchema,
  hashSchema,
  idSchema,
  jurisdictionSchema,
  lineSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { decisionKinds, decisionStatuses } from "../cheque";
import { chequeSchema } from "../cheque-schema";
import { escheatRuleStatuses } from "./escheat-rules";

const tag = "cheques";
const chequeParams = z.strictObject({ chequeId: idSchema });
const decisionParams = z.strictObject({ decisionId: idSchema });
const reasonBody = z.strictObject({ reason: paragraphSchema(500) });
const evidenceBody = z.strictObject({
  evidence: paragraphSchema(2_000).meta({ description: "What you saw, and where" }),
});
const mailingBody = z.strictObject({
  mailedOn: daySchema,
  carrier: lineSchema(100).optional(),
  tracking: lineSchema(100).optional(),
});

const decisionSchema = z
  .strictObject({
    id: idSchema,
    chequeId: idSchema,
    chequeNumber: z.string(),
    kind: z.enum(decisionKinds),
    evidence: z.string(),
    contentHash: z.string(),
    status: z.enum(decisionStatuses),
    proposedBy: signerSchema,
    proposedAt: timeSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
    declineReason: z.string().nullable(),
    newChequeId: idSchema.nullable(),
  })
  .meta({ id: "ChequeDecision" });

const ruleFields = {
  jurisdiction: jurisdictionSchema.meta({
    description: "Country, or country and state, such as US-CA",
  }),
  propertyType: z.enum(["creator_fee"]),
  dormancyMonths: z.int().min(1).max(600),
  effectiveFrom: daySchema,
  source: lineSchema(500).meta({ description: "Where the law says so" }),
};

const ruleSchema = z
  .strictObject({
    id: idSchema,
    ...ruleFields,
    propertyType: z.string(),
    status: z.enum(escheatRuleStatuses),
    recordedBy: signerSchema,
    approvedBy: signerSchema.nullable(),
    declinedBy: signerSchema.nullable(),
    declinedAt: timeSchema.nullable(),
    declineReason: z.string().nullable(),
  })
  .meta({ id: "EscheatRule" });

const propose = <P extends string>(path: P, summary: string) =>
  ({
    method: "post",
    path: `/v1/cheques/{chequeId}/${path}`,
    summary,
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    params: chequeParams,
    body: evidenceBody,
    response: decisionSchema,
    problems: ["cheque_state", "cheque_decision_exists", "own_payout"],
  }) as const;

const move = { method: "post", tag, status: 200, idempotency: "required" } as const;

export const lifeContract = {
  recordChequeMailing: {
    ...move,
    path: "/v1/cheques/{chequeId}/mailing",
    summary: "Note how and when a cheque was posted",
    permission: "cheque.prepare",
    params: chequeParams,
    body: mailingBody,
    response: chequeSchema,
    problems: ["cheque_state", "mailed_on_wrong", "own_payout"],
  },
  stopCheque: {
    ...move,
    path: "/v1/cheques/{chequeId}/stop",
    summary: "Ask the bank to stop a cheque; it is stopped when another person has the bank's word",
    permission: "cheque.prepare",
    params: chequeParams,
    body: reasonBody,
    response: chequeSchema,
    problems: ["cheque_state", "own_payout"],
  },
  confirmStop: {
    ...move,
    path: "/v1/cheques/{chequeId}/stop-confirmation",
    summary: "The bank confirmed the stop: the money is owed to the creator again",
    permission: "cheque.issue",
    params: chequeParams,
    body: z.strictObject({
      bankReference: lineSchema(100),
      stopEndsOn: daySchema.optional().meta({ description: "Last day on which the stop holds" }),
    }),
    response: chequeSchema,
    problems: ["cheque_state", "same_person", "stop_ends_early", "own_payout"],
  },
  recordReturnedCheque: {
    ...move,
    path: "/v1/cheques/{chequeId}/returned-mail",
    summary: "The post brought a cheque back",
    permission: "cheque.prepare",
    params: chequeParams,
    body: reasonBody,
    response: chequeSchema,
    problems: ["cheque_state", "own_payout"],
  },
  remailCheque: {
    ...move,
    path: "/v1/cheques/{chequeId}/remailing",
    summary: "Post a cheque again that had come back",
    permission: "cheque.prepare",
    params: chequeParams,
    body: mailingBody,
    response: chequeSchema,
    problems: ["cheque_state", "mailed_on_wrong", "own_payout"],
  },
  voidCheque: propose("void", "First signature: the paper is back in our hands and is void"),
  clearCheque: propose(
    "clearance",
    "First signature: the bank paid another amount than we wrote, and we accept it",
  ),
  contestCheque: propose(
    "contest",
    "First signature: the bank paid another amount than we wrote, and has to give it back",
  ),
  reissueCheque: propose("reissue", "First signature: write a new cheque for a void or stale one"),
  rerouteCheque: propose(
    "reroute",
    "First signature: pay a void or stale cheque by the creator's present payout method",
  ),
  confirmChequeDecision: {
    ...move,
    path: "/v1/cheque-decisions/{decisionId}/confirmation",
    summary: "Second signature, by another person, over what was proposed; then it happens",
    permission: "cheque.issue",
    params: decisionParams,
    body: z.strictObject({ contentHash: hashSchema }),
    response: decisionSchema,
    problems: [
      "cheque_decision_state",
      "same_person",
      "content_changed",
      "cheque_state",
      "cheque_limit",
      "cheque_no_room",
      "cheque_stock_empty",
      "books_violated",
      "payout_state",
      "payout_held",
      "payout_not_by_cheque",
      "own_payout",
      "escheat_rule_missing",
      "escheat_early",
    ],
  },
  withdrawChequeDecision: {
    ...move,
    path: "/v1/cheque-decisions/{decisionId}/withdrawal",
    summary: "Take a proposal back, or refuse it",
    permission: "payout.hold",
    params: decisionParams,
    response: decisionSchema,
    problems: ["cheque_decision_state", "own_payout"],
  },
  declineChequeDecision: {
    ...move,
    path: "/v1/cheque-decisions/{decisionId}/decline",
    summary: "Refuse what somebody else proposed about a cheque, with a reason",
    permission: "cheque.issue",
    params: decisionParams,
    body: reasonBody,
    response: decisionSchema,
    problems: ["cheque_decision_state", "same_person", "own_payout"],
  },
  listChequeDecisions: {
    method: "get",
    path: "/v1/cheque-decisions",
    summary: "What people decided about cheques, newest first",
    tag,
    permission: "cheque.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(decisionStatuses).optional(),
      kind: z.enum(decisionKinds).optional(),
      chequeId: idSchema.optional(),
    }),
    response: pageOf(decisionSchema),
  },
  listChequePresentments: {
    method: "get",
    path: "/v1/cheques/{chequeId}/presentments",
    summary: "Lines of bank statements that show this cheque, oldest first",
    tag,
    permission: "cheque.read",
    status: 200,
    params: chequeParams,
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          lineKey: z.string(),
          amountMinor: z.string(),
          currency: z.string(),
          bookedOn: z.iso.date(),
          reference: z.string().nullable().meta({ description: "What was booked for the line" }),
        }),
      ),
    }),
  },
  escheatCheque: {
    ...propose(
      "escheat",
      "First signature: the money of a stale cheque is the state's, by the law of the payee's home",
    ),
    problems: [
      "cheque_state",
      "cheque_decision_exists",
      "own_payout",
      "escheat_rule_missing",
      "escheat_early",
    ],
  },
  addEscheatRule: {
    ...move,
    path: "/v1/escheat-rules",
    summary: "Propose how long the law of a place lets money wait, from a day on",
    permission: "cheque.prepare",
    status: 201,
    body: z.strictObject(ruleFields),
    response: ruleSchema,
  },
  approveEscheatRule: {
    ...move,
    path: "/v1/escheat-rules/{ruleId}/approval",
    summary: "Put a rule in force that somebody else proposed",
    permission: "cheque.issue",
    params: z.strictObject({ ruleId: idSchema }),
    response: ruleSchema,
    problems: ["escheat_rule_state", "same_person", "escheat_rule_exists"],
  },
  declineEscheatRule: {
    ...move,
    path: "/v1/escheat-rules/{ruleId}/decline",
    summary: "Refuse a rule that was proposed, or take your own proposal back, with a reason",
    permission: "payout.hold",
    params: z.strictObject({ ruleId: idSchema }),
    body: reasonBody,
    response: ruleSchema,
    problems: ["escheat_rule_state"],
  },
  listEscheatRules: {
    method: "get",
    path: "/v1/escheat-rules",
    summary: "How long the law of each place lets money wait, newest first",
    tag,
    permission: "cheque.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: z.enum(escheatRuleStatuses).optional() }),
    response: pageOf(ruleSchema),
  },
} as const satisfies Contract;
