/**
 * Doors for PayPal's and Stripe's messages. A message that proves its origin is stored once, byte for byte, and
 * acknowledged only after the commit; what it means is worked out later, from the table.
 */
import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { AppError } from "../../kernel/errors";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import type { PaypalWebhooks } from "../../providers/paypal";
import { recordAudit } from "../audit";
import { createEventInbox } from "./event-inbox";
import type { Provider } from "./provider-event-store";

export interface StripeVerifier {
  /** The event's own id and type, or undefined when the signature does not fit. */
  verifyWebhook(raw: Buffer, signature: string): { id: string; type: string } | undefined;
}

export interface WebhookOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
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

function parseEnvelope(raw: Buffer): { id: string; event_type: string } | undefined {
  try {
    const parsed = paypalEnvelope.safeParse(JSON.parse(raw.toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function refuse(options: WebhookOptions, provider: Provider, reason: string): Promise<never> {
  options.log.warn({ provider, reason }, "webhook refused");
  await options.unitOfWork.run((tx) =>
    recordAudit(tx, {
      actor: `provider:${provider}`,
      action: "webhook.refused",
      objectType: "webhook",
      objectId: provider,
      outcome: "refused",
      details: { reason },
    }),
  );
  throw new AppError(400, "webhook_refused");
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
    const verdict = await options.paypal.verify(headers, body);
    if (!verdict.isValid) await refuse(options, "paypal", verdict.reason);
    const envelope = parseEnvelope(body);
    if (!envelope) return void (await refuse(options, "paypal", "not an event"));
    await inbox.keep({
      provider: "paypal",
      eventId: envelope.id,
      eventType: envelope.event_type,
      raw: body,
      headers,
    });
    response.status(200).end();
  });

  app.all(["/webhooks/paypal", "/webhooks/stripe"], (request, response, next) => {
    if (request.method === "POST") return next();
    response.setHeader("Allow", "POST");
    throw new AppError(405, "method_not_allowed");
  });

  app.post("/webhooks/stripe", raw, async (request: Request, response: Response) => {
    if (!options.stripe) throw new AppError(404, "not_found");
    const body = bodyOf(request);
    const event = options.stripe.verifyWebhook(body, request.get("stripe-signature") ?? "");
    if (!event) return void (await refuse(options, "stripe", "signature does not fit"));
    await inbox.keep({
      provider: "stripe",
      eventId: event.id,
      eventType: event.type,
      raw: body,
      headers: headersOf(request),
    });
    response.status(200).end();
  });
}
