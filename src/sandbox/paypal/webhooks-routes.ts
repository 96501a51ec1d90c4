/** Webhooks v1 over HTTP: certificates, verification, the list of events and sending one again. */

import { parseMs } from "../clock";
import {
  type Call,
  jsonBody,
  jsonReply,
  param,
  type Reply,
  type Route,
  route,
  textReply,
} from "../http-types";
import { type JsonObject, member, rawMember, text } from "../json";
import type { Outbox } from "../outbox";
import { wholeNumber } from "./payouts-routes";
import { linkHost, unknownPayoutId, validationError } from "./paypal-errors";
import type { WebhookSigner } from "./webhook-signing";

export interface WebhooksRoutesOptions {
  readonly outbox: Outbox;
  readonly signer: WebhookSigner;
  readonly certId: string;
}

const pageSizeDefault = 10;
const pageSizeMax = 1_000;
const authAlgo = "SHA256withRSA";
const base = "/v1/notifications";

/** Public: certificates carry no secret, and PayPal asks for no token here either. */
export function certificateRoutes({ signer, certId }: WebhooksRoutesOptions): Route[] {
  return [
    route("GET", `${base}/certs/:id`, (call) =>
      param(call, "id") === certId
        ? textReply(200, "application/x-pem-file", signer.chainPem)
        : unknownPayoutId(call),
    ),
  ];
}

/** `/v1/notifications/…`, with a token (notifications_webhooks_v1.json). */
export function webhooksRoutes(options: WebhooksRoutesOptions): Route[] {
  const { outbox } = options;
  return [
    route("POST", `${base}/verify-webhook-signature`, (call) => verifySignature(options, call)),
    route("GET", `${base}/webhooks-events`, (call) => listEvents(options, call)),
    route("GET", `${base}/webhooks-events/:id`, (call) => {
      const event = outbox.find(param(call, "id"));
      return event ? rawReply(200, event.body()) : unknownPayoutId(call);
    }),
    route("POST", `${base}/webhooks-events/:id/resend`, (call) => {
      const id = param(call, "id");
      if (!outbox.resend(id)) return unknownPayoutId(call);
      return rawReply(202, outbox.find(id)?.body() ?? "{}");
    }),
  ];
}

function rawReply(status: number, body: string): Reply {
  return { ...jsonReply(status, {}), body };
}

function verifySignature({ signer }: WebhooksRoutesOptions, call: Call): Reply {
  const body = jsonBody(call);
  const value = body.ok ? body.value : {};
  const fields = [
    "auth_algo",
    "cert_url",
    "transmission_id",
    "transmission_sig",
    "transmission_time",
    "webhook_id",
  ].map((name) => [name, text(member(value, name))] as const);
  const missing = fields.filter(([, given]) => given === undefined).map(([name]) => name);
  // The signature is over the bytes of the event, so the text is cut out of the request as it stands.
  const eventText = rawMember(call.raw.toString("utf8"), "webhook_event");
  if (eventText === undefined) missing.push("webhook_event");
  if (missing.length > 0 || eventText === undefined) {
    const details = missing.map((field) => ({
      field,
      location: "body" as const,
      issue: "Required field is missing",
    }));
    return validationError(call, details);
  }
  const given = Object.fromEntries(fields);
  if (given["webhook_id"] === "WEBHOOK_ID") {
    // Events of PayPal's own event simulator carry this literal and cannot be verified.
    const issue = "Events of the webhook simulator cannot be verified";
    return validationError(call, [{ field: "webhook_id", location: "body", issue }]);
  }
  const isGood =
    given["auth_algo"] === authAlgo &&
    given["cert_url"] === signer.certUrl() &&
    signer.verify(
      {
        transmissionId: given["transmission_id"] ?? "",
        transmissionTime: given["transmission_time"] ?? "",
        webhookId: given["webhook_id"] ?? "",
        body: Buffer.from(eventText),
      },
      given["transmission_sig"] ?? "",
    );
  return jsonReply(200, { verification_status: isGood ? "SUCCESS" : "FAILURE" });
}

/** Newest first, as PayPal lists them. */
function listEvents({ outbox }: WebhooksRoutesOptions, call: Call): Reply {
  const pageSize = wholeNumber(call.query.get("page_size"), 1, pageSizeMax, pageSizeDefault);
  if (pageSize === undefined) {
    const issue = `Value must be a whole number from 1 to ${pageSizeMax}`;
    return validationError(call, [{ field: "page_size", location: "query", issue }]);
  }
  const startMs = parseMs(call.query.get("start_time") ?? "") ?? 0;
  const endMs = parseMs(call.query.get("end_time") ?? "") ?? Number.MAX_SAFE_INTEGER;
  const type = call.query.get("event_type");
  const about = call.query.get("transaction_id");
  const page = outbox
    .events()
    .filter((event) => event.atMs >= startMs && event.atMs <= endMs)
    .filter((event) => !type || event.type === type)
    .filter((event) => !about || event.body().includes(JSON.stringify(about)))
    .slice(0, pageSize);
  const events = page.map((event) => JSON.parse(event.body()) as JsonObject);
  return jsonReply(200, {
    events,
    count: events.length,
    links: [{ href: `${linkHost}${base}/webhooks-events`, rel: "self", method: "GET" }],
  });
}
