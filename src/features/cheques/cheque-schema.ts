import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { chequeStatuses, chequesPerRequestMax, parseChequeNumber } from "./cheque";

export const bankAccountCodeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/)
  .meta({ description: "Code of one of our bank accounts, such as main-usd" });

const chequeNumberSchema = z
  .string()
  .meta({ description: "Number of the cheque, as text", examples: ["1001"] });

const bankAccountSchema = z
  .strictObject({
    id: idSchema,
    code: z.string(),
    name: z.string(),
    currency: currencySchema,
    nextChequeNumber: chequeNumberSchema
      .nullable()
      .meta({ description: "Null when no paper is left" }),
    createdAt: timeSchema,
  })
  .meta({ id: "BankAccount" });

export const chequeSchema = z
  .strictObject({
    id: idSchema,
    bankAccountCode: z.string(),
    number: chequeNumberSchema,
    payoutId: idSchema,
    attemptId: idSchema,
    creatorId: idSchema,
    runId: idSchema.nullable().meta({ description: "Same for the cheques of one request" }),
    amount: moneySchema,
    payeeName: z.string(),
    postalAddress: z.record(z.string(), z.string()),
    status: z.enum(chequeStatuses),
    preparedBy: signerSchema,
    issuedBy: signerSchema.nullable(),
    issuedOn: z.iso.date().nullable(),
    clearedOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
    mailedOn: z.iso.date().nullable(),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
    stopRequestedBy: signerSchema.nullable(),
    stopConfirmedBy: signerSchema.nullable(),
    stopReference: z.string().nullable(),
    stopEndsOn: z.iso.date().nullable(),
    staleOn: z.iso.date().nullable(),
    escheatedOn: z.iso.date().nullable(),
    replacesId: idSchema.nullable(),
    replacedById: idSchema.nullable(),
    printingsCount: z.int(),
    statusAt: timeSchema,
    createdAt: timeSchema,
  })
  .meta({ id: "Cheque" });

export const itemsSchema = z.strictObject({ items: z.array(chequeSchema) });

export const manyIds = z
  .array(idSchema)
  .min(1)
  .max(chequesPerRequestMax)
  .refine((ids) => new Set(ids).size === ids.length, { params: { code: "itemsRepeated" } });

const chequeParams = z.strictObject({ chequeId: idSchema });

export const chequeContract = {
  listBankAccounts: {
    method: "get",
    path: "/v1/bank-accounts",
    summary: "Our bank accounts",
    tag: "cheques",
    permission: "cheque.read",
    status: 200,
    response: z.strictObject({ items: z.array(bankAccountSchema) }),
  },
  listCheques: {
    method: "get",
    path: "/v1/cheques",
    summary: "The cheque register, newest first",
    tag: "cheques",
    permission: "cheque.read",
    status: 200,
    query: z.strictObject({
      status: z.enum(chequeStatuses).optional(),
      bankAccountCode: bankAccountCodeSchema.optional(),
      payoutId: idSchema.optional(),
      creatorId: idSchema.optional(),
      runId: idSchema.optional(),
      number: z
        .string()
        .regex(/^\d{1,18}$/)
        .transform(parseChequeNumber)
        .optional()
        .meta({ description: "As the bank prints it, perhaps with leading zeros" }),
      ...pageQuery,
    }),
    response: pageOf(chequeSchema),
  },
  getCheque: {
    method: "get",
    path: "/v1/cheques/{chequeId}",
    summary: "One cheque",
    tag: "cheques",
    permission: "cheque.read",
    status: 200,
    params: chequeParams,
    response: chequeSchema,
  },
  issueCheques: {
    method: "post",
    path: "/v1/cheques",
    summary: "Write cheques for released payouts; a second person then hands them over",
    tag: "cheques",
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ bankAccountCode: bankAccountCodeSchema, payoutIds: manyIds }),
    response: itemsSchema,
    problems: [
      "own_payout",
      "currency_mismatch",
      "payout_state",
      "payout_held",
      "payout_not_by_cheque",
      "cheque_limit",
      "cheque_no_room",
      "cheque_stock_empty",
      "books_violated",
    ],
  },
  handOverCheques: {
    method: "post",
    path: "/v1/cheques/handover",
    summary: "Sign cheques somebody else wrote, and hand them over or mail them",
    tag: "cheques",
    permission: "cheque.issue",
    status: 200,
    idempotency: "required",
    body: z.strictObject({
      chequeIds: manyIds,
      issuedOn: daySchema.optional().meta({
        description: "Date on the cheque; when absent the one printed here, else today",
      }),
    }),
    response: itemsSchema,
    problems: [
      "same_person",
      "own_payout",
      "cheque_state",
      "cheque_limit",
      "cheque_day_limit",
      "cheque_not_printed",
      "cheque_dated",
      "books_violated",
    ],
  },
  spoilCheque: {
    method: "post",
    path: "/v1/cheques/{chequeId}/spoil",
    summary: "Give a cheque up that never left; its number stays in the register",
    tag: "cheques",
    permission: "cheque.prepare",
    status: 200,
    idempotency: "required",
    params: chequeParams,
    body: z.strictObject({ reason: paragraphSchema(500) }),
    response: chequeSchema,
    problems: ["cheque_state", "own_payout"],
  },
} as const satisfies Contract;
