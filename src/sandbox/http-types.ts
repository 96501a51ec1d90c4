/** What a route of a simulator gets and gives. Handlers return a reply instead of writing it, so that a fault can spoil it. */
import type { IncomingHttpHeaders } from "node:http";
import { present } from "../kernel/invariant";
import { encodeJson, parseJson } from "./json";

export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  /** The provider's name for this call: PayPal's debug id, Stripe's request id. */
  readonly id: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

export interface Route {
  readonly method: string;
  /** Segments that start with a colon are parameters: `/v1/things/:id`. */
  readonly pattern: string;
  readonly handle: Handler;
}

/** One entry of a simulator's route table. */
export function route(method: string, pattern: string, handle: Handler): Route {
  return { method, pattern, handle };
}

/** Thrown by a handler to answer at once with `reply`. */
export class ReplyError extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`answered with ${reply.status}`);
    this.name = "ReplyError";
    this.reply = reply;
  }
}

/** `value` as JSON; bigints become plain numbers. */
export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: encodeJson(value),
  };
}

/** A body that is not JSON. */
export function textReply(status: number, contentType: string, body: string): Reply {
  return { status, headers: { "content-type": contentType }, body };
}

/** 303, so that the browser asks for `location` with GET. */
export function redirectReply(location: string): Reply {
  return { status: 303, headers: { location }, body: "" };
}

/** A parameter of the route's pattern. */
export function param(call: Call, name: string): string {
  return present(call.params[name], `route parameter ${name}`);
}

/** A request header by its lower-case name; the first one when there are several. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** True for `application/json`, with or without parameters. */
export function hasJsonType(call: Call): boolean {
  return /^application\/json\b/i.test(header(call, "content-type") ?? "");
}

/** The body as JSON; an empty body counts as `{}`. */
export function jsonBody(call: Call): { ok: true; value: unknown } | { ok: false } {
  const source = call.raw.toString("utf8");
  return source.trim() === "" ? { ok: true, value: {} } : parseJson(source);
}

/** The body as `application/x-www-form-urlencoded`. */
export function formBody(call: Call): URLSearchParams {
  return new URLSearchParams(call.raw.toString("utf8"));
}
