import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  positiveMoneySchema,
  signedMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";

const topUpSchema = z
  .strictObject({
    id: idSchema,
    bankAccountCode: z.string(),
    amount: moneySchema,
    reference: z.string(),
    status: z.enum(["sent", "arrived"]),
    createdAt: timeSchema,
    arrivedAt: timeSchema.nullable(),
  })
  .meta({ id: "TopUp" });

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
    summary: "Record that we told the bank to move money to PayPal",
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
    problems: ["currency_mismatch", "top_up_reference_taken"],
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
