/** Bodies of what finance people do with payouts before money moves. */
import { z } from "zod";
import {
  hashSchema,
  idSchema,
  moneySchema,
  paragraphSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { manualHolds, releasableHolds } from "./hold-kinds";

const payoutsMax = 1000;

/** What one signature covers: a hash over all payouts, how many, and the sum of each currency. */
export const signedSchema = z.strictObject({
  batchHash: z.string(),
  payoutsCount: z.int(),
  totals: z.array(moneySchema),
});

export const prepareBody = z.strictObject({
  payoutIds: z.array(idSchema).min(1).max(payoutsMax),
  earlyReleaseReason: paragraphSchema(500).optional().meta({
    description: "Why payouts may go to a method that is still cooling off",
  }),
});

export const approveBody = z.strictObject({
  payouts: z
    .array(z.strictObject({ payoutId: idSchema, contentHash: hashSchema }))
    .min(1)
    .max(payoutsMax),
  batchHash: hashSchema
    .optional()
    .meta({ description: "Hash over all of them and their totals, as prepared" }),
});

export const holdBody = z.strictObject({
  reason: paragraphSchema(500),
  kind: z.enum(manualHolds).default("person"),
  expiresAt: timeSchema.optional().meta({ description: "When the hold ends by itself" }),
});

export const releaseBody = z.strictObject({
  kinds: z.array(z.enum(releasableHolds)).min(1).max(releasableHolds.length).optional(),
});
