/** The simulated world as operators see and move it. Everything here exists in sandbox mode only. */
import { z } from "zod";
import { socialPlatforms } from "../../kernel/social-platform";
import type { Contract } from "../../platform/http/contract";
import {
  countQuery,
  currencySchema,
  idSchema,
  lineSchema,
  moneySchema,
  positiveMoneySchema,
  signedMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";

const simulators = ["paypal", "stripe", "bank", "social"] as const;
const moneySimulators = ["paypal", "stripe", "bank"] as const;
const daySeconds = 86_400;
const advanceDaysMax = 366;
const wordsMax = 200;
const shownMax = 100;

/** These lists are short memories of the simulators: the newest, without further pages. */
const newest = {
  limit: countQuery(1, shownMax).default(shownMax),
};

const fateSchema = z.enum([
  "SUCCESS",
  "FAILED",
  "PENDING",
  "UNCLAIMED",
  "RETURNED",
  "ONHOLD",
  "BLOCKED",
  "REFUNDED",
  "REVERSED",
]);

const worldSchema = z
  .strictObject({
    now: timeSchema.meta({ description: "In the simulated world" }),
    aheadSeconds: z.int().meta({ description: "How far it is ahead of the machine's clock" }),
    isProductMoved: z
      .boolean()
      .meta({ description: "The product follows that clock: its database is its own" }),
    simulators: z.array(z.strictObject({ name: z.enum(simulators), url: z.string() })),
    accounts: z.array(z.strictObject({ id: z.string(), balance: signedMoneySchema })),
    balances: z.array(
      z.strictObject({
        simulator: z.enum(["paypal", "stripe"]),
        total: signedMoneySchema,
        available: signedMoneySchema,
      }),
    ),
  })
  .meta({ id: "SandboxWorld" });

const recordSchema = z
  .strictObject({
    simulator: z.enum(moneySimulators),
    id: z.string(),
    at: timeSchema,
    kind: z.string(),
    amount: signedMoneySchema,
    fee: signedMoneySchema.nullable().meta({ description: "What the service kept of it" }),
    details: z.record(z.string(), z.string()),
  })
  .meta({ id: "SandboxRecord", description: "What a simulator wrote down about money" });

const payoutSchema = z
  .strictObject({
    id: z.string(),
    batchId: z.string(),
    senderItemId: z.string().nullable().meta({ description: "What we call it" }),
    receiver: z.string(),
    amount: moneySchema,
    status: fateSchema,
    error: z.string().nullable(),
    nextStatuses: z.array(fateSchema).meta({ description: "What may become of it" }),
  })
  .meta({ id: "SandboxPayout" });

const webhookSchema = z
  .strictObject({
    simulator: z.enum(["paypal", "stripe"]),
    id: z.string(),
    type: z.string(),
    at: timeSchema,
    state: z.string(),
    tries: z.int(),
  })
  .meta({ id: "SandboxWebhook" });

const letterId = idSchema;
const letterFields = {
  id: letterId,
  to: z.string(),
  subject: z.string(),
  writtenAt: timeSchema.meta({ description: "By the machine's clock" }),
};

const postSchema = z
  .strictObject({
    platform: z.enum(socialPlatforms),
    url: z.string(),
    handle: z.string(),
    caption: z.string(),
    publishedAt: timeSchema,
    isGone: z.boolean(),
  })
  .meta({ id: "SandboxPost" });

const listOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item) });

const read = {
  method: "get",
  tag: "sandbox",
  permission: "sandbox.move",
  status: 200,
  problems: ["sandbox_silent"],
} as const;

export const worldReadContract = {
  getWorld: {
    ...read,
    path: "/v1/sandbox/world",
    summary: "The simulated world: its clock, its servers, and the money they hold for us",
    response: worldSchema,
  },
  listWorldRecords: {
    ...read,
    path: "/v1/sandbox/world/records",
    summary: "Money as the simulators wrote it down themselves, newest first",
    query: z.strictObject({ ...newest, simulator: z.enum(moneySimulators).optional() }),
    response: listOf(recordSchema),
  },
  listWorldPayouts: {
    ...read,
    path: "/v1/sandbox/world/payouts",
    summary: "Payments of the simulated PayPal and what may become of each, newest first",
    query: z.strictObject(newest),
    response: listOf(payoutSchema),
  },
  listWorldWebhooks: {
    ...read,
    path: "/v1/sandbox/world/webhooks",
    summary: "Messages the simulators sent us or are about to, newest first",
    query: z.strictObject(newest),
    response: listOf(webhookSchema),
  },
  listWorldPosts: {
    ...read,
    path: "/v1/sandbox/world/posts",
    summary: "Posts on the simulated platforms, newest first",
    query: z.strictObject(newest),
    response: listOf(postSchema),
  },
  listWorldLetters: {
    ...read,
    path: "/v1/sandbox/world/letters",
    summary: "Letters that were written into the mail folder, newest first",
    query: z.strictObject(newest),
    response: listOf(z.strictObject(letterFields).meta({ id: "SandboxLetter" })),
  },
  getWorldLetter: {
    ...read,
    path: "/v1/sandbox/world/letters/{letterId}",
    summary: "One letter as its reader sees it",
    params: z.strictObject({ letterId }),
    response: z
      .strictObject({ ...letterFields, text: z.string() })
      .meta({ id: "SandboxLetterText" }),
  },
} as const satisfies Contract;

const act = {
  method: "post",
  tag: "sandbox",
  permission: "sandbox.move",
  work: "steps",
  problems: ["sandbox_refused", "sandbox_silent"],
} as const;

const accountId = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/);
const words = lineSchema(wordsMax);
const lineFields = { account: accountId, amount: positiveMoneySchema };

const bankLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("deposit"),
    ...lineFields,
    reference: words.optional(),
    name: words.optional().meta({ description: "Who paid" }),
  }),
  z.strictObject({ kind: z.literal("fee"), ...lineFields, reference: words.optional() }),
  z.strictObject({
    kind: z.literal("transfer"),
    ...lineFields,
    to: z.enum(["paypal", "elsewhere"]),
    reference: words.optional(),
  }),
  z.strictObject({
    kind: z.literal("cheque"),
    ...lineFields,
    number: z.string().regex(/^\d{1,12}$/),
    payee: words.optional(),
  }),
]);

export const worldActContract = {
  moveWorldClock: {
    ...act,
    path: "/v1/sandbox/world/clock",
    summary:
      "Let time pass in the simulated world, and for the product where its database is its own",
    status: 200,
    body: z.strictObject({
      advanceSeconds: z
        .int()
        .min(1)
        .max(advanceDaysMax * daySeconds),
    }),
    response: worldSchema,
  },
  decideWorldPayout: {
    ...act,
    path: "/v1/sandbox/world/payouts/{payoutItemId}/status",
    summary: "Decide what becomes of a payment of the simulated PayPal",
    status: 200,
    params: z.strictObject({ payoutItemId: z.string().regex(/^[A-Z\d]{8,20}$/) }),
    body: z.strictObject({ status: fateSchema }),
    response: payoutSchema,
  },
  postWorldBankLine: {
    ...act,
    path: "/v1/sandbox/world/bank-lines",
    summary: "Book a line at the simulated bank",
    status: 201,
    body: bankLineSchema,
    response: recordSchema,
  },
  payOutWorldStripe: {
    ...act,
    path: "/v1/sandbox/world/stripe-payouts",
    summary: "Let the simulated Stripe pay what is available of a currency to our bank",
    status: 201,
    body: z.strictObject({ currency: currencySchema }),
    response: worldSchema,
  },
  showWorldPost: {
    ...act,
    path: "/v1/sandbox/world/posts/visibility",
    summary: "Take a post from a simulated platform, or bring it back",
    status: 200,
    body: z.strictObject({
      platform: z.enum(socialPlatforms),
      url: lineSchema(500),
      isGone: z.boolean(),
    }),
    response: postSchema,
  },
} as const satisfies Contract;

export const worldContract = { ...worldReadContract, ...worldActContract } as const;
