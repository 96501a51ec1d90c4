/** Errors in Stripe's shape: `{error: {type, code?, message, param?}}`. */
import { jsonReply, type Reply, ReplyError } from "../http-types";

export interface ErrorParts {
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
  readonly message: string;
}

/** An answer in Stripe's error shape. */
export function stripeError(status: number, parts: ErrorParts): Reply {
  const { type = "invalid_request_error", code, param, message } = parts;
  const docUrl = code
    ? `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`
    : undefined;
  return jsonReply(status, { error: { code, doc_url: docUrl, message, param, type } });
}

/** 400 that stops the handler. */
export function badParam(param: string, message: string, code?: string): ReplyError {
  return new ReplyError(stripeError(400, { param, message, ...(code ? { code } : {}) }));
}

/** 400 for a parameter that is not there. */
export function missingParam(param: string): ReplyError {
  return badParam(param, `Missing required param: ${param}.`, "parameter_missing");
}

/** 404, naming the kind of object as Stripe does. */
export function noSuch(kind: string, id: string, param = "id"): ReplyError {
  return new ReplyError(
    stripeError(404, { code: "resource_missing", param, message: `No such ${kind}: '${id}'` }),
  );
}

/** 401; shows no more of the key than Stripe does. */
export function unauthorized(given: string | undefined): Reply {
  const message = given
    ? `Invalid API Key provided: ${given.slice(0, 8)}***${given.slice(-4)}`
    : "No API key was given. Use HTTP bearer authentication.";
  return {
    ...stripeError(401, { message }),
    headers: { "content-type": "application/json", "www-authenticate": 'Bearer realm="Stripe"' },
  };
}
