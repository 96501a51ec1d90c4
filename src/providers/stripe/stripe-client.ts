/**
 * The only file that builds Stripe's SDK. Its own HTTP client sends a request again behind our back when a connection
 * closes and never gives up on an answer that drips, so requests go through a fetch of ours: one try, one total deadline,
 * no redirects, a bounded answer. Trying again is the caller's business, with the caller's idempotency key.
 */
import Stripe from "stripe";
import type { z } from "zod";
import { monotonicMs } from "../../kernel/clock";
import type { StripeSettings } from "../../platform/config";
import { type OnProviderCall, operationOf, outcomeOfStatus } from "../../platform/provider-call";
import { StripeRefusedError, StripeUnavailableError } from "./stripe-errors";

export type StripeSdk = Stripe;

/** Far more than any object we ask for; a list page of refunds has some 100 kB. */
const answerBytesMax = 4 * 1024 * 1024;

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > answerBytesMax) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The whole answer is read here, so that the SDK's deadline covers its last byte. JSON that is no object is refused here
 * as well: on `1` or `"text"` the SDK throws where nobody can catch it, and its promise never settles.
 */
async function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: "error" });
  const { status, headers } = response;
  const body = await readBounded(response);
  const parsed: unknown = JSON.parse(body.toString("utf8"));
  if (parsed === null || typeof parsed !== "object") throw new Error("the answer is no object");
  const kept = new Headers(headers);
  // The SDK prints these on the console of whoever runs the product.
  kept.delete("stripe-notice");
  return new Response(new Uint8Array(body), { status, headers: kept });
}

/** `/v1/refunds`: two parts name what is asked, and ids come after them. */
const fixedPathParts = 2;

/** The same fetch; `onCall` is told of every request and how it ended. */
function counted(onCall: OnProviderCall): typeof boundedFetch {
  return async (url, init) => {
    const startedMs = monotonicMs();
    let end = { outcome: "lost", isContact: false };
    try {
      const response = await boundedFetch(url, init);
      end = outcomeOfStatus(response.status);
      return response;
    } finally {
      const { pathname } = new URL(url instanceof Request ? url.url : url);
      const operation = operationOf(init?.method ?? "GET", pathname, fixedPathParts);
      onCall({ operation, ...end, durationMs: monotonicMs() - startedMs });
    }
  };
}

/** `timeoutMs` is the deadline of one request, answer included. */
export function createStripeSdk(
  settings: StripeSettings,
  timeoutMs: number,
  onCall?: OnProviderCall,
): StripeSdk {
  const { protocol, hostname, port } = new URL(settings.apiBase);
  const isSecure = protocol === "https:";
  return new Stripe(settings.secretKey, {
    host: hostname,
    port: port || (isSecure ? "443" : "80"),
    protocol: isSecure ? "https" : "http",
    httpClient: Stripe.createFetchHttpClient(onCall ? counted(onCall) : boundedFetch),
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** 409: the same key is being worked on right now; 429: too many requests. Both ask for another try. */
const laterStatuses: ReadonlySet<number> = new Set([408, 409, 425, 429]);

function toOurError(error: unknown): Error {
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new StripeUnavailableError(error instanceof Error ? error.message : "unknown");
  }
  const { statusCode, code, type, requestId } = error;
  const isDefinite =
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500 &&
    !laterStatuses.has(statusCode) &&
    code !== "rate_limit";
  if (!isDefinite) return new StripeUnavailableError(`${type} ${statusCode ?? ""}`.trim());
  // The same key came with other parameters: the first request may well have worked, so this proves nothing about it.
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return new StripeUnavailableError("the idempotency key was used with other parameters");
  }
  return new StripeRefusedError(statusCode, code, requestId);
}

/**
 * One request whose answer has to fit `schema`.
 * @throws StripeRefusedError for a definite refusal; StripeUnavailableError when the outcome is not known.
 */
export async function callStripe<S extends z.ZodType>(
  send: () => Promise<unknown>,
  schema: S,
): Promise<z.infer<S>> {
  let answer: unknown;
  try {
    answer = await send();
  } catch (error) {
    throw toOurError(error);
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new StripeUnavailableError("the answer has an unknown shape");
  return parsed.data;
}
