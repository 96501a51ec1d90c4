import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  flagQuery,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  signedMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";

const seqSchema = z.string().meta({ description: "Place in the order of booking" });
export const accountNameSchema = z
  .string()
  .regex(/^(assets|liabilities|income|expenses|equity):[A-Za-z0-9:-]{1,120}$/)
  .meta({ description: "Account of the chart", examples: ["assets:paypal"] });
const debitPositive = signedMoneySchema.meta({ description: "Debit above zero, credit below" });

const transactionSchema = z
  .strictObject({
    id: idSchema,
    seq: seqSchema,
    reference: z.string(),
    rule: z.string(),
    currency: currencySchema,
    effectiveAt: timeSchema,
    recordedAt: timeSchema,
    tags: z.record(z.string(), z.string()),
    entries: z.array(z.strictObject({ account: z.string(), amount: debitPositive })),
  })
  .meta({ id: "LedgerTransaction" });

const trialBalanceSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        account: z.string(),
        kind: z.enum(["assets", "liabilities", "income", "expenses", "equity"]),
        balance: debitPositive,
      }),
    ),
    totals: z
      .array(
        z.strictObject({
          currency: currencySchema,
          debit: moneySchema,
          credit: moneySchema,
          isBalanced: z.boolean(),
        }),
      )
      .meta({ description: "Over all accounts, not only those of this page" }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "TrialBalance" });

const accountStatementSchema = z
  .strictObject({
    account: z.string(),
    currency: currencySchema,
    openingBalance: debitPositive.meta({ description: "Before the first day that was asked for" }),
    balance: debitPositive,
    items: z.array(
      z.strictObject({
        seq: seqSchema,
        transactionId: idSchema,
        reference: z.string(),
        rule: z.string(),
        effectiveAt: timeSchema,
        amount: debitPositive,
        balance: debitPositive,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "AccountStatement" });

export const ledgerContract = {
  listLedgerTransactions: {
    method: "get",
    path: "/v1/ledger/transactions",
    summary: "Transactions in the order in which they were booked",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    query: z.strictObject({
      account: accountNameSchema.optional(),
      tag: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "Value of a tag, such as the id of a payout or of an endorsement" }),
      reference: z
        .string()
        .min(1)
        .max(300)
        .optional()
        .meta({ description: "Exactly this transaction, as lines and items name it" }),
      ...pageQuery,
    }),
    response: pageOf(transactionSchema),
  },
  getTrialBalance: {
    method: "get",
    path: "/v1/ledger/trial-balance",
    summary: "Balance of every account that had an entry, now or at the end of any day",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    query: z.strictObject({
      on: daySchema.optional().meta({ description: "At the end of this day, UTC" }),
      currency: currencySchema.optional(),
      includeEmpty: flagQuery
        .default(false)
        .meta({ description: "Accounts that never had an entry too" }),
      skipZero: flagQuery
        .default(false)
        .meta({ description: "Only accounts whose balance is not zero" }),
      ...pageQuery,
    }),
    response: trialBalanceSchema,
  },
  getAccountStatement: {
    method: "get",
    path: "/v1/ledger/accounts/{name}/statement",
    summary: "One account with its running balance, oldest entry first",
    tag: "ledger",
    permission: "ledger.read",
    status: 200,
    params: z.strictObject({ name: accountNameSchema }),
    query: z.strictObject({
      currency: currencySchema,
      from: daySchema.optional().meta({ description: "First day, by effective date" }),
      to: daySchema.optional().meta({ description: "Last day, included" }),
      ...pageQuery,
    }),
    response: accountStatementSchema,
  },
} as const satisfies Contract;
