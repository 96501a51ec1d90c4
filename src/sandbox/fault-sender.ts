/** Writes a reply to the socket, whole or spoiled. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultAction } from "./faults";
import type { Reply } from "./http-types";
import { encodeJson } from "./json";

const dripTickMs = 100;

/** The canned answer of a `status` fault. Without a body of its own it looks like a proxy that has had enough. */
export function cannedReply(action: FaultAction & { type: "status" }): Reply {
  const { status, headers, body = "<html><body>upstream error</body></html>" } = action;
  const isText = typeof body === "string";
  return {
    status,
    headers: { "content-type": isText ? "text/html" : "application/json", ...headers },
    body: isText ? body : encodeJson(body),
  };
}

/** Sends `reply` as `action` demands. Rejects when `signal` ends the server in the middle of a slow answer. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  action: FaultAction | undefined,
  signal: AbortSignal,
): Promise<void> {
  const body = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  switch (action?.type) {
    case "drop":
      response.socket?.destroy();
      return;
    case "status":
      return sendWhole(response, action.when === "after" ? cannedReply(action) : reply);
    case "truncate":
      // A complete HTTP message with half a document: the parser fails, not the transport.
      return sendWhole(response, { ...reply, body: body.subarray(0, Math.floor(body.length / 2)) });
    case "contentType":
      return sendWhole(response, {
        status: reply.status,
        headers: { ...reply.headers, "content-type": action.value },
        body: action.body ?? "<html><body>please sign in to the network</body></html>",
      });
    case "delay":
      if (action.when === "after") await sleep(action.ms, undefined, { signal });
      return sendWhole(response, reply);
    case "drip":
      return drip(response, reply, body, action.bytesPerSecond, signal);
    case "badGzip":
      return sendWhole(response, {
        ...reply,
        headers: { ...reply.headers, "content-encoding": "gzip" },
        body: Buffer.concat([Buffer.from([0x1f, 0x8b]), body]),
      });
    case undefined:
      return sendWhole(response, reply);
  }
}

function sendWhole(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    "content-length": Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
}

async function drip(
  response: ServerResponse,
  reply: Reply,
  body: Buffer,
  bytesPerSecond: number,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  const tickMs = Math.max(dripTickMs, Math.ceil(1_000 / bytesPerSecond));
  const bytesPerTick = Math.max(1, Math.floor((bytesPerSecond * tickMs) / 1_000));
  for (let sent = 0; sent < body.length && !response.destroyed; sent += bytesPerTick) {
    response.write(body.subarray(sent, sent + bytesPerTick));
    await sleep(tickMs, undefined, { signal });
  }
  response.end();
}
