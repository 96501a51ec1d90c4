import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  currencySchema,
  hashSchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { holdKinds } from "./hold-kinds";
import {
  payoutSchedules,
  policyCurrencies,
  policyStatuses,
  upcomingReasons,
} from "./release-terms";

/** Whole units of the currency, as text like every other amount. */
const unitsSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})$/)
  .meta({ description: "Whole number of units of the currency, as text", examples: ["500"] });
const positiveUnitsSchema = z
  .string()
  .regex(/^[1-9]\d{0,11}$/)
  .meta({ description: "Whole number of units above zero, as text", examples: ["20000"] });
const hoursSchema = z.int().min(0).max(2160);
const policyCurrencySchema = z.enum(policyCurrencies).meta({
  description: "ISO 4217 code; * on old versions for all currencies, which count no more",
});

const termsSchema = z.strictObject({
  autoPayoutUnits: unitsSchema.meta({
    description: "Up to this amount a payout is released without people, in whole units",
  }),
  autoCreatorDayUnits: unitsSchema.meta({
    description: "And up to this sum for one creator and UTC day, in whole units",
  }),
  holdDays: z.int().min(0).max(365).meta({
    description: "Days between an endorsement and the fee being payable",
  }),
  schedule: z.enum(payoutSchedules),
  minimumUnits: unitsSchema.meta({ description: "Below this sum fees wait, in whole units" }),
  coolOffHours: hoursSchema.meta({
    description: "Hours in which nothing is sent to a payout method that replaced another",
  }),
  firstCoolOffHours: hoursSchema.meta({
    description: "The same for a creator's first payout method",
  }),
  paypalItemMaxUnits: positiveUnitsSchema.nullable().meta({
    description: "Most that PayPal takes in one item, in whole units; null for PayPal's own limit",
  }),
});

const policySchema = z
  .strictObject({
    id: idSchema,
    currency: policyCurrencySchema,
    version: z.int(),
    status: z.enum(policyStatuses),
    isInForce: z.boolean(),
    ...termsSchema.shape,
    contentHash: z.string(),
    proposedBy: signerSchema,
    approvedBy: signerSchema.nullable(),
    proposedAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    effectiveAt: timeSchema.nullable(),
  })
  .meta({ id: "ReleasePolicy" });

const inForceSchema = z
  .strictObject({
    currency: currencySchema,
    policyId: idSchema.nullable().meta({ description: "Null where nobody agreed on terms" }),
    version: z.int().nullable(),
    ...termsSchema.shape,
  })
  .meta({ id: "ReleaseTerms" });

const holdKindSchema = z
  .strictObject({
    kind: z.enum(holdKinds),
    owner: z.enum(["creator", "finance", "operator"]),
    nextAction: z.string(),
    endedBy: z.enum(["cause", "finance", "finance_checker", "two_people"]),
    isManual: z.boolean(),
    title: z.string(),
    explanation: z.string(),
  })
  .meta({ id: "HoldKind" });

const upcomingSchema = z
  .strictObject({
    amount: moneySchema,
    reason: z.enum(upcomingReasons),
    expectedAt: timeSchema.nullable(),
    missing: moneySchema.nullable(),
    endorsementIds: z.array(idSchema),
  })
  .meta({ id: "UpcomingPayout" });

const tag = "payouts";

export const releaseContract = {
  listReleasePolicies: {
    method: "get",
    path: "/v1/release-policies",
    summary: "Every version of the release policies, newest first",
    tag,
    permission: "release_policy.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      currency: policyCurrencySchema.optional(),
      status: z.enum(policyStatuses).optional(),
    }),
    response: pageOf(policySchema),
  },
  proposeReleasePolicy: {
    method: "post",
    path: "/v1/release-policies",
    summary: "Propose new terms; an older proposal for the same currency is void",
    tag,
    permission: "release_policy.propose",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ currency: currencySchema, ...termsSchema.shape }),
    response: policySchema,
  },
  approveReleasePolicy: {
    method: "post",
    path: "/v1/release-policies/{policyId}/approval",
    summary: "Agree to proposed terms, as another person; they hold from now on",
    tag,
    permission: "release_policy.approve",
    status: 200,
    idempotency: "required",
    params: z.strictObject({ policyId: idSchema }),
    body: z.strictObject({ contentHash: hashSchema }),
    response: policySchema,
    problems: ["policy_not_open", "same_person", "content_changed"],
  },
  listReleaseTerms: {
    method: "get",
    path: "/v1/release-terms",
    summary:
      "What holds now for every currency; two people for all payouts where nobody agreed on terms",
    tag,
    permission: "release_policy.read",
    status: 200,
    response: z.strictObject({ items: z.array(inForceSchema) }),
  },
  listHoldKinds: {
    method: "get",
    path: "/v1/hold-kinds",
    summary: "Every reason for which a payout may wait: who has to act and who may end it",
    tag,
    permission: "hold_kind.read",
    status: 200,
    response: z.strictObject({ items: z.array(holdKindSchema) }),
  },
  listMyUpcomingPayouts: {
    method: "get",
    path: "/v1/creators/me/upcoming-payouts",
    summary: "What I have earned and what is not a payout yet: why, and until when",
    tag,
    permission: "payout.mine",
    status: 200,
    response: z.strictObject({ items: z.array(upcomingSchema) }),
  },
} as const satisfies Contract;
