import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import { many, maybeOne, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import {
  type TaxFormStatus,
  type TaxRuleStatus,
  taxFormTransitions,
  taxRuleTransitions,
} from "./tax";
import { TaxFormRow, TaxRuleRow } from "./tax-row";

/** True when some rule is in force at all; where there is none, nothing about tax is asked of any payout. */
/** Kinds of forms that rules ask for, those that are only proposed among them. */
export async function formKinds(tx: Tx): Promise<string[]> {
  const rows = await many<{ kind: string }>(
    tx,
    "SELECT DISTINCT unnest(form_kinds) AS kind FROM tax_rules WHERE status <> 'void' ORDER BY 1",
  );
  return rows.map(({ kind }) => kind);
}

export async function hasRules(tx: Tx): Promise<boolean> {
  return (
    (await maybeOne(tx, "SELECT 1 FROM tax_rules WHERE status = 'in_force' LIMIT 1")) !== undefined
  );
}

/**
 * The rule for creators of a country on a day: the newest that has begun, of their country before the one for all. When
 * that one has ended, none counts: an older one does not come back.
 */
export async function ruleOn(
  tx: Tx,
  country: string | null,
  day: string,
): Promise<TaxRuleRow | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM (
       SELECT DISTINCT ON (creator_country) id, creator_country, to_on FROM tax_rules
       WHERE status = 'in_force' AND creator_country IN ($1, '*') AND from_on <= $2::date
       ORDER BY creator_country, from_on DESC) r
     WHERE to_on IS NULL OR to_on >= $2::date
     ORDER BY creator_country = '*' LIMIT 1`,
    [country ?? "*", day],
  );
  return row && (await tx.findOneByOrFail(TaxRuleRow, { id: row.id }));
}

/** True when one of these forms was verified and holds on this day. */
export async function hasForm(
  tx: Tx,
  creatorId: string,
  kinds: readonly string[],
  day: string,
): Promise<boolean> {
  const found = await maybeOne(
    tx,
    `SELECT 1 FROM tax_forms WHERE creator_id = $1 AND kind = ANY($2::text[]) AND status = 'verified'
       AND from_on <= $3::date AND (until_on IS NULL OR until_on >= $3::date) LIMIT 1`,
    [creatorId, kinds, day],
  );
  return found !== undefined;
}

export async function lockRule(tx: Tx, id: string): Promise<TaxRuleRow | null> {
  return await tx.findOne(TaxRuleRow, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export async function lockForm(tx: Tx, id: string): Promise<TaxFormRow | null> {
  return await tx.findOne(TaxFormRow, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export async function moveRule(
  tx: Tx,
  id: string,
  to: TaxRuleStatus,
  decidedBy: string,
): Promise<boolean> {
  return await guardedMove<TaxRuleStatus, TaxRuleRow>(tx, TaxRuleRow, taxRuleTransitions, id, to, {
    decidedBy,
    decidedAt: () => "now()",
  });
}

export async function moveForm(
  tx: Tx,
  id: string,
  to: TaxFormStatus,
  patch: Partial<Pick<TaxFormRow, "reviewedBy" | "decidedBy" | "rejectReason">>,
): Promise<boolean> {
  return await guardedMove<TaxFormStatus, TaxFormRow>(tx, TaxFormRow, taxFormTransitions, id, to, {
    ...patch,
    ...(patch.reviewedBy ? { reviewedAt: () => "now()" } : {}),
    ...(patch.decidedBy ? { decidedAt: () => "now()" } : {}),
  });
}

/** Forms of one kind that a new one stands in for. */
export async function findEarlierForms(
  tx: Tx,
  form: Pick<TaxFormRow, "id" | "creatorId" | "kind">,
  status: TaxFormStatus,
): Promise<TaxFormRow[]> {
  const { creatorId, kind } = form;
  const rows = await tx.findBy(TaxFormRow, { creatorId, kind, status });
  return rows.filter(({ id }) => id !== form.id);
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listForms(
  tx: Tx,
  filter: PageRequest & { creatorId?: string | undefined; status?: TaxFormStatus | undefined },
): Promise<TaxFormRow[]> {
  const { creatorId, status } = filter;
  return await newestFirst(tx, TaxFormRow, filter, { creatorId, status }).getMany();
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listRules(
  tx: Tx,
  filter: PageRequest & { status?: TaxRuleStatus | undefined },
): Promise<TaxRuleRow[]> {
  const { status } = filter;
  return await newestFirst(tx, TaxRuleRow, filter, { status }).getMany();
}
