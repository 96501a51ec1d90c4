import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  countQuery,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  positiveMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";

const statusSchema = z.enum(["proposed", "remitted", "declined"]);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const daysMax = 36_500;
const daysDefault = 90;

const remittanceSchema = z
  .strictObject({
    id: idSchema,
    jurisdiction: z.string(),
    bankAccountCode: z.string(),
    amount: moneySchema,
    reference: z.string(),
    contentHash: z.string(),
    status: statusSchema,
    proposedBy: idSchema,
    decidedBy: idSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "PropertyRemittance", description: "Unclaimed money handed over to a state" });

const dormantSchema = z
  .strictObject({
    id: idSchema.meta({ description: "Of the payout" }),
    creatorId: idSchema,
    creatorName: z.string(),
    country: z.string().nullable(),
    amount: moneySchema,
    status: z.string(),
    since: timeSchema,
  })
  .meta({ id: "DormantPayout", description: "Money a creator has not taken" });

const params = z.strictObject({ remittanceId: idSchema });

export const unclaimedPropertyContract = {
  getUnclaimedProperty: {
    method: "get",
    path: "/v1/unclaimed-property",
    summary: "What is held for states, for each currency",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    response: z.strictObject({ held: z.array(moneySchema) }),
  },
  listDormantPayouts: {
    method: "get",
    path: "/v1/unclaimed-property/dormant-payouts",
    summary: "Payouts that came back or never had a way to go, oldest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      olderThanDays: countQuery(0, daysMax).default(daysDefault),
    }),
    response: pageOf(dormantSchema),
  },
  listRemittances: {
    method: "get",
    path: "/v1/unclaimed-property/remittances",
    summary: "Transfers of unclaimed money to states, newest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: statusSchema.optional() }),
    response: pageOf(remittanceSchema),
  },
  proposeRemittance: {
    method: "post",
    path: "/v1/unclaimed-property/remittances",
    summary: "Prepare a transfer of unclaimed money to a state",
    tag: "treasury",
    permission: "treasury.write",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      jurisdiction: z
        .string()
        .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
        .meta({ description: "Country, or country and state such as US-CA" }),
      bankAccountCode: bankAccountCodeSchema,
      amount: positiveMoneySchema,
      reference: lineSchema(100).meta({ description: "Words of the transfer; new for each one" }),
    }),
    response: remittanceSchema,
    problems: [
      "bank_account_unknown",
      "currency_mismatch",
      "balance_insufficient",
      "remittance_reference_taken",
    ],
  },
  approveRemittance: {
    method: "post",
    path: "/v1/unclaimed-property/remittances/{remittanceId}/approve",
    summary: "Book a transfer that somebody else prepared",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    idempotency: "required",
    params,
    body: z.strictObject({ contentHash: hashSchema }),
    response: remittanceSchema,
    problems: ["remittance_state", "same_person", "content_changed", "balance_insufficient"],
  },
  declineRemittance: {
    method: "post",
    path: "/v1/unclaimed-property/remittances/{remittanceId}/decline",
    summary: "Refuse a transfer that somebody else prepared",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    params,
    response: remittanceSchema,
    problems: ["remittance_state", "same_person"],
  },
} as const satisfies Contract;
