/** One HTTP server on loopback with fault injection in front of its routes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { monotonicMs } from "../kernel/clock";
import { cannedReply, sendReply } from "./fault-sender";
import type { FaultAction, Faults } from "./faults";
import { type Call, type Reply, ReplyError, type Route, textReply } from "./http-types";
import { createRouter, type Router } from "./router";

/** What a simulator plugs into its server. */
export interface HttpSimulator {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  newCallId(): string;
  /** Headers of every answer of the provider. */
  headers(call: Call): Readonly<Record<string, string>>;
  /** Answers before the route is asked, for authentication; undefined lets the call through. */
  guard(call: Call): Reply | undefined;
  refuse(call: Call, reason: "missing" | "wrong-method" | "failure" | "too-large"): Reply;
  /** Called when the answer has left or has been given up. */
  done?(call: Call): void;
}

export interface HttpServer {
  /** Without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  serve(simulator: HttpSimulator): void;
  close(): Promise<void>;
}

const bodyBytesMax = 64 * 1024 * 1024;
/** Longer than any client keeps an idle connection, so that only a fault breaks one under a request. */
const keepAliveMs = 75_000;
const host = "127.0.0.1";
const controlPrefix = "/control/";

/** Listens on `port`, or on a free one when it is 0 or taken. */
export async function startHttpServer(
  port: number,
  log: (line: string) => void,
): Promise<HttpServer> {
  let plugged: { simulator: HttpSimulator; router: Router } | undefined;
  const closing = new AbortController();
  const server = createServer((request, response) => {
    if (!plugged) {
      response.writeHead(503).end();
      return;
    }
    const startedMs = monotonicMs();
    const line = `${plugged.simulator.name} ${request.method} ${request.url}`;
    handle(plugged.simulator, plugged.router, request, response, closing.signal)
      .then(() => log(`${line} ${response.statusCode} ${Math.round(monotonicMs() - startedMs)} ms`))
      .catch((error: unknown) => {
        response.socket?.destroy();
        if (!closing.signal.aborted) log(`${line} gave up: ${String(error)}`);
      });
  });
  server.keepAliveTimeout = keepAliveMs;
  await listen(server, port);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actualPort}`,
    serve: (simulator) => {
      plugged = { simulator, router: createRouter(simulator.routes) };
    },
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  const attempt = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, host, () => {
        server.removeListener("error", reject);
        resolve();
      });
    });
  try {
    await attempt(port);
  } catch (error) {
    if (port === 0) throw error;
    await attempt(0);
  }
}

async function handle(
  simulator: HttpSimulator,
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${host}`);
  const method = request.method ?? "GET";
  const match = router(method, url.pathname);
  const raw = await readBody(request);
  const call: Call = {
    method,
    path: url.pathname,
    query: url.searchParams,
    params: match.kind === "found" ? match.params : {},
    headers: request.headers,
    raw: raw ?? Buffer.alloc(0),
    id: simulator.newCallId(),
  };
  const isControl = url.pathname.startsWith(controlPrefix);
  const action = isControl ? undefined : simulator.faults.take(method, url.pathname);
  try {
    const early = await spoilBefore(action, response, signal);
    if (early === "dropped") return;
    const run = async (): Promise<Reply> => {
      if (!raw) return simulator.refuse(call, "too-large");
      const refused = isControl ? undefined : simulator.guard(call);
      if (refused) return refused;
      return match.kind === "found" ? match.route.handle(call) : simulator.refuse(call, match.kind);
    };
    const reply = early ?? (await answer(simulator, call, run));
    const withHeaders = { ...reply, headers: { ...simulator.headers(call), ...reply.headers } };
    await sendReply(response, withHeaders, early ? undefined : action, signal);
  } finally {
    simulator.done?.(call);
  }
}

async function spoilBefore(
  action: FaultAction | undefined,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<Reply | "dropped" | undefined> {
  if (action?.type === "drop" && action.when === "before") {
    response.socket?.destroy();
    return "dropped";
  }
  if (action?.type === "delay" && action.when === "before") {
    await sleep(action.ms, undefined, { signal });
  }
  return action?.type === "status" && action.when === "before" ? cannedReply(action) : undefined;
}

async function answer(
  simulator: HttpSimulator,
  call: Call,
  run: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ReplyError) return error.reply;
    // A simulator that breaks its own rules must be seen, not taken for a provider having a bad day.
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return call.path.startsWith(controlPrefix)
      ? textReply(500, "text/plain", report)
      : {
          ...simulator.refuse(call, "failure"),
          headers: { "x-sandbox-bug": encodeURIComponent(report.slice(0, 400)) },
        };
  }
}

/** The whole body, or undefined when it is larger than any provider would take. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax) chunks.push(chunk);
  }
  return bytes <= bodyBytesMax ? Buffer.concat(chunks) : undefined;
}
