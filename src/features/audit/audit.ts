import { newId } from "../../kernel/ids";
import { exec, type Tx } from "../../platform/db/sql";

export interface AuditEvent {
  /** `user:<id>`, `key:<id>`, `cli:<name>` or `system:<job>`. */
  actor: string;
  /** Past tense and dotted, such as `application.accepted`. */
  action: string;
  objectType: string;
  objectId: string;
  outcome?: "done" | "refused";
  /** Facts that explain the event: ids, states, amounts as text. Never names, addresses or secrets. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes one line of the audit trail in the caller's transaction, so it exists exactly when the change does. */
export async function recordAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await recordAudits(tx, [event]);
}

export async function recordAudits(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await exec(
    tx,
    `INSERT INTO audit_events (id, actor, action, object_type, object_id, outcome, details)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
    [
      events.map(() => newId()),
      events.map((event) => event.actor),
      events.map((event) => event.action),
      events.map((event) => event.objectType),
      events.map((event) => event.objectId),
      events.map((event) => event.outcome ?? "done"),
      events.map((event) => JSON.stringify(event.details ?? {})),
    ],
  );
}
