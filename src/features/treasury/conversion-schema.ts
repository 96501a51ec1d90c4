import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  hashSchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  positiveMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";

const statusSchema = z.enum(["proposed", "booked", "declined"]);
const accountSchema = bankAccountCodeSchema.meta({
  description: "`paypal`, `stripe`, or the code of one of our bank accounts",
});

const conversionSchema = z
  .strictObject({
    id: idSchema,
    account: z.string(),
    intoAccount: z.string(),
    from: moneySchema,
    into: moneySchema,
    reference: z.string(),
    convertedAt: timeSchema,
    contentHash: z.string(),
    status: statusSchema,
    proposedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "Conversion", description: "Money of ours exchanged into another currency" });

const params = z.strictObject({ conversionId: idSchema });

export const conversionContract = {
  proposeConversion: {
    method: "post",
    path: "/v1/treasury/conversions",
    summary: "Note from its papers that a provider or a bank exchanged our money",
    tag: "treasury",
    permission: "treasury.write",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      account: accountSchema,
      intoAccount: accountSchema,
      from: positiveMoneySchema,
      into: positiveMoneySchema,
      reference: lineSchema(100).meta({ description: "The provider's own words for it" }),
      convertedAt: timeSchema,
    }),
    response: conversionSchema,
    problems: [
      "currencies_equal",
      "conversion_in_future",
      "bank_account_unknown",
      "currency_mismatch",
      "conversion_exists",
    ],
  },
  approveConversion: {
    method: "post",
    path: "/v1/treasury/conversions/{conversionId}/approve",
    summary: "Book what somebody else noted",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    idempotency: "required",
    params,
    body: z.strictObject({ contentHash: hashSchema }),
    response: conversionSchema,
    problems: ["conversion_state", "same_person", "content_changed"],
  },
  declineConversion: {
    method: "post",
    path: "/v1/treasury/conversions/{conversionId}/decline",
    summary: "Say that it was not so; nothing is booked",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    params,
    response: conversionSchema,
    problems: ["conversion_state", "same_person"],
  },
  listConversions: {
    method: "get",
    path: "/v1/treasury/conversions",
    summary: "Exchanges of our money, newest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: statusSchema.optional() }),
    response: pageOf(conversionSchema),
  },
} as const satisfies Contract;
