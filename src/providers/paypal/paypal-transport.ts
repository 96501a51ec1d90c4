/**
 * The only file that touches PayPal's deprecated SDK. Its HTTP client brings the OAuth token handling; everything it does
 * badly is put right here: a total deadline, an own token cache for each environment, answers that cannot be read, and
 * an honest account of whether a request left this machine (docs/adr/0003-paypal-sdk-behind-one-door.md).
 */
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import { core } from "@paypal/checkout-server-sdk";
import type { PaypalSettings } from "../../platform/config";

export interface PaypalRequest {
  method: "GET" | "POST";
  /** Path with its query string. */
  path: string;
  /** A string is sent byte for byte as it stands; anything else becomes JSON. */
  body?: string | object;
  headers?: Readonly<Record<string, string>>;
}

/**
 * - `answered`: a complete HTTP answer; `body` is undefined when it was not JSON.
 * - `not_sent`: proven that no byte of the request left: asking again cannot do anything twice.
 * - `lost`: anything else. It may or may not have taken effect.
 */
export type PaypalReply =
  | { kind: "answered"; status: number; body: unknown; debugId: string | undefined }
  | { kind: "not_sent"; reason: string }
  | { kind: "lost"; reason: string };

export interface PaypalTransport {
  request(request: PaypalRequest): Promise<PaypalReply>;
  close(): void;
}

interface SdkRequest {
  verb: string;
  path: string;
  body?: unknown;
  headers: Record<string, string>;
  agent: http.Agent;
  signal: AbortSignal;
}

interface SdkResponse {
  statusCode: number;
  headers: http.IncomingHttpHeaders;
  result?: unknown;
}

/** What the SDK's objects are at run time and its types do not say. */
interface SdkInternals {
  _cache: core.TokenCache;
  _injectors: ((request: SdkRequest) => void)[];
  encoder: { serializeRequest(request: { body: unknown }): string | Buffer };
  formatHeaders(headers: Record<string, unknown>): Record<string, unknown>;
  _parseResponse(body: string, response: SdkResponse): SdkResponse;
}

class QuietEnvironment extends core.PayPalEnvironment {
  /** The SDK's own version uses a Buffer constructor that Node warns about. */
  override authorizationString(): string {
    return `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString("base64")}`;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function createClient(settings: PaypalSettings, idleTimeoutMs: number) {
  const environment = new QuietEnvironment(
    settings.clientId,
    settings.clientSecret,
    settings.apiBase,
    settings.apiBase,
  );
  const client = new core.PayPalHttpClient(environment);
  const inner = client as unknown as SdkInternals & { getTimeout(): number };
  // The SDK keeps tokens in a module-wide map by client id; two environments with one id would share a token.
  inner._cache = new core.TokenCache();
  inner.getTimeout = () => idleTimeoutMs;
  const serialize = inner.encoder.serializeRequest.bind(inner.encoder);
  inner.encoder.serializeRequest = (request) =>
    typeof request.body === "string" ? request.body : serialize(request);
  // A compressed answer that cannot be unpacked would crash the process inside the SDK, so none is asked for and one
  // that comes unasked is treated as unreadable text.
  inner._injectors.push((request) => {
    delete request.headers["Accept-Encoding"];
  });
  const format = inner.formatHeaders.bind(inner);
  inner.formatHeaders = (headers) => {
    const { "content-encoding": _dropped, ...kept } = format(headers);
    return kept;
  };
  inner._parseResponse = (body, response) => ({
    statusCode: response.statusCode,
    headers: response.headers,
    result: parseJson(body),
  });
  return client;
}

/** Errors that arise before a connection stands; nothing can have been written. */
const beforeWriting = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
]);

interface SdkError {
  statusCode?: number;
  headers?: http.IncomingHttpHeaders;
  message?: string;
  code?: string;
}

function isBeforeWriting({ code }: SdkError): boolean {
  return (
    code !== undefined &&
    (beforeWriting.has(code) || code.startsWith("ERR_TLS") || code.startsWith("CERT_"))
  );
}

function debugIdOf(headers: http.IncomingHttpHeaders | undefined): string | undefined {
  const id = headers?.["paypal-debug-id"];
  return typeof id === "string" ? id : undefined;
}

type PaypalClient = core.PayPalHttpClient;

/** Resolves with `late` when the deadline passes first; what comes afterwards is ignored. */
async function within<T>(deadline: AbortSignal, work: Promise<T>, late: () => T): Promise<T> {
  work.catch(() => undefined);
  const isOver = new AbortController();
  const passed = once(deadline, "abort", { signal: isOver.signal }).then(late);
  passed.catch(() => undefined);
  try {
    return await Promise.race([work, passed]);
  } finally {
    isOver.abort();
  }
}

/**
 * A token is fetched before the request proper, so that its failure is known to have sent nothing. The SDK cannot cut a
 * token request short and lets everybody wait for it, so a slow one is left alone and its cache replaced.
 */
async function ensureToken(client: PaypalClient, deadline: AbortSignal): Promise<void> {
  const inner = client as unknown as SdkInternals;
  const cache = inner._cache;
  if (cache.isValid()) return;
  // Its type says string, but it is a promise.
  const token = cache.isLocked()
    ? cache.wait({})
    : (client.fetchAccessToken() as unknown as Promise<unknown>);
  await within<unknown>(deadline, token, () => {
    inner._cache = new core.TokenCache();
    throw new Error("the log-in took too long");
  });
}

/**
 * The SDK's own `execute` logs in again by itself after a 401, past any deadline; so the method it inherits is used, and
 * the caller decides.
 */
const plainExecute = (
  Object.getPrototypeOf(core.PayPalHttpClient.prototype) as {
    execute(this: PaypalClient, request: SdkRequest): Promise<SdkResponse>;
  }
).execute;

async function send(client: PaypalClient, request: SdkRequest): Promise<PaypalReply> {
  try {
    const response = await plainExecute.call(client, request);
    return {
      kind: "answered",
      status: response.statusCode,
      body: response.result,
      debugId: debugIdOf(response.headers),
    };
  } catch (error) {
    const failure = error as SdkError;
    if (failure.statusCode === undefined) {
      const reason = failure.code ?? failure.message ?? "unknown";
      return { kind: isBeforeWriting(failure) ? "not_sent" : "lost", reason };
    }
    return {
      kind: "answered",
      status: failure.statusCode,
      body: parseJson(failure.message ?? ""),
      debugId: debugIdOf(failure.headers),
    };
  }
}

/** Talks to one PayPal environment. `timeoutMs` is the deadline of one request including its token. */
export function createPaypalTransport(
  settings: PaypalSettings,
  timeoutMs: number,
): PaypalTransport {
  const client = createClient(settings, timeoutMs);
  const isSecure = settings.apiBase.startsWith("https:");
  const agent = isSecure
    ? new https.Agent({ keepAlive: true })
    : new http.Agent({ keepAlive: true });

  async function attempt(request: PaypalRequest, signal: AbortSignal): Promise<PaypalReply> {
    const { method, path, body, headers } = request;
    try {
      await ensureToken(client, signal);
      // With a signal that has fired already the SDK would fail over a socket it never got.
      signal.throwIfAborted();
    } catch (error) {
      const { message, code } = error as SdkError;
      const reason = `no token: ${code ?? message ?? "unknown"}`.slice(0, 200);
      return { kind: "not_sent", reason };
    }
    // A fresh object each time: the SDK writes the authorization into its headers.
    const sdkRequest: SdkRequest = {
      verb: method,
      path,
      headers: { "Content-Type": "application/json", ...headers },
      agent,
      signal,
      ...(body !== undefined && { body }),
    };
    const late = (): PaypalReply => ({ kind: "lost", reason: "deadline" });
    return await within(signal, send(client, sdkRequest), late);
  }

  return {
    async request(request) {
      const signal = AbortSignal.timeout(timeoutMs);
      const reply = await attempt(request, signal);
      if (reply.kind !== "answered" || reply.status !== 401) return reply;
      // The token ended early. A 401 did nothing, so one more try is safe; without time for it the 401 is the answer.
      (client as unknown as SdkInternals)._cache.setToken(null);
      const again = await attempt(request, signal);
      return again.kind === "not_sent" ? reply : again;
    },
    close: () => agent.destroy(),
  };
}
