import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, lineSchema, pageOf, pageQuery, timeSchema } from "../../platform/http/schemas";

const auditEventSchema = z
  .strictObject({
    id: idSchema,
    at: timeSchema,
    actor: z
      .string()
      .meta({ description: "`user:<id>`, `key:<id>`, `cli:<name>` or `system:<job>`" }),
    actorName: z.string().nullable().meta({ description: "Name of the person, when it was one" }),
    action: z.string().meta({ description: "Such as application.accepted" }),
    objectType: z.string(),
    objectId: z.string(),
    outcome: z.enum(["done", "refused"]),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: "AuditEvent" });

const wordQuery = lineSchema(120).optional();

export const auditContract = {
  listAuditEvents: {
    method: "get",
    path: "/v1/audit",
    summary: "The audit trail, newest first",
    tag: "audit",
    permission: "audit.read",
    status: 200,
    query: z.strictObject({
      objectType: wordQuery,
      objectId: wordQuery,
      actor: wordQuery,
      action: wordQuery.meta({ description: "The whole action, or its beginning up to a dot" }),
      outcome: z.enum(["done", "refused"]).optional(),
      from: timeSchema.optional(),
      until: timeSchema.optional().meta({ description: "Not included" }),
      ...pageQuery,
    }),
    response: pageOf(auditEventSchema),
  },
} as const satisfies Contract;
