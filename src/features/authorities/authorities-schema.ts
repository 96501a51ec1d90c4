import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  countQuery,
  daySchema,
  hashSchema,
  idSchema,
  jurisdictionSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  positiveMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";
import { directions, holdings, remittanceStatuses } from "./remittance-row";

const statusSchema = z.enum(remittanceStatuses);
const holdingSchema = z
  .enum(holdings)
  .meta({ description: "Money nobody took, or tax kept back of what creators earned" });
const directionSchema = z.enum(directions).meta({
  description: "Back only for unclaimed money of a cheque that the bank paid late",
});
const daysMax = 36_500;
const daysDefault = 90;

const remittanceSchema = z
  .strictObject({
    id: idSchema,
    holding: holdingSchema,
    direction: directionSchema,
    jurisdiction: z.string(),
    bankAccountCode: z.string(),
    amount: moneySchema,
    reference: z.string(),
    returns: z
      .array(z.strictObject({ chequeId: idSchema, amount: moneySchema }))
      .meta({ description: "Cheques whose money comes back" }),
    contentHash: z.string(),
    status: statusSchema,
    proposedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "Remittance", description: "Money handed over to an authority" });

const holdingLineSchema = z
  .strictObject({
    holding: holdingSchema,
    jurisdiction: z
      .string()
      .nullable()
      .meta({ description: "Country, or country and state; null where the books do not say" }),
    held: moneySchema,
    unsettled: moneySchema.meta({
      description: "Part of it that is the creator's again if a payment on its way fails",
    }),
    owedToUs: moneySchema.meta({
      description: "What the state was given for cheques that the bank paid all the same",
    }),
  })
  .meta({ id: "Holding", description: "What is held for an authority" });

const dormantSchema = z
  .strictObject({
    id: idSchema.meta({ description: "Of the payout" }),
    creatorId: idSchema,
    creatorName: z.string(),
    country: z.string().nullable(),
    amount: moneySchema,
    status: z.string(),
    since: timeSchema,
    dueOn: daySchema.nullable().meta({
      description:
        "Day from which it belongs to the creator's state by the rules; null without a rule",
    }),
  })
  .meta({ id: "DormantPayout", description: "Money a creator has not taken" });

const claimSchema = z
  .strictObject({
    id: idSchema.meta({ description: "Of the cheque" }),
    chequeNumber: z.string(),
    payeeName: z.string(),
    jurisdiction: z.string(),
    owed: moneySchema,
    returned: moneySchema,
    clearedOn: daySchema.nullable().meta({ description: "When the bank paid it all the same" }),
  })
  .meta({ id: "AuthorityClaim", description: "What a state owes us for one cheque" });

const returnsMax = 100;
const params = z.strictObject({ remittanceId: idSchema });

export const authoritiesContract = {
  listHoldings: {
    method: "get",
    path: "/v1/authorities/holdings",
    summary: "What is held for authorities: unclaimed money and withheld tax",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    response: z.strictObject({ items: z.array(holdingLineSchema) }),
  },
  listDormantPayouts: {
    method: "get",
    path: "/v1/authorities/dormant-payouts",
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
  listAuthorityClaims: {
    method: "get",
    path: "/v1/authorities/claims",
    summary: "What states owe us, cheque by cheque, newest cheque first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, jurisdiction: jurisdictionSchema.optional() }),
    response: pageOf(claimSchema),
  },
  listRemittances: {
    method: "get",
    path: "/v1/authorities/remittances",
    summary: "Transfers to authorities, newest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: statusSchema.optional(),
      holding: holdingSchema.optional(),
    }),
    response: pageOf(remittanceSchema),
  },
  proposeRemittance: {
    method: "post",
    path: "/v1/authorities/remittances",
    summary: "Prepare a transfer to an authority",
    tag: "treasury",
    permission: "treasury.write",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      holding: holdingSchema,
      direction: directionSchema.default("to_authority"),
      jurisdiction: jurisdictionSchema.meta({
        description: "Country, or country and state such as US-CA",
      }),
      bankAccountCode: bankAccountCodeSchema,
      amount: positiveMoneySchema,
      reference: lineSchema(100).meta({ description: "Words of the transfer; new for each one" }),
      chequeIds: z
        .array(idSchema)
        .min(1)
        .max(returnsMax)
        .refine((ids) => new Set(ids).size === ids.length, { params: { code: "itemsRepeated" } })
        .optional()
        .meta({
          description:
            "Cheques whose money comes back; needed unless exactly one claim on the authority is of this amount",
        }),
    }),
    response: remittanceSchema,
    problems: [
      "bank_account_unknown",
      "currency_mismatch",
      "balance_insufficient",
      "remittance_reference_taken",
      "remittance_direction",
      "remittance_cheques_given",
      "remittance_cheque_needed",
      "remittance_amount_differs",
      "remittance_authority_differs",
      "remittance_not_owed",
    ],
  },
  approveRemittance: {
    method: "post",
    path: "/v1/authorities/remittances/{remittanceId}/approve",
    summary: "Book a transfer that somebody else prepared",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    idempotency: "required",
    params,
    body: z.strictObject({ contentHash: hashSchema }),
    response: remittanceSchema,
    problems: [
      "remittance_state",
      "same_person",
      "content_changed",
      "balance_insufficient",
      "remittance_not_owed",
      "books_violated",
    ],
  },
  declineRemittance: {
    method: "post",
    path: "/v1/authorities/remittances/{remittanceId}/decline",
    summary: "Refuse a transfer that somebody else prepared",
    tag: "treasury",
    permission: "treasury.approve",
    status: 200,
    params,
    response: remittanceSchema,
    problems: ["remittance_state", "same_person"],
  },
} as const satisfies Contract;
