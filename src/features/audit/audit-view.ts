import type { z } from "zod";
import { many, type Tx } from "../../platform/db/sql";
import { decodeCursor } from "../../platform/http/pagination";
import type { auditContract } from "./audit-schema";

type Query = z.output<typeof auditContract.listAuditEvents.query>;

interface StoredAuditEvent {
  id: string;
  at: Date;
  actor: string;
  actorName: string | null;
  action: string;
  objectType: string;
  objectId: string;
  outcome: "done" | "refused";
  details: Record<string, string | number | boolean | null>;
}

/** Lines of the trail that fit, newest first, with one more than asked for. */
export async function findAuditEvents(tx: Tx, query: Query): Promise<StoredAuditEvent[]> {
  return await many<StoredAuditEvent>(
    tx,
    `SELECT e.id, e.at, e.actor, u.display_name AS "actorName", e.action, e.object_type AS "objectType",
            e.object_id AS "objectId", e.outcome, e.details
     FROM audit_events e
     LEFT JOIN users u ON u.id = CASE WHEN e.actor ~ '^user:[0-9a-f-]{36}$' THEN substr(e.actor, 6)::uuid END
     WHERE ($1::uuid IS NULL OR e.id < $1)
       AND ($2::text IS NULL OR e.object_type = $2)
       AND ($3::text IS NULL OR e.object_id = $3)
       AND ($4::text IS NULL OR e.actor = $4)
       AND ($5::text IS NULL OR e.action = $5 OR starts_with(e.action, $5 || '.'))
       AND ($6::text IS NULL OR e.outcome = $6)
       AND ($7::timestamptz IS NULL OR e.at >= $7)
       AND ($8::timestamptz IS NULL OR e.at < $8)
     ORDER BY e.id DESC LIMIT $9`,
    [
      decodeCursor(query.cursor),
      query.objectType ?? null,
      query.objectId ?? null,
      query.actor ?? null,
      query.action ?? null,
      query.outcome ?? null,
      query.from ?? null,
      query.until ?? null,
      query.limit + 1,
    ],
  );
}
