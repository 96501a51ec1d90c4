import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  daySchema,
  idSchema,
  pageOf,
  pageQuery,
  signedMoneySchema,
} from "../../platform/http/schemas";
import { balanceOwners } from "../ledger";
import { bookFormats } from "./book-formats";

const ownedSchema = z
  .strictObject({
    id: idSchema.meta({ description: "Of the brand, campaign or creator" }),
    name: z.string().nullable().meta({
      description: "Of the brand or creator, or the campaign's title; null when nobody has the id",
    }),
    accounts: z.array(z.strictObject({ account: z.string(), balance: signedMoneySchema })),
    totals: z
      .array(signedMoneySchema)
      .meta({ description: "All its accounts together, one for each currency; below zero we owe" }),
  })
  .meta({ id: "OwnedBalances" });

export const booksContract = {
  exportBooks: {
    method: "get",
    path: "/v1/ledger/export",
    summary: "The whole book for hledger, for beancount, or as JSON lines with a chain of hashes",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    query: z.strictObject({ format: z.enum(bookFormats) }),
    produces: "text/plain; charset=utf-8",
    response: z.string(),
  },
  exportGeneralLedger: {
    method: "get",
    path: "/v1/ledger/general-ledger",
    summary: "Every account with its entries between two days, as CSV",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    query: z.strictObject({
      from: daySchema,
      to: daySchema.meta({ description: "Last day, included" }),
    }),
    produces: "text/csv; charset=utf-8",
    response: z.string(),
  },
  listOwnedBalances: {
    method: "get",
    path: "/v1/ledger/balances",
    summary: "Balances of brands, campaigns or creators at the end of a day",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    query: z.strictObject({
      owner: z.enum(balanceOwners),
      on: daySchema.optional().meta({ description: "Today unless said otherwise" }),
      id: idSchema.optional().meta({ description: "Only this one" }),
      ...pageQuery,
    }),
    response: pageOf(ownedSchema),
  },
} as const satisfies Contract;
