import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  countQuery,
  currencySchema,
  hashSchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  positiveMoneySchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { breakSorts } from "../breaks";
import { accountNameSchema } from "../ledger";
import { breakOwners, postingKinds, postingStatuses } from "./desk";

const ageDaysMax = 3_650;

/** How the list of breaks can be narrowed and sorted. */
export const breakSearchFields = {
  status: z.enum(["open", "resolved"]).optional(),
  kind: z.string().min(1).max(100).optional(),
  owner: z.enum(breakOwners).optional().meta({ description: "The role that has to act" }),
  assigneeId: idSchema.optional().meta({ description: "The person who works on it" }),
  assigned: z.enum(["yes", "no"]).optional().meta({ description: "Whether anybody works on it" }),
  currency: currencySchema.optional(),
  objectType: z.string().min(1).max(100).optional(),
  ageDays: countQuery(0, ageDaysMax)
    .optional()
    .meta({ description: "Open for at least so many days" }),
  sort: z.enum(breakSorts).default("newest").meta({ description: "`largest` by amount" }),
};

export const breakSchema = z
  .strictObject({
    id: idSchema,
    kind: z.string(),
    objectType: z.string(),
    objectId: z.string(),
    amount: signedMoneySchema.nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    owner: z.string().meta({ description: "The role that has to act" }),
    assigneeId: idSchema.nullable().meta({ description: "The person who works on it" }),
    assignee: signerSchema.nullable(),
    nextAction: z.string(),
    ageSeconds: z.int(),
    notesCount: z.int(),
    openedAt: timeSchema,
    resolvedAt: timeSchema.nullable(),
    resolution: z.string().nullable(),
    resolvedBy: signerSchema.nullable(),
  })
  .meta({ id: "Break" });

const noteSchema = z
  .strictObject({ id: idSchema, author: signerSchema, note: z.string(), createdAt: timeSchema })
  .meta({ id: "BreakNote" });

const postingSchema = z
  .strictObject({
    id: idSchema,
    breakId: idSchema.nullable(),
    itemReference: z.string().nullable().meta({ description: "The item of suspense it clears" }),
    kind: z.enum(postingKinds),
    debitAccount: z.string(),
    creditAccount: z.string(),
    amount: moneySchema,
    reason: z.string(),
    status: z.enum(postingStatuses),
    needsTwo: z.boolean().meta({ description: "Above the limit of its currency" }),
    contentHash: z.string(),
    proposedBy: signerSchema,
    proposedAt: timeSchema,
    postedBy: signerSchema.nullable(),
    postedAt: timeSchema.nullable(),
    reference: z.string().nullable().meta({ description: "Of the ledger transaction" }),
  })
  .meta({ id: "BreakPosting" });

const itemReferenceSchema = z.string().min(1).max(300).meta({
  description: "Reference of the ledger transaction that put into suspense what is cleared",
});

const postingFields = {
  kind: z.enum(postingKinds),
  debitAccount: accountNameSchema,
  creditAccount: accountNameSchema,
  amount: positiveMoneySchema,
  reason: paragraphSchema(1_000),
};

const itemSchema = z
  .strictObject({
    reference: z.string(),
    rule: z.string(),
    account: z.string(),
    amount: signedMoneySchema.meta({ description: "What was put there; debit above zero" }),
    open: signedMoneySchema.meta({ description: "What of it is not cleared" }),
    tags: z.record(z.string(), z.string()),
    effectiveAt: timeSchema,
  })
  .meta({ id: "SuspenseItem" });

const financePersonSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    roles: z.array(z.enum(["finance_maker", "finance_checker"])),
  })
  .meta({ id: "FinancePerson" });

const breakParams = z.strictObject({ breakId: idSchema });
const postingParams = z.strictObject({ postingId: idSchema });

const workContract = {
  listFinancePeople: {
    method: "get",
    path: "/v1/finance-people",
    summary: "Who works in finance and can be given a break, by name",
    tag: "breaks",
    permission: "break.work",
    status: 200,
    response: z.strictObject({ items: z.array(financePersonSchema) }),
  },
  getBreak: {
    method: "get",
    path: "/v1/breaks/{breakId}",
    summary: "One break",
    tag: "breaks",
    permission: "reconciliation.read",
    status: 200,
    params: breakParams,
    response: breakSchema,
  },
  assignBreak: {
    method: "post",
    path: "/v1/breaks/{breakId}/assignment",
    summary: "Hand a break to a role, a person, or nobody in particular, and say what is next",
    tag: "breaks",
    permission: "break.work",
    status: 200,
    params: breakParams,
    body: z.strictObject({
      owner: z.enum(breakOwners).optional(),
      assigneeId: idSchema.nullable().optional(),
      nextAction: lineSchema(100).optional(),
    }),
    response: breakSchema,
    problems: ["break_resolved"],
  },
  addBreakNote: {
    method: "post",
    path: "/v1/breaks/{breakId}/notes",
    summary: "Write down what was found out; notes are never changed",
    tag: "breaks",
    permission: "break.work",
    status: 201,
    params: breakParams,
    body: z.strictObject({ note: paragraphSchema(4_000) }),
    response: noteSchema,
  },
  listBreakNotes: {
    method: "get",
    path: "/v1/breaks/{breakId}/notes",
    summary: "What was written about a break, newest first",
    tag: "breaks",
    permission: "reconciliation.read",
    status: 200,
    params: breakParams,
    query: z.strictObject(pageQuery),
    response: pageOf(noteSchema),
  },
} as const satisfies Contract;

const postingContract = {
  postForBreak: {
    method: "post",
    path: "/v1/breaks/{breakId}/postings",
    summary: "Settle a break with a posting: at once up to a limit, above it by a second person",
    tag: "breaks",
    permission: "break.post",
    status: 201,
    idempotency: "required",
    params: breakParams,
    body: z
      .strictObject({ ...postingFields, reference: itemReferenceSchema.optional() })
      .meta({ id: "NewBreakPosting" }),
    response: postingSchema,
    problems: [
      "break_resolved",
      "break_currency",
      "posting_unfit",
      "posting_exceeds_break",
      "posting_account_unknown",
      "posting_exceeds",
      "posting_proposed",
      "break_cause_remains",
    ],
  },
  confirmBreakPosting: {
    method: "post",
    path: "/v1/break-postings/{postingId}/confirm",
    summary: "Second signature: what was proposed is booked and the break is settled",
    tag: "breaks",
    permission: "break.confirm",
    status: 200,
    idempotency: "required",
    params: postingParams,
    body: z.strictObject({ contentHash: hashSchema }),
    response: postingSchema,
    problems: [
      "posting_state",
      "same_person",
      "posting_changed",
      "break_resolved",
      "posting_exceeds",
      "break_cause_remains",
    ],
  },
  withdrawBreakPosting: {
    method: "post",
    path: "/v1/break-postings/{postingId}/withdraw",
    summary: "Take a proposed posting back",
    tag: "breaks",
    permission: "break.withdraw",
    status: 200,
    params: postingParams,
    response: postingSchema,
    problems: ["posting_state"],
  },
  listBreakPostings: {
    method: "get",
    path: "/v1/break-postings",
    summary: "Postings that settle breaks, newest first",
    tag: "breaks",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      breakId: idSchema.optional(),
      status: z.enum(postingStatuses).optional(),
      ...pageQuery,
    }),
    response: pageOf(postingSchema),
  },
} as const satisfies Contract;

const suspenseContract = {
  listSuspenseItems: {
    method: "get",
    path: "/v1/suspense-items",
    summary: "What stands in suspense, item by item, newest first",
    tag: "breaks",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      account: accountNameSchema.optional(),
      currency: currencySchema.optional(),
      ...pageQuery,
    }),
    response: pageOf(itemSchema),
  },
  postForSuspenseItem: {
    method: "post",
    path: "/v1/suspense-items/postings",
    summary:
      "Clear an item of suspense or a part of it: at once up to a limit, above it by two people",
    tag: "breaks",
    permission: "break.post",
    status: 201,
    idempotency: "required",
    body: z
      .strictObject({ ...postingFields, reference: itemReferenceSchema })
      .meta({ id: "NewSuspensePosting" }),
    response: postingSchema,
    problems: ["posting_account_unknown", "posting_exceeds", "posting_proposed"],
  },
} as const satisfies Contract;

export const deskContract = {
  ...workContract,
  ...postingContract,
  ...suspenseContract,
} as const;
