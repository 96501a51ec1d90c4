import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { OperationSpec } from "./contract";

export interface DocumentedOperation {
  operationId: string;
  spec: OperationSpec;
}

const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: "Stable name of the problem, for programs" }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: "One entry for each wrong field, with a JSON pointer" }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document" });

const everyStatus: Record<string, string> = {
  "400": "The request cannot be read",
  "401": "Not logged in",
  "403": "Not allowed",
  "404": "No such object, or it is somebody else's",
  "409": "Contradicts the present state",
  "413": "The body is too large",
  "415": "The content type is not supported",
  "422": "A field is wrong; `errors` points at it",
  "429": "Sent too often; `Retry-After` says how long to wait",
  "503": "A service this needs is away; try again",
};

type Content = Record<string, { schema: z.ZodType }>;

function responsesOf(spec: OperationSpec) {
  const content: Content = spec.produces
    ? { [spec.produces]: { schema: z.string() } }
    : { "application/json": { schema: spec.response } };
  const hasBody = spec.status !== 204;
  const responses: Record<string, { description: string; content?: Content }> = {
    [spec.status]: hasBody ? { description: "Done", content } : { description: "Done" },
  };
  for (const [status, description] of Object.entries(everyStatus)) {
    if (status === "415" && !spec.body && spec.accepts !== "multipart") continue;
    if (status === "429" && !spec.isCounted) continue;
    responses[status] = {
      description: problemsNote(description, status, spec),
      content: { "application/problem+json": { schema: problemSchema } },
    };
  }
  return responses;
}

function problemsNote(description: string, status: string, spec: OperationSpec): string {
  const codes = spec.problems ?? [];
  return status === "409" && codes.length > 0 ? `${description}: ${codes.join(", ")}` : description;
}

const idempotencyHeader = z
  .string()
  .min(1)
  .max(255)
  .meta({ description: "The same key with the same request gives the stored answer" });

function requestOf(spec: OperationSpec) {
  const rule = spec.method === "get" ? "none" : (spec.idempotency ?? "optional");
  const header = rule === "required" ? idempotencyHeader : idempotencyHeader.optional();
  const bodySchema =
    spec.accepts === "multipart"
      ? {
          "multipart/form-data": {
            schema: z.object({ file: z.string().meta({ format: "binary" }) }),
          },
        }
      : spec.body && { "application/json": { schema: spec.body } };
  return {
    ...(spec.params ? { params: spec.params as z.ZodObject } : {}),
    ...(spec.query ? { query: spec.query as z.ZodObject } : {}),
    ...(rule === "none" ? {} : { headers: z.object({ "Idempotency-Key": header }) }),
    ...(bodySchema ? { body: { required: true, content: bodySchema } } : {}),
  };
}

/** The OpenAPI 3.1 document of all operations. `rolesOf` names who may call each permission. */
export function openApiDocument(
  operations: readonly DocumentedOperation[],
  rolesOf: (permission: string) => readonly string[],
  serverUrl: string,
) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-kampanye",
  });
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  for (const { operationId, spec } of operations) {
    const roles = rolesOf(spec.permission);
    registry.registerPath({
      operationId,
      method: spec.method,
      path: spec.path,
      summary: spec.summary,
      tags: [spec.tag],
      "x-roles": [...roles],
      "x-permission": spec.permission,
      security: roles.includes("public") ? [] : [{ bearer: [] }, { session: [] }],
      request: requestOf(spec),
      responses: responsesOf(spec),
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Kampanye",
      version: "1",
      description:
        "Campaign marketplace with payouts. Money is minor units as text with an ISO 4217 code.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: serverUrl }],
  });
}
