import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";
import { breakSchema, breakSearchFields } from "../desk";
import { daysCount, reportDaysMax } from "./report-window";
import { lineDecisionKinds, lineStatuses, sources } from "./statement";

const sourceSchema = z.enum(sources);
const statusSchema = z.enum(lineStatuses);
const countSchema = z.int().min(0);

/** What one JSON body can hold; longer statements are imported in parts of fewer days. */
const fileLengthMax = 250_000;

const bankImportSchema = z
  .strictObject({
    source: z.literal("bank"),
    bankAccountCode: bankAccountCodeSchema,
    content: z
      .string()
      .min(1)
      .max(fileLengthMax)
      .meta({ description: "The bank's CSV file, see docs/bank-statements.md" }),
  })
  .meta({ id: "BankStatementImport" });

const reportImport = <S extends string>(source: S, id: string) =>
  z
    .strictObject({
      source: z.literal(source),
      from: daySchema,
      to: daySchema.meta({ description: "Last day, included; at most 31 days in all" }),
    })
    .refine(({ from, to }) => daysCount(from, to) >= 1, {
      path: ["to"],
      params: { code: "daysReversed" },
    })
    .refine(({ from, to }) => daysCount(from, to) <= reportDaysMax, {
      path: ["to"],
      params: { code: "reportTooLong" },
    })
    .meta({ id });

export const importFields = {
  id: idSchema,
  source: sourceSchema,
  account: z.string(),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  linesCount: countSchema,
  newLinesCount: countSchema.meta({ description: "Lines no earlier import had" }),
  importedBy: signerSchema,
  createdAt: timeSchema,
};

const importSchema = z.strictObject(importFields).meta({ id: "StatementImport" });
const importedSchema = z
  .strictObject({
    ...importFields,
    matchedCount: countSchema,
    explainedCount: countSchema,
    openCount: countSchema.meta({ description: "Lines of this statement that need a person" }),
  })
  .meta({ id: "ImportedStatement" });

export const statementLineSchema = z
  .strictObject({
    id: idSchema,
    source: sourceSchema,
    account: z.string(),
    lineKey: z.string(),
    providerId: z.string(),
    bookedAt: timeSchema,
    kind: z.string().meta({ description: "PayPal's event code, or the bank's word" }),
    amount: signedMoneySchema,
    fee: signedMoneySchema,
    details: z.record(z.string(), z.string()),
    status: statusSchema,
    rule: z.string().nullable().meta({ description: "Why it is matched or explained" }),
    problem: z.string().nullable().meta({ description: "Why it is open" }),
    ledgerReferences: z.array(z.string()),
    waitsFor: z
      .strictObject({
        explanationId: idSchema,
        kind: z.enum(lineDecisionKinds),
        proposedBy: signerSchema,
      })
      .nullable()
      .meta({ description: "What a second person has to agree to" }),
  })
  .meta({ id: "StatementLine" });

const sumSchema = z.strictObject({ count: countSchema, sum: signedMoneySchema });

const comparisonSchema = z
  .strictObject({
    source: sourceSchema,
    account: z.string(),
    currency: currencySchema,
    ledgerAccount: z.string(),
    ledgerBalance: signedMoneySchema,
    statementBalance: signedMoneySchema.nullable(),
    statementDay: z.iso.date().nullable(),
    matched: sumSchema,
    explained: sumSchema,
    open: sumSchema,
    timing: z
      .strictObject({
        ...sumSchema.shape,
        items: z.array(
          z.strictObject({ reference: z.string(), rule: z.string(), amount: signedMoneySchema }),
        ),
      })
      .meta({ description: "Booked, and not on a statement yet; the first 50" }),
    difference: signedMoneySchema.nullable().meta({
      description: "What neither open lines nor timing explain; zero when all is well",
    }),
  })
  .meta({ id: "ReconciliationOfAccount" });

const statementContract = {
  importStatement: {
    method: "post",
    path: "/v1/reconciliation/imports",
    summary:
      "Import a bank's file, PayPal's report or Stripe's balance, and match it with the books",
    tag: "reconciliation",
    permission: "reconciliation.write",
    status: 201,
    idempotency: "required",
    work: "steps",
    body: z.discriminatedUnion("source", [
      bankImportSchema,
      reportImport("paypal", "PaypalReportImport"),
      reportImport("stripe", "StripeBalanceImport"),
    ]),
    response: importedSchema,
    problems: [
      "paypal_report_missing",
      "paypal_report_refused",
      "stripe_balance_missing",
      "stripe_balance_refused",
    ],
  },
  listImports: {
    method: "get",
    path: "/v1/reconciliation/imports",
    summary: "Imported statements, newest first",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ source: sourceSchema.optional(), ...pageQuery }),
    response: pageOf(importSchema),
  },
  listStatementLines: {
    method: "get",
    path: "/v1/reconciliation/lines",
    summary: "Lines of statements with what they stand for, newest first",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      source: sourceSchema.optional(),
      account: z.string().min(1).max(40).optional(),
      status: statusSchema.optional(),
      importId: idSchema.optional(),
      ...pageQuery,
    }),
    response: pageOf(statementLineSchema),
  },
  getStatementLine: {
    method: "get",
    path: "/v1/reconciliation/lines/{lineId}",
    summary: "One line of a statement",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    params: z.strictObject({ lineId: idSchema }),
    response: statementLineSchema,
  },
  getReconciliation: {
    method: "get",
    path: "/v1/reconciliation",
    summary: "Books and statements compared, for each account and currency",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    response: z.strictObject({ items: z.array(comparisonSchema) }),
  },
} as const satisfies Contract;

const breakContract = {
  listBreaks: {
    method: "get",
    path: "/v1/breaks",
    summary: "Everything that is not as it should be, newest first unless sorted otherwise",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      ...breakSearchFields,
      ...pageQuery,
    }),
    response: pageOf(breakSchema),
  },
  resolveBreak: {
    method: "post",
    path: "/v1/breaks/{breakId}/resolution",
    summary: "Say how a break was settled whose cause is over, or that only a person can judge",
    tag: "reconciliation",
    permission: "reconciliation.write",
    status: 200,
    params: z.strictObject({ breakId: idSchema }),
    body: z.strictObject({ note: paragraphSchema(1_000) }),
    response: breakSchema,
    problems: ["break_resolved", "break_cause_remains"],
  },
} as const satisfies Contract;

export const reconciliationContract = { ...statementContract, ...breakContract } as const;
