import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { type ChargebackStatus, chargebackTransitions } from "./chargeback";

const reasonLengthMax = 500;
const statuses = Object.keys(chargebackTransitions) as [ChargebackStatus, ...ChargebackStatus[]];
const statusSchema = z.enum(statuses);

const chargebackSchema = z
  .strictObject({
    id: idSchema,
    disputeId: z.string(),
    depositId: idSchema,
    brandId: idSchema,
    amount: moneySchema.meta({ description: "What the payer disputes" }),
    status: statusSchema,
    reason: z.string().meta({ description: "In the payment service's word" }),
    taken: moneySchema.meta({ description: "What is held back now" }),
    fromDeposit: moneySchema.meta({ description: "Of that, taken from the brand's deposit" }),
    owed: moneySchema.meta({ description: "Of that, owed by the brand" }),
    lost: moneySchema.meta({ description: "Of that, given up as lost" }),
    isFreezing: z
      .boolean()
      .meta({ description: "The brand's unearned work waits because of this" }),
    evidenceDueAt: timeSchema
      .nullable()
      .meta({ description: "Until when evidence is taken; null where none is" }),
    isEvidenceSent: z.boolean(),
    openedAt: timeSchema,
    closedAt: timeSchema.nullable(),
  })
  .meta({ id: "Chargeback", description: "A payment that the payer's bank took back" });

const params = z.strictObject({ chargebackId: idSchema });

export const chargebackContract = {
  listChargebacks: {
    method: "get",
    path: "/v1/chargebacks",
    summary: "Payments taken back from your brands, or from all for finance",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      brandId: idSchema.optional(),
      status: statusSchema.optional(),
    }),
    response: pageOf(chargebackSchema),
  },
  getChargeback: {
    method: "get",
    path: "/v1/chargebacks/{chargebackId}",
    summary: "One payment that was taken back",
    tag: "funding",
    permission: "funding.read",
    status: 200,
    params,
    response: chargebackSchema,
  },
  endChargebackFreeze: {
    method: "post",
    path: "/v1/chargebacks/{chargebackId}/end-freeze",
    summary: "Let the brand's work go on although the chargeback was not won",
    tag: "funding",
    permission: "chargeback.decide",
    status: 200,
    idempotency: "required",
    params,
    body: z.strictObject({ reason: paragraphSchema(reasonLengthMax) }),
    response: chargebackSchema,
    problems: ["chargeback_state", "brand_not_frozen"],
  },
} as const satisfies Contract;
