import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";

const ratesMax = 500;

const rateFields = {
  currency: currencySchema,
  intoCurrency: currencySchema,
  rateOn: daySchema.meta({ description: "The day it is about" }),
  rate: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,12})?$/, { abort: true })
    .refine((text) => /[1-9]/.test(text), { params: { code: "ratePositive" } })
    .meta({ description: "What one unit is worth, as exact decimal text", examples: ["1.0825"] }),
  source: lineSchema(100).meta({ description: "Who says so, such as a central bank" }),
};

const newRateSchema = z.strictObject(rateFields);

const rateSchema = z
  .strictObject({ id: idSchema, ...rateFields, recordedBy: signerSchema, recordedAt: timeSchema })
  .meta({ id: "ExchangeRate" });

export const exchangeRateContract = {
  recordExchangeRates: {
    method: "post",
    path: "/v1/exchange-rates",
    summary: "Record rates of a day, for reports and thresholds; money is never booked by them",
    tag: "treasury",
    permission: "treasury.write",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ rates: z.array(newRateSchema).min(1).max(ratesMax) }),
    response: z.strictObject({ recordedCount: z.int() }),
    problems: ["exchange_rate_differs", "currencies_equal"],
  },
  listExchangeRates: {
    method: "get",
    path: "/v1/exchange-rates",
    summary: "Recorded rates, newest first",
    tag: "treasury",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      currency: currencySchema.optional(),
      intoCurrency: currencySchema.optional(),
    }),
    response: pageOf(rateSchema),
  },
} as const satisfies Contract;
