/** How long the law of each place lets money wait. Dated data that people enter with its source; no law stands in code. */
import { ConflictError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { type Actor, signerOf } from "../../identity";

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
  return `(SELECT r.dormancy_months FROM escheat_rules r
    WHERE r.property_type = 'creator_fee' AND r.effective_from <= now()::date AND r.jurisdiction IN (${places.join(", ")})
    ORDER BY length(r.jurisdiction) DESC, r.effective_from DESC LIMIT 1)`;
}

/** A rule stays for ever; a later one for the same place takes over on its day. @throws ConflictError `escheat_rule_exists`. */
export async function addEscheatRule(tx: Tx, actor: Actor, rule: EscheatRule): Promise<string> {
  const id = newId();
  const added = await exec(
    tx,
    `INSERT INTO escheat_rules
       (id, jurisdiction, property_type, dormancy_months, effective_from, source, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (jurisdiction, property_type, effective_from) DO NOTHING`,
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
  if (added === 0) throw new ConflictError("escheat_rule_exists");
  await recordAudit(tx, {
    actor: actor.principal,
    action: "escheat_rule.added",
    objectType: "escheat_rule",
    objectId: id,
    details: { jurisdiction: rule.jurisdiction, months: rule.dormancyMonths },
  });
  return id;
}

/** Newest first; one row more than `limit` when there is a next page. */
export async function listEscheatRules(
  tx: Tx,
  filter: { id?: string; afterId: string | null; limit: number },
) {
  return await many<EscheatRule & { id: string; recordedBy: string }>(
    tx,
    `SELECT id, jurisdiction, property_type AS "propertyType", dormancy_months AS "dormancyMonths",
            effective_from::text AS "effectiveFrom", source, recorded_by AS "recordedBy"
     FROM escheat_rules WHERE ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [filter.id ?? null, filter.afterId, filter.limit + 1],
  );
}
