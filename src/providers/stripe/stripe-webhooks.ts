/** Verifying Stripe's webhooks: an HMAC over time and raw body with the endpoint's secret. */
import { z } from "zod";
import { type Clock, fromUnixSeconds, secondMs } from "../../kernel/clock";
import type { StripeSdk } from "./stripe-client";

/** Stripe's own limit for the age of a delivery; a retry carries a new time. Ours holds for times to come as well. */
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

/** Reasons are constants, so that refused messages can be counted by them. */
export type StripeVerdict =
  | { isValid: true; event: StripeEvent }
  | { isValid: false; reason: string };

const refused = (reason: string): StripeVerdict => ({ isValid: false, reason });

/** When the message was signed. A header with two times is nothing: only one of them would be the one that is signed. */
function signedAt(header: string): Date | undefined {
  const [time, ...others] = header.split(",").filter((part) => part.startsWith("t="));
  if (!time || others.length > 0 || !/^t=\d{1,12}$/.test(time)) return undefined;
  return fromUnixSeconds(Number.parseInt(time.slice("t=".length), 10));
}

function eventOf(value: unknown): StripeEvent | undefined {
  const parsed = eventSchema.safeParse(value);
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
}

export function createStripeWebhooks(sdk: StripeSdk, webhookSecret: string, clock: Clock) {
  return {
    /**
     * The event when `rawBody` is really from Stripe and was signed within five minutes of now, before or after. Stripe's
     * SDK only looks back: a message dated ahead would stay fresh until that time, however often it is played.
     */
    verifyWebhook(rawBody: Buffer, signatureHeader: string | undefined): StripeVerdict {
      if (!signatureHeader) return refused("not signed");
      let value: unknown;
      try {
        // The time is looked at below, in both directions, once the signature has proved it.
        value = sdk.webhooks.constructEvent(rawBody, signatureHeader, webhookSecret, 0);
      } catch (error) {
        return refused(error instanceof SyntaxError ? "not an event" : "signature does not fit");
      }
      const at = signedAt(signatureHeader);
      if (!at) return refused("signature does not fit");
      const ageSeconds = (clock.now().getTime() - at.getTime()) / secondMs;
      if (ageSeconds > toleranceSeconds) return refused("signed more than five minutes ago");
      if (ageSeconds < -toleranceSeconds) return refused("signed more than five minutes ahead");
      const event = eventOf(value);
      return event ? { isValid: true, event } : refused("not an event");
    },
  };
}
