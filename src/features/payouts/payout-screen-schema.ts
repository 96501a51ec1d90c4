/** Screens of finance: everything about one payout, about one batch, and totals. */
import { z } from "zod";
import {
  currencySchema,
  idSchema,
  moneySchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { batchStates, payoutStatuses } from "./payout";
import { attemptSchema, payoutDetailSchema, problemSchema } from "./payout-schema";

const countSchema = z.int().min(0);
const secondsSchema = z.int().meta({ description: "By the database's clock" });

const callSchema = z.strictObject({
  batchId: idSchema,
  n: z.int(),
  startedAt: timeSchema,
  finishedAt: timeSchema.nullable(),
  outcome: z.string().nullable(),
  httpStatus: z.int().nullable(),
  debugId: z.string().nullable(),
  detail: z.string().nullable(),
});

const eventSchema = z.strictObject({
  id: idSchema,
  eventId: z.string(),
  type: z.string(),
  state: z.enum(["pending", "applied", "unmatched"]),
  receivedAt: timeSchema,
  appliedAt: timeSchema.nullable(),
});

const breakSchema = z.strictObject({
  id: idSchema,
  kind: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  amount: signedMoneySchema.nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  owner: z.string(),
  nextAction: z.string(),
  openedAt: timeSchema,
  resolvedAt: timeSchema.nullable(),
  resolution: z.string().nullable(),
  resolvedBy: signerSchema.nullable(),
});

const incompleteSchema = z
  .array(z.string())
  .meta({ description: "Parts that have more rows than are shown" });

export const payoutScreenSchema = z
  .strictObject({
    ...payoutDetailSchema.shape,
    ageSeconds: secondsSchema,
    inStatusSeconds: secondsSchema,
    nextLookAt: timeSchema.nullable(),
    batches: z.array(
      z.strictObject({
        id: idSchema,
        senderBatchId: z.string(),
        payoutBatchId: z.string().nullable(),
        state: z.enum(batchStates),
      }),
    ),
    calls: z.array(callSchema),
    events: z.array(eventSchema),
    ledger: z.array(
      z.strictObject({
        id: idSchema,
        reference: z.string(),
        rule: z.string(),
        endorsementId: idSchema.nullable().meta({
          description: "Of the piece of work that was earned; null for the payout as a whole",
        }),
        recordedAt: timeSchema,
        entries: z.array(z.strictObject({ account: z.string(), amount: signedMoneySchema })),
      }),
    ),
    breaks: z.array(breakSchema),
    holdHistory: z.array(
      z.strictObject({
        kind: z.string(),
        reason: z.string(),
        owner: z.string(),
        nextAction: z.string(),
        openedBy: signerSchema,
        openedAt: timeSchema,
        expiresAt: timeSchema.nullable(),
        releasedBy: signerSchema.nullable(),
        releasedAt: timeSchema.nullable(),
      }),
    ),
    signatures: z.array(
      z.strictObject({
        at: timeSchema,
        what: z.string(),
        by: signerSchema,
        contentHash: z.string().nullable(),
      }),
    ),
    incomplete: incompleteSchema,
  })
  .meta({ id: "PayoutScreen" });

export const batchSchema = z
  .strictObject({
    id: idSchema,
    senderBatchId: z.string(),
    payoutBatchId: z.string().nullable(),
    state: z.enum(batchStates),
    problem: problemSchema.nullable(),
    currency: currencySchema,
    itemsCount: z.int(),
    total: moneySchema,
    bodySha256: z.string(),
    createdAt: timeSchema,
    ageSeconds: secondsSchema,
    firstSentAt: timeSchema.nullable(),
    nextTryAt: timeSchema.nullable(),
    callsCount: countSchema,
    closedAt: timeSchema.nullable(),
  })
  .meta({ id: "PayoutBatch" });

export const batchAttemptSchema = z.strictObject({
  ...attemptSchema.shape,
  payoutId: idSchema,
  amount: moneySchema,
});

export const batchScreenSchema = z
  .strictObject({
    ...batchSchema.shape,
    nextLookAt: timeSchema.nullable(),
    states: z.array(
      z.strictObject({ state: z.string(), count: countSchema, total: signedMoneySchema }),
    ),
    calls: z.array(callSchema),
    attempts: z.array(batchAttemptSchema),
    attemptsCursor: z.string().nullable().meta({
      description: "Where listPayoutBatchAttempts goes on; null when all are shown",
    }),
    events: z.array(eventSchema),
    ledger: z.array(
      z.strictObject({
        rule: z.string(),
        account: z.string(),
        transactionsCount: countSchema,
        amount: signedMoneySchema,
      }),
    ),
    breaks: z.array(breakSchema),
    releases: z.array(
      z.strictObject({
        release: z.enum(["auto", "two_people"]).nullable(),
        preparedBy: signerSchema.nullable(),
        approvedBy: signerSchema.nullable(),
        count: countSchema,
      }),
    ),
    incomplete: incompleteSchema,
  })
  .meta({ id: "PayoutBatchScreen" });

export const summarySchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        status: z.enum(payoutStatuses),
        count: countSchema,
        total: signedMoneySchema,
        heldCount: countSchema,
        withOpenBreakCount: countSchema,
        stuckCount: countSchema,
        oldestStatusAt: timeSchema,
      }),
    ),
  })
  .meta({ id: "PayoutSummary" });
