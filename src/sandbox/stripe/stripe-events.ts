/** Stripe's event objects. The object inside is a snapshot: the text is fixed when the event arises. */
import { unixSeconds } from "../clock";
import { randomMixed } from "../ids";
import { encodeJson, type JsonObject } from "../json";
import type { StripeEvent } from "./stripe-types";

/** The version the `stripe` package of this repository is pinned to; a webhook endpoint must use the same. */
export const stripeApiVersion = "2026-10-28.endive";

export interface EventCause {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

export const noCause: EventCause = { requestId: null, idempotencyKey: null };

/** A new event about `object`; `previous` holds the changed members as they were. */
export function stripeEvent(
  atMs: number,
  type: string,
  object: JsonObject,
  cause: EventCause,
  previous?: JsonObject,
): StripeEvent {
  const id = `evt_1${randomMixed(23)}`;
  const body = {
    id,
    object: "event",
    api_version: stripeApiVersion,
    created: unixSeconds(atMs),
    data: { object, previous_attributes: previous },
    livemode: false,
    pending_webhooks: 1,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  };
  return { id, type, atMs, text: encodeJson(body) };
}
