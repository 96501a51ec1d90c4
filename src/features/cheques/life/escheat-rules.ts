/** How long the law of each place lets money wait. Dated data that people enter with its source; no law stands in code. */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { type Actor, signerOf } from "../../identity";

export const escheatRuleStatuses = ["proposed", "in_force", "declined"] as const;
export type EscheatRuleStatus = (typeof escheatRuleStatuses)[number];

export interface EscheatRule {
  jurisdiction: string;
  propertyType: string;
  dormancyMonths: number;
  effectiveFrom: string;
  source: string;
}

/**
 * SQL for the months a creator's fee waits by the rule in force today: that of the narrowest place that has one.
 * @param places SQL expressions for a country, or a country and state such as `US-CA`.
 */
export function dormancyMonths(...places: readonly string[]): string {
  return ruleInForce("dormancy_months", places);
}

/** SQL for the place whose rule that is, as {@link dormancyMonths}. */
export function escheatPlace(...places: readonly string[]): string {
  return ruleInForce("jurisdiction", places);
}

function ruleInForce(
  column: "dormancy_months" | "jurisdiction",
  places: readonly string[],
): string {
  return `(SELECT r.${column} FROM escheat_rules r
    WHERE r.status = 'in_force' AND r.property_type = 'creator_fee' AND r.effective_from <= now()::date
      AND r.jurisdiction IN (${places.join(", ")})
    ORDER BY length(r.jurisdiction) DESC, r.effective_from DESC LIMIT 1)`;
}

/** Changes nothing before somebody else has put it in force; see {@link approveEscheatRule}. */
export async function addEscheatRule(tx: Tx, actor: Actor, rule: EscheatRule): Promise<string> {
  const id = newId();
  await exec(
    tx,
    `INSERT INTO escheat_rules
       (id, jurisdiction, property_type, dormancy_months, effective_from, source, recorded_by, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed')`,
    [
      id,
      rule.jurisdiction,
      rule.propertyType,
      rule.dormancyMonths,
      rule.effectiveFrom,
      rule.source,
      signerOf(actor),
    ],
  );
  await auditRule(tx, actor, "added", { ...rule, id });
  return id;
}

async function auditRule(
  tx: Tx,
  actor: Actor,
  action: "added" | "approved" | "declined",
  rule: Pick<EscheatRule, "jurisdiction" | "dormancyMonths"> & { id: string },
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `escheat_rule.${action}`,
    objectType: "escheat_rule",
    objectId: rule.id,
    details: { jurisdiction: rule.jurisdiction, months: rule.dormancyMonths, ...details },
  });
}

/** A rule that nobody has decided about. @throws NotFoundError; ConflictError `escheat_rule_state`. */
async function proposedRule(tx: Tx, id: string) {
  const [rule] = await listEscheatRules(tx, { id, afterId: null, limit: 1 });
  if (!rule) throw new NotFoundError();
  const { status } = rule;
  if (status !== "proposed") {
    throw new ConflictError("escheat_rule_state", { status }, { current: status });
  }
  return rule;
}

/**
 * Either person says no, and why; another rule can be proposed for the same place and day.
 * @throws NotFoundError; ConflictError `escheat_rule_state`.
 */
export async function declineEscheatRule(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const rule = await proposedRule(tx, id);
  const moved = await exec(
    tx,
    `UPDATE escheat_rules SET status = 'declined', declined_by = $2, declined_at = now(), decline_reason = $3
     WHERE id = $1 AND status = 'proposed'`,
    [id, signerOf(actor), reason],
  );
  // Somebody else was quicker.
  if (moved === 0) return await declineEscheatRule(tx, actor, id, reason);
  await auditRule(tx, actor, "declined", rule, { reason });
}

/**
 * Second signature. A rule in force stays for ever; a later one for the same place takes over on its day.
 * @throws NotFoundError; ConflictError `escheat_rule_state`, `same_person`, `escheat_rule_exists`.
 */
export async function approveEscheatRule(tx: Tx, actor: Actor, id: string): Promise<void> {
  // Two rules for one place and day at once would both find none in force.
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended('escheat rules', 5))");
  const rule = await proposedRule(tx, id);
  if (rule.recordedBy === signerOf(actor)) throw new ConflictError("same_person");
  const moved = await exec(
    tx,
    `UPDATE escheat_rules r SET status = 'in_force', approved_by = $2, approved_at = now()
     WHERE r.id = $1 AND r.status = 'proposed' AND NOT EXISTS (
       SELECT FROM escheat_rules o WHERE o.status = 'in_force' AND o.jurisdiction = r.jurisdiction
         AND o.property_type = r.property_type AND o.effective_from = r.effective_from)`,
    [id, signerOf(actor)],
  );
  if (moved === 0) throw new ConflictError("escheat_rule_exists");
  await auditRule(tx, actor, "approved", rule);
}

export type ListedEscheatRule = Awaited<ReturnType<typeof listEscheatRules>>[number];

/** Newest first; one row more than `limit` when there is a next page. */
export async function listEscheatRules(
  tx: Tx,
  filter: {
    id?: string;
    status?: EscheatRuleStatus | undefined;
    afterId: string | null;
    limit: number;
  },
) {
  const rows = await many<
    EscheatRule & {
      id: string;
      status: EscheatRuleStatus;
      recordedBy: string;
      approvedBy: string | null;
      declinedBy: string | null;
      declined_at: Date | null;
      declineReason: string | null;
    }
  >(
    tx,
    `SELECT id, jurisdiction, property_type AS "propertyType", dormancy_months AS "dormancyMonths",
            effective_from::text AS "effectiveFrom", source, status,
            recorded_by AS "recordedBy", approved_by AS "approvedBy", declined_by AS "declinedBy",
            declined_at, decline_reason AS "declineReason"
     FROM escheat_rules WHERE ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR id < $2)
       AND ($4::text IS NULL OR status = $4)
     ORDER BY id DESC LIMIT $3`,
    [filter.id ?? null, filter.afterId, filter.limit + 1, filter.status ?? null],
  );
  return rows.map(({ declined_at, ...rule }) => ({
    ...rule,
    declinedAt: declined_at?.toISOString() ?? null,
  }));
}
