/** Verifying Stripe's webhooks: an HMAC over time and raw body with the endpoint's secret. */
import { z } from "zod";
import type { Clock } from "../../kernel/clock";
import type { StripeSdk } from "./stripe-client";

/** Stripe's own limit for the age of a delivery; a retry carries a new time. */
const toleranceSeconds = 300;
const idLengthMax = 255;

const referenceSchema = z
  .union([z.string(), z.looseObject({ id: z.string() }).transform((whole) => whole.id)])
  .nullish()
  .catch(undefined);

const eventSchema = z.looseObject({
  id: z.string().min(1).max(idLengthMax),
  type: z.string().min(1).max(idLengthMax),
  data: z.looseObject({
    object: z.looseObject({
      id: referenceSchema,
      payment_intent: referenceSchema,
      charge: referenceSchema,
      client_reference_id: referenceSchema,
      metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
    }),
  }),
});

/** A hint that something happened to an object; what happened is read from the object itself. */
export interface StripeEvent {
  id: string;
  /** Such as `checkout.session.completed`. */
  type: string;
  /** Every id the object carries, Stripe's and ours. */
  ids: string[];
}

export function createStripeWebhooks(sdk: StripeSdk, webhookSecret: string, clock: Clock) {
  return {
    /** The event when `rawBody` is really from Stripe and recent; undefined otherwise. */
    verifyWebhook(rawBody: Buffer, signatureHeader: string | undefined): StripeEvent | undefined {
      if (!signatureHeader) return undefined;
      let event: unknown;
      try {
        event = sdk.webhooks.constructEvent(
          rawBody,
          signatureHeader,
          webhookSecret,
          toleranceSeconds,
          undefined,
          clock.now().getTime(),
        );
      } catch {
        return undefined;
      }
      const parsed = eventSchema.safeParse(event);
      if (!parsed.success) return undefined;
      const { id, type, data } = parsed.data;
      const { object } = data;
      const candidates: unknown[] = [
        object.id,
        object.payment_intent,
        object.charge,
        object.client_reference_id,
        object.metadata?.["deposit_id"],
        object.metadata?.["refund_part_id"],
      ];
      const ids = candidates.filter(
        (value): value is string => typeof value === "string" && value.length <= idLengthMax,
      );
      return { id, type, ids: [...new Set(ids)] };
    },
  };
}
