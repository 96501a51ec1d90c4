/** The outside of every PayPal event, in the key order PayPal uses (A.6). */
import type { JsonObject } from "../json";
import { linkHost } from "./paypal-errors";

export interface EnvelopeParts {
  readonly id: string;
  readonly type: string;
  readonly createTime: string;
  readonly resourceType: string;
  readonly resourceVersion: string;
  readonly summary: string;
  readonly resource: JsonObject;
}

/** The event around `parts.resource`. */
export function eventEnvelope(parts: EnvelopeParts): JsonObject {
  const self = `${linkHost}/v1/notifications/webhooks-events/${parts.id}`;
  return {
    id: parts.id,
    event_version: "1.0",
    create_time: parts.createTime,
    resource_type: parts.resourceType,
    event_type: parts.type,
    summary: parts.summary,
    resource_version: parts.resourceVersion,
    resource: parts.resource,
    links: [
      { href: self, rel: "self", method: "GET" },
      { href: `${self}/resend`, rel: "resend", method: "POST" },
    ],
  };
}
