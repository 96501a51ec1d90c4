/**
 * Doors for PayPal's and Stripe's messages. A message that proves its origin is stored once, byte for byte, and
 * acknowledged only after the commit; what it means is worked out later, from the table.
 */
import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { AppError } from "../../kernel/errors";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import { PaypalUnavailableError, type PaypalWebhooks } from "../../providers/paypal";
import { readPaypal } from "./event-hints";
import { createEventInbox, type EventInbox } from "./event-inbox";
import { isStoredAlike, type NewProviderEvent, type Provider } from "./provider-event-store";
import type { WebhookAudit } from "./webhook-audit";

export interface StripeVerifier {
  /** The event's own id and type, or why it is not believed. */
  verifyWebhook(
    raw: Buffer,
    signature: string,
  ): { isValid: true; event: { id: string; type: string } } | { isValid: false; reason: string };
}

export interface WebhookOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  audit: WebhookAudit;
  paypal: PaypalWebhooks | undefined;
  stripe: StripeVerifier | undefined;
}

const webhookBytesMax = 512 * 1024;

/** Headers worth keeping with the message: those the signature is about. */
const keptHeaders = [
  "paypal-transmission-id",
  "paypal-transmission-time",
  "paypal-transmission-sig",
  "paypal-cert-url",
  "paypal-auth-algo",
  "stripe-signature",
] as const;

const paypalEnvelope = z.looseObject({
  id: z.string().min(1).max(200),
  event_type: z.string().max(200),
});

function headersOf(request: Request): Record<string, string | undefined> {
  return Object.fromEntries(keptHeaders.map((name) => [name, request.get(name)]));
}

/** The event as a row, or undefined when the body is no event of PayPal's. */
function readPaypalEvent(
  raw: Buffer,
  headers: NewProviderEvent["headers"],
): NewProviderEvent | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    const { id, event_type: eventType } = paypalEnvelope.parse(value);
    const hint = readPaypal(value);
    return {
      provider: "paypal",
      eventId: id,
      eventType,
      raw,
      headers,
      ...(hint.about === "payout_item" && { itemId: hint.itemId }),
      ...("payoutBatchId" in hint && { payoutBatchId: hint.payoutBatchId }),
    };
  } catch {
    return undefined;
  }
}

async function refuse(options: WebhookOptions, provider: Provider, reason: string): Promise<never> {
  options.log.warn({ provider, reason }, "webhook refused");
  await options.audit.note({ provider, action: "webhook.refused", reason });
  throw new AppError(400, "webhook_refused");
}

/**
 * Stores an event that proved its origin and acknowledges it. One that is stored already changes nothing: providers repeat
 * what they think was lost, and anybody who recorded it may play it again.
 */
async function receive(
  options: WebhookOptions,
  inbox: EventInbox,
  event: NewProviderEvent,
  response: Response,
): Promise<void> {
  const { provider } = event;
  if (!(await inbox.keep(event))) {
    if (!(await isStoredAlike(options.unitOfWork.reader, event)))
      await refuse(options, provider, "the same id came with another body");
    await options.audit.note({ provider, action: "webhook.repeated", reason: "stored already" });
  }
  response.status(200).end();
}

/** @throws AppError 503 when it cannot be found out now, so that PayPal sends the message again. */
async function verifyPaypal(
  paypal: PaypalWebhooks,
  log: Logger,
  headers: NewProviderEvent["headers"],
  body: Buffer,
) {
  try {
    return await paypal.verify(headers, body);
  } catch (error) {
    if (!(error instanceof PaypalUnavailableError)) throw error;
    log.warn({ reason: error.message }, "webhook could not be verified");
    throw new AppError(503, "service_unavailable");
  }
}

export function mountWebhooks(app: Express, options: WebhookOptions): void {
  const raw = express.raw({ type: () => true, limit: webhookBytesMax, inflate: false });
  const inbox = createEventInbox(options.unitOfWork);
  const bodyOf = (request: Request) =>
    Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

  app.post("/webhooks/paypal", raw, async (request: Request, response: Response) => {
    if (!options.paypal) throw new AppError(404, "not_found");
    const body = bodyOf(request);
    const headers = headersOf(request);
    const verdict = await verifyPaypal(options.paypal, options.log, headers, body);
    if (!verdict.isValid) await refuse(options, "paypal", verdict.reason);
    const event = readPaypalEvent(body, headers);
    if (!event) return void (await refuse(options, "paypal", "not an event"));
    await receive(options, inbox, event, response);
  });

  app.all(["/webhooks/paypal", "/webhooks/stripe"], (request, response, next) => {
    if (request.method === "POST") return next();
    response.setHeader("Allow", "POST");
    throw new AppError(405, "method_not_allowed");
  });

  app.post("/webhooks/stripe", raw, async (request: Request, response: Response) => {
    if (!options.stripe) throw new AppError(404, "not_found");
    const body = bodyOf(request);
    const verdict = options.stripe.verifyWebhook(body, request.get("stripe-signature") ?? "");
    if (!verdict.isValid) return void (await refuse(options, "stripe", verdict.reason));
    const { id: eventId, type: eventType } = verdict.event;
    const headers = headersOf(request);
    await receive(
      options,
      inbox,
      { provider: "stripe", eventId, eventType, raw: body, headers },
      response,
    );
  });
}
