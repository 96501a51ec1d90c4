import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import { socialPlatforms } from "../../kernel/social-platform";
import type { Contract } from "../../platform/http/contract";
import { idSchema, positiveMoneySchema } from "../../platform/http/schemas";
import { rateKey, ratesMax } from "./rate-card";

const rateSchema = z
  .strictObject({
    platform: z.enum(socialPlatforms),
    kind: z.enum(deliverableKinds),
    price: positiveMoneySchema,
  })
  .meta({ id: "Rate", description: "What one piece of this kind costs on this platform" });

const keyOf = ({ price, ...piece }: z.infer<typeof rateSchema>) =>
  rateKey({ ...piece, currency: price.currency });

const rateCardSchema = z
  .strictObject({
    version: z.int().meta({ description: "Send it back with a change" }),
    items: z.array(rateSchema),
  })
  .meta({ id: "RateCard" });

export const rateCardContract = {
  getMyRateCard: {
    method: "get",
    path: "/v1/creators/me/rate-card",
    summary: "My prices",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    response: rateCardSchema,
  },
  setRateCard: {
    method: "put",
    path: "/v1/creators/me/rate-card",
    summary: "Set my prices: these take the place of all others",
    tag: "creators",
    permission: "creator.self",
    status: 200,
    body: z.strictObject({
      version: z.int().min(0).max(2_147_483_646),
      items: z
        .array(rateSchema)
        .max(ratesMax)
        .refine((items) => new Set(items.map(keyOf)).size === items.length, {
          params: { code: "itemsRepeated" },
        }),
    }),
    response: rateCardSchema,
    problems: ["version_conflict"],
  },
  getRateCard: {
    method: "get",
    path: "/v1/creators/{creatorId}/rate-card",
    summary: "The prices of a creator",
    tag: "creators",
    permission: "creator.read",
    status: 200,
    params: z.strictObject({ creatorId: idSchema }),
    response: rateCardSchema,
  },
} as const satisfies Contract;
