import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  hashSchema,
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { accountNameSchema } from "../ledger";
import { periodStatuses } from "./period-store";
import { matterKinds } from "./proof";

const countSchema = z.int().min(0);

const itemsSchema = z.strictObject({
  count: countSchema,
  sum: signedMoneySchema,
  items: z
    .array(
      z.strictObject({
        day: z.iso.date(),
        reference: z.string(),
        kind: z.string(),
        amount: signedMoneySchema,
      }),
    )
    .meta({ description: "The first 10,000, oldest first" }),
});

const proofSchema = z
  .strictObject({
    account: z.string(),
    currency: currencySchema,
    on: z.iso.date(),
    ledgerBalance: signedMoneySchema,
    outstanding: itemsSchema.meta({ description: "Booked, and on no statement by then" }),
    unbooked: itemsSchema.meta({ description: "On a statement, and not booked by then" }),
    expectedBalance: signedMoneySchema.meta({
      description: "Ledger balance less outstanding items plus unbooked lines",
    }),
    statementBalance: signedMoneySchema.nullable().meta({ description: "What the provider says" }),
    statementDay: z.iso.date().nullable().meta({ description: "Day of its last line" }),
    difference: signedMoneySchema.nullable(),
    statementThrough: z.iso.date().nullable().meta({
      description: "Last day until which statements speak; null without one",
    }),
    chequesOutstanding: itemsSchema.nullable().meta({
      description:
        "Cheques that this bank account will have to pay, below zero; no part of the sum, for they are booked against the bank when it pays them",
    }),
    periodId: idSchema.nullable().meta({ description: "Closed period in which it was signed" }),
    contentHash: hashSchema.meta({ description: "The same for the same proof in every form" }),
    printedAt: timeSchema,
  })
  .meta({ id: "ReconciliationProof" });

const matterSchema = z.strictObject({
  account: z.string(),
  kind: z.enum(matterKinds).meta({
    description:
      "What nothing explains; an account with entries without a statement, or with one that ends before the day",
  }),
  amount: signedMoneySchema,
  reason: z.string().nullable().meta({ description: "Null as long as nobody has explained it" }),
});

const summarySchema = z.strictObject({
  account: z.string(),
  currency: currencySchema,
  ledgerBalance: signedMoneySchema,
  outstanding: signedMoneySchema,
  unbooked: signedMoneySchema,
  statementBalance: signedMoneySchema.nullable(),
  difference: signedMoneySchema.nullable(),
});

const contentFields = {
  fromOn: z.iso.date().nullable().meta({ description: "Null: from the beginning of the books" }),
  throughOn: z.iso.date(),
  proofs: z.array(summarySchema),
  matters: z.array(matterSchema).meta({ description: "What needs an explanation, or has one" }),
};

const previewSchema = z.strictObject(contentFields).meta({ id: "PeriodPreview" });

const periodSchema = z
  .strictObject({
    id: idSchema,
    status: z.enum(periodStatuses),
    ...contentFields,
    contentHash: hashSchema,
    proposedAt: timeSchema,
    proposedBy: signerSchema,
    closedAt: timeSchema.nullable(),
    closedBy: signerSchema.nullable(),
    chain: z
      .strictObject({ position: z.string(), hash: hashSchema })
      .nullable()
      .meta({ description: "Where the chain of hashes ended when the period closed" }),
  })
  .meta({ id: "Period" });

const proofQuery = z.strictObject({
  account: accountNameSchema,
  currency: currencySchema,
  on: daySchema.meta({ description: "At the end of this day, UTC" }),
});

const throughOn = daySchema.meta({ description: "Last day of the period, UTC" });
const periodParams = z.strictObject({ periodId: idSchema });
const proof = {
  method: "get",
  tag: "periods",
  permission: "reconciliation.read",
  status: 200,
  query: proofQuery,
} as const;

const closingContract = {
  listPeriods: {
    method: "get",
    path: "/v1/periods",
    summary: "Periods that are closed or proposed, newest first",
    tag: "periods",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ status: z.enum(periodStatuses).optional(), ...pageQuery }),
    response: pageOf(periodSchema),
  },
  getPeriod: {
    method: "get",
    path: "/v1/periods/{periodId}",
    summary: "One period with the proofs that were signed",
    tag: "periods",
    permission: "reconciliation.read",
    status: 200,
    params: periodParams,
    response: periodSchema,
  },
  previewPeriod: {
    method: "get",
    path: "/v1/period-preview",
    summary: "What closing through a day would sign, and what stands against it",
    tag: "periods",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ throughOn }),
    response: previewSchema,
    problems: ["period_closed", "period_not_over"],
  },
  explainSuspense: {
    method: "post",
    path: "/v1/period-explanations",
    summary: "Say why an account may hold what nothing explains at the end of a day",
    tag: "periods",
    permission: "period.explain",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      throughOn,
      account: accountNameSchema,
      currency: currencySchema,
      reason: paragraphSchema(1_000),
    }),
    response: matterSchema,
    problems: ["period_closed", "period_not_over", "nothing_to_explain"],
  },
  proposePeriodClose: {
    method: "post",
    path: "/v1/periods",
    summary: "Propose to close the books through a day; another person closes",
    tag: "periods",
    permission: "period.propose",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ throughOn }),
    response: periodSchema,
    problems: ["period_closed", "period_not_over", "period_unexplained", "period_proposed"],
  },
  closePeriod: {
    method: "post",
    path: "/v1/periods/{periodId}/close",
    summary: "Close a proposed period for good",
    tag: "periods",
    permission: "period.close",
    status: 200,
    idempotency: "required",
    params: periodParams,
    body: z.strictObject({
      contentHash: hashSchema.meta({ description: "Of what the second person has seen" }),
    }),
    response: periodSchema,
    problems: ["period_state", "same_person", "period_changed", "period_unexplained"],
  },
  withdrawPeriodClose: {
    method: "post",
    path: "/v1/periods/{periodId}/withdraw",
    summary: "Take a proposal to close back",
    tag: "periods",
    permission: "period.explain",
    status: 200,
    params: periodParams,
    response: periodSchema,
    problems: ["period_state"],
  },
} as const satisfies Contract;

const proofContract = {
  getReconciliationProof: {
    ...proof,
    path: "/v1/reconciliation/proof",
    summary: "Books less outstanding items compared with the statement, at the end of any day",
    response: proofSchema,
  },
  getReconciliationProofCsv: {
    ...proof,
    path: "/v1/reconciliation/proof/csv",
    summary: "The same proof as CSV",
    produces: "text/csv; charset=utf-8",
    response: z.string(),
  },
  getReconciliationProofPdf: {
    ...proof,
    path: "/v1/reconciliation/proof/pdf",
    summary: "The same proof as a page to print",
    produces: "application/pdf",
    response: z.string(),
  },
} as const satisfies Contract;

export const periodContract = { ...closingContract, ...proofContract } as const;
