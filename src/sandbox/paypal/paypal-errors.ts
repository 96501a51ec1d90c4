/**
 * Error answers in PayPal's shapes. Names, issues, fields and key order are PayPal's (its
 * OpenAPI documents and answers seen in its sandbox); most sentences are our own, because clients must not depend on them.
 */
import { type Call, jsonReply, type Reply } from "../http-types";

export interface ErrorDetail {
  readonly field?: string;
  readonly value?: string;
  readonly location?: "body" | "path" | "query";
  readonly issue: string;
  readonly description?: string;
  readonly link?: readonly unknown[];
}

/** PayPal's links name a host that is not the one that was called; nobody may follow them. */
export const linkHost = "https://api.sandbox.paypal.com";

const payoutErrorsPage = "https://developer.paypal.com/docs/api/payments.payouts-batch/#errors";

/** The error shape of the v1 APIs (payouts, webhooks). */
export function v1Error(
  call: Call,
  status: number,
  name: string,
  message: string,
  details: readonly ErrorDetail[] = [],
): Reply {
  return jsonReply(status, {
    name,
    message,
    debug_id: call.id,
    information_link: payoutErrorsPage,
    details,
    links: [],
  });
}

/** The error shape of the v2 APIs (orders, payments) and of the reports. */
export function v2Error(
  call: Call,
  status: number,
  name: string,
  message: string,
  details: readonly ErrorDetail[] = [],
): Reply {
  return jsonReply(status, {
    name,
    message,
    debug_id: call.id,
    details,
    links: [
      {
        href: `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${details[0]?.issue ?? name}`,
        rel: "information_link",
        method: "GET",
      },
    ],
  });
}

/** 422 of the v2 APIs with one issue. */
export function unprocessable(
  call: Call,
  issue: string,
  description: string,
  field?: string,
): Reply {
  return v2Error(
    call,
    422,
    "UNPROCESSABLE_ENTITY",
    "The request cannot be carried out as it stands.",
    [{ ...(field ? { field, location: "body" as const } : {}), issue, description }],
  );
}

/** 400 of the v2 APIs with one issue. */
export function malformed(call: Call, issue: string, description: string, field?: string): Reply {
  return v2Error(call, 400, "INVALID_REQUEST", "The request is not well formed.", [
    { ...(field ? { field, location: "body" as const } : {}), issue, description },
  ]);
}

/** 404 of the v2 APIs for an unknown id in the path. */
export function v2NotFound(call: Call, field: string, value: string): Reply {
  return v2Error(call, 404, "RESOURCE_NOT_FOUND", "No such resource.", [
    {
      field,
      value,
      location: "path",
      issue: "INVALID_RESOURCE_ID",
      description: "No resource has this id.",
    },
  ]);
}

/** The payouts API answers unknown ids with this name, not with the one in its own document (A.1). */
export function unknownPayoutId(call: Call): Reply {
  return v1Error(call, 404, "INVALID_RESOURCE_ID", "Requested resource ID was not found.");
}

/** 400 of the v1 APIs, naming the bad fields. */
export function validationError(call: Call, details: readonly ErrorDetail[]): Reply {
  return v1Error(call, 400, "VALIDATION_ERROR", "Invalid request - see details.", details);
}

/** 415, for a body that is not declared as JSON. */
export function unsupportedMediaType(call: Call): Reply {
  return v1Error(call, 415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.");
}

/** The answer to a missing Authorization header. */
export function unauthenticated(call: Call): Reply {
  return v2Error(
    call,
    401,
    "AUTHENTICATION_FAILURE",
    "Authentication failed: the Authorization header is missing or its credentials are not valid.",
  );
}

/** The OAuth layer has an error shape of its own (RFC 6750), which is what an old or foreign token gets. */
export function invalidToken(description: string): Reply {
  return jsonReply(
    401,
    { error: "invalid_token", error_description: description },
    {
      "www-authenticate": `Bearer realm="UnknownRealm",error="invalid_token",error_description="${description}"`,
    },
  );
}

const duplicateFields = { field: "SENDER_BATCH_ID", location: "body" } as const;

/**
 * The refusal of a `sender_batch_id` that was used in the last 30 days, as observed in PayPal's sandbox in 2026 (A.4): the
 * key is `link`, inside the detail. Without the link it is the wording of 2014.
 */
export function duplicateBatch(call: Call, payoutBatchId: string, withLink: boolean): Reply {
  const detail: ErrorDetail = withLink
    ? {
        ...duplicateFields,
        issue: "Batch with given sender_batch_id already exists",
        link: [
          {
            href: `${linkHost}/v1/payments/payouts/${payoutBatchId}`,
            rel: "self",
            method: "GET",
            encType: "application/json",
          },
        ],
      }
    : { ...duplicateFields, issue: "Duplicate batch request" };
  return v1Error(call, 400, "USER_BUSINESS_ERROR", "User business error.", [detail]);
}
