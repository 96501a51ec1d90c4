import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
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
import { bankAccountCodeSchema } from "../cheques";
import { topUpStatuses } from "./treasury-row";

const topUpSchema = z
  .strictObject({
    id: idSchema,
    bankAccountCode: z.string(),
    amount: moneySchema,
    reference: z.string(),
    status: z.enum(topUpStatuses),
    needsTwo: z.boolean().meta({ description: "Above the limit of the one who recorded it" }),
    recordedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    createdAt: timeSchema,
    arrivedAt: timeSchema.nullable(),
    canceledAt: timeSchema.nullable(),
    cancelReason: z.string().nullable(),
  })
  .meta({ id: "TopUp" });

const topUpParams = z.strictObject({ topUpId: idSchema });

const treasurySchema = z
  .strictObject({
    currency: currencySchema,
    bank: signedMoneySchema.meta({ description: "All bank accounts together" }),
    bankAccounts: z.array(
      z.strictObject({ code: z.string(), name: z.string(), balance: signedMoneySchema }),
    ),
    paypal: signedMoneySchema,
    stripePending: signedMoneySchema.meta({ description: "Charged, not yet free to be paid out" }),
    stripeAvailable: signedMoneySchema,
    inTransit: signedMoneySchema.meta({ description: "Left the bank, not yet at PayPal" }),
    inFlight: signedMoneySchema.meta({ description: "Sent to creators, outcome not known yet" }),
    unclaimed: signedMoneySchema.meta({ description: "Waits at PayPal for its receivers" }),
    outstandingCheques: signedMoneySchema,
    released: signedMoneySchema.meta({ description: "Released for PayPal and not yet sent" }),
    coverageBeforeFees: signedMoneySchema.meta({
      description: "PayPal balance less what is in flight and released, before PayPal's fees",
    }),
  })
  .meta({ id: "Treasury" });

export const treasuryContract = {
  recordTopUp: {
    method: "post",
    path: "/v1/treasury/top-ups",
    summary:
      "Record that we tell the bank to move money to PayPal; above the limit once a second person agrees",
    tag: "treasury",
    permission: "treasury.write",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      bankAccountCode: bankAccountCodeSchema,
      amount: positiveMoneySchema,
      reference: lineSchema(100).meta({ description: "Words of the transfer; new for each one" }),
    }),
    response: topUpSchema,
    problems: ["currency_mismatch", "top_up_reference_taken", "balance_insufficient"],
  },
  approveTopUp: {
    method: "post",
    path: "/v1/treasury/top-ups/{topUpId}/approve",
    summary: "Agree to a transfer above the limit that somebody else recorded",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    idempotency: "required",
    params: topUpParams,
    response: topUpSchema,
    problems: ["top_up_state", "same_person", "balance_insufficient"],
  },
  cancelTopUp: {
    method: "post",
    path: "/v1/treasury/top-ups/{topUpId}/cancel",
    summary: "Say that a transfer was never made; what was booked is reversed",
    tag: "treasury",
    permission: "treasury.cancel",
    status: 200,
    idempotency: "required",
    params: topUpParams,
    body: z.strictObject({ reason: paragraphSchema(500) }),
    response: topUpSchema,
    problems: ["top_up_state", "same_person"],
  },
  listTopUps: {
    method: "get",
    path: "/v1/treasury/top-ups",
    summary: "Transfers from the bank to PayPal, newest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(topUpSchema),
  },
  getTreasury: {
    method: "get",
    path: "/v1/treasury",
    summary: "Where our money is, for each currency",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    response: z.strictObject({ items: z.array(treasurySchema) }),
  },
} as const satisfies Contract;
