/** What finance and creators read about payouts. */
import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  flagQuery,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  timeSchema,
} from "../../platform/http/schemas";
import { attemptStates, batchStates, payoutStages, payoutStatuses, rails } from "./payout";
import { nextActors } from "./payout-outlook";
import { payoutParams, payoutSchema } from "./payout-schema";
import {
  batchAttemptSchema,
  batchSchema,
  batchScreenSchema,
  payoutScreenSchema,
  summarySchema,
} from "./payout-screen-schema";
import { timelineSteps } from "./payout-timeline";

/** What the creator sees: where the money is, since when, why, who has to act, and when it can be expected. */
const myPayoutSchema = z
  .strictObject({
    id: idSchema,
    amount: moneySchema,
    recovered: moneySchema.meta({ description: "Kept to repay a fee that was taken back" }),
    withheld: moneySchema.meta({ description: "Kept back for a tax authority" }),
    rail: z.enum(rails).nullable(),
    stage: z.enum(payoutStages),
    since: timeSchema,
    paidAt: timeSchema.nullable(),
    reason: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
    heldUntil: timeSchema.nullable(),
    nextAction: z
      .strictObject({ code: z.string(), by: z.enum(nextActors), text: z.string() })
      .nullable(),
    expectedArrival: z
      .strictObject({ from: timeSchema.nullable(), to: timeSchema.nullable(), text: z.string() })
      .nullable(),
    endorsementIds: z.array(idSchema),
    timeline: z.array(
      z.strictObject({
        at: timeSchema,
        what: z.enum(timelineSteps),
        text: z.string(),
        until: timeSchema.nullable(),
      }),
    ),
  })
  .meta({ id: "MyPayout" });

const tag = "payouts";
const batchParams = z.strictObject({ batchId: idSchema });
const createdQuery = {
  createdFrom: timeSchema.optional(),
  createdTo: timeSchema.optional().meta({ description: "Before this instant" }),
};

export const payoutReadContract = {
  listPayouts: {
    method: "get",
    path: "/v1/payouts",
    summary: "Payouts, newest first",
    tag,
    permission: "payout.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(payoutStatuses).optional(),
      rail: z.enum(rails).optional(),
      currency: currencySchema.optional(),
      creatorId: idSchema.optional(),
      ...createdQuery,
      hasOpenHold: flagQuery.optional(),
      hasOpenBreak: flagQuery.optional(),
      isStuck: flagQuery.optional(),
      isParked: flagQuery.optional().meta({
        description:
          "PayPal has the money and the receiver does not yet: unclaimed, on hold or blocked",
      }),
    }),
    response: pageOf(payoutSchema),
  },
  // Before the payout of an id, which would otherwise be called "summary".
  getPayoutSummary: {
    method: "get",
    path: "/v1/payouts/summary",
    summary: "Totals of payouts for each currency and status",
    tag,
    permission: "payout.read",
    status: 200,
    query: z.strictObject({
      currency: currencySchema.optional(),
      creatorId: idSchema.optional(),
      ...createdQuery,
    }),
    response: summarySchema,
  },
  getPayout: {
    method: "get",
    path: "/v1/payouts/{payoutId}",
    summary: "One payout with everything that is known about it",
    tag,
    permission: "payout.read",
    status: 200,
    params: payoutParams,
    response: payoutScreenSchema,
  },
  listMyPayouts: {
    method: "get",
    path: "/v1/creators/me/payouts",
    summary: "My payouts: where each one is and what happens next",
    tag,
    permission: "payout.mine",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(myPayoutSchema),
  },
  getMyPayout: {
    method: "get",
    path: "/v1/creators/me/payouts/{payoutId}",
    summary: "One of my payouts: its way so far, what happens next, and when it can be expected",
    tag,
    permission: "payout.mine",
    status: 200,
    params: payoutParams,
    response: myPayoutSchema,
  },
  listPayoutBatches: {
    method: "get",
    path: "/v1/payout-batches",
    summary: "PayPal batches, newest first",
    tag,
    permission: "payout.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(batchStates).optional(),
      currency: currencySchema.optional(),
      ...createdQuery,
      hasOpenBreak: flagQuery.optional(),
    }),
    response: pageOf(batchSchema),
  },
  getPayoutBatch: {
    method: "get",
    path: "/v1/payout-batches/{batchId}",
    summary: "One batch with everything that is known about it",
    tag,
    permission: "payout.read",
    status: 200,
    params: batchParams,
    response: batchScreenSchema,
  },
  listPayoutBatchAttempts: {
    method: "get",
    path: "/v1/payout-batches/{batchId}/attempts",
    summary: "Attempts of one batch, in the order of its items",
    tag,
    permission: "payout.read",
    status: 200,
    params: batchParams,
    query: z.strictObject({ ...pageQuery, state: z.enum(attemptStates).optional() }),
    response: pageOf(batchAttemptSchema),
  },
} as const satisfies Contract;
