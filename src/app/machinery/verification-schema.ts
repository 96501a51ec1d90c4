import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { timeSchema } from "../../platform/http/schemas";

const verificationSchema = z
  .strictObject({
    checkedAt: timeSchema,
    isSound: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        violations: z.array(z.string()).meta({ description: "What is wrong; the first twenty" }),
      }),
    ),
    chain: z
      .strictObject({
        position: z.string().meta({ description: "Number of transactions in the chain" }),
        hash: z.string(),
      })
      .meta({ description: "Where the chain of hashes ends; worth noting somewhere else" }),
  })
  .meta({ id: "LedgerVerification" });

export const verificationContract = {
  verifyLedger: {
    method: "post",
    path: "/v1/ledger/verifications",
    summary: "Check every invariant of the books and the whole chain of hashes now",
    tag: "ledger",
    permission: "books.verify",
    status: 200,
    idempotency: "none",
    work: "steps",
    response: verificationSchema,
  },
} as const satisfies Contract;
