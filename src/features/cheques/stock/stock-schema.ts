import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { chequeStatuses } from "../cheque";

const tag = "cheques";
const accountParams = z.strictObject({ bankAccountId: idSchema });
const numberText = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .meta({ description: "Number on the paper, without leading zeros", examples: ["1001"] });

const bookSchema = z
  .strictObject({
    id: idSchema,
    box: z.string().nullable(),
    firstNumber: z.string(),
    lastNumber: z.string().nullable().meta({ description: "Null for paper that nobody counts" }),
    nextNumber: z.string(),
    receivedBy: signerSchema,
    createdAt: timeSchema,
  })
  .meta({ id: "ChequeBook" });

const numberSchema = z
  .strictObject({
    number: z.string(),
    what: z.enum(["cheque", "skipped"]),
    status: z.enum(chequeStatuses).nullable(),
    reason: z.string().nullable(),
    chequeId: idSchema.nullable(),
  })
  .meta({ id: "ChequeNumber" });

export const stockContract = {
  addChequeBook: {
    method: "post",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-books",
    summary: "Cheque paper came: a range of numbers that nobody used before",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    params: accountParams,
    body: z.strictObject({
      firstNumber: numberText,
      lastNumber: numberText,
      box: lineSchema(100).optional(),
    }),
    response: bookSchema,
    problems: ["cheque_range", "cheque_range_known"],
  },
  listChequeBooks: {
    method: "get",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-books",
    summary: "Cheque paper of an account, newest first",
    tag,
    permission: "cheque.read",
    status: 200,
    params: accountParams,
    query: z.strictObject(pageQuery),
    response: pageOf(bookSchema),
  },
  skipChequeNumbers: {
    method: "post",
    path: "/v1/bank-accounts/{bankAccountId}/skipped-cheque-numbers",
    summary:
      "Give numbers up that will never be a cheque; they stay in the register with the reason",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    params: accountParams,
    body: z.strictObject({
      firstNumber: numberText,
      lastNumber: numberText,
      reason: paragraphSchema(500),
    }),
    response: z.strictObject({ items: z.array(numberSchema) }),
    problems: ["cheque_range", "cheque_range_long", "cheque_numbers_used"],
  },
  listChequeNumbers: {
    method: "get",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-numbers",
    summary: "Every number that was used or given up, in order",
    tag,
    permission: "cheque.read",
    status: 200,
    params: accountParams,
    query: z.strictObject({ from: numberText.optional(), limit: pageQuery.limit }),
    response: z.strictObject({
      items: z.array(numberSchema),
      nextNumber: z.string().nullable().meta({ description: "Where to go on, as `from`" }),
    }),
  },
} as const satisfies Contract;
