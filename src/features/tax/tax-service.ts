/** Tax forms on file and rules as dated data: each takes two people before it counts. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import type { Sealer } from "../../platform/sealing";
import { recordAudit } from "../audit";
import { creatorOf, getCreator } from "../creators";
import { type Actor, userIdOf } from "../identity";
import { endOfNumber } from "./tax";
import { TaxFormRow, TaxRuleRow } from "./tax-row";
import * as store from "./tax-store";

/** What binds a sealed number to its row. */
export const sealedFor = (formId: string) => `tax_form:${formId}`;

async function audit(
  tx: Tx,
  actor: Actor,
  objectType: "tax_form" | "tax_rule",
  objectId: string,
  action: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  const entry = { actor: actor.principal, action: `${objectType}.${action}`, objectType, objectId };
  await recordAudit(tx, { ...entry, details });
}

export interface NewTaxForm {
  kind: string;
  country: string;
  legalName: string;
  number: string;
  fromOn: string;
  untilOn?: string | undefined;
}

/**
 * A creator sends a form; an earlier one of the same kind that nobody has checked yet is replaced. The number is sealed
 * at once, and only its end can be read without the keys.
 * @throws NotFoundError for somebody who is no creator; InvalidError `days_reversed`, `tax_form_kind_unknown` for a kind
 * that no rule names.
 */
export async function submitTaxForm(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  input: NewTaxForm,
): Promise<TaxFormRow> {
  const { number, untilOn, ...fields } = input;
  if (untilOn !== undefined && untilOn < fields.fromOn) {
    throw new InvalidError("days_reversed", {}, { pointer: "/body/untilOn" });
  }
  const kinds = await store.formKinds(tx);
  if (kinds.length > 0 && !kinds.includes(input.kind)) {
    const params = { kinds: kinds.join(", ") };
    throw new InvalidError("tax_form_kind_unknown", params, { pointer: "/body/kind" });
  }
  const creator = await creatorOf(tx, actor);
  const id = newId();
  const form = { id, creatorId: creator.id, kind: input.kind };
  for (const status of ["submitted", "reviewed"] as const) {
    for (const earlier of await store.findEarlierForms(tx, form, status)) {
      await store.moveForm(tx, earlier.id, "replaced", {});
    }
  }
  await tx.insert(TaxFormRow, {
    ...fields,
    ...form,
    untilOn: untilOn ?? null,
    numberSealed: sealer.seal(number, sealedFor(id)),
    numberEnd: endOfNumber(number),
    status: "submitted",
    submittedBy: userIdOf(actor),
  });
  await audit(tx, actor, "tax_form", id, "submitted", { kind: input.kind });
  return await tx.findOneByOrFail(TaxFormRow, { id });
}

/**
 * The whole number of a form, for whoever has to check it against the paper; every reading is in the audit trail.
 * @throws those of `lockedForm`.
 */
export async function readTaxNumber(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  id: string,
): Promise<string> {
  const form = await lockedForm(tx, actor, id);
  await audit(tx, actor, "tax_form", id, "number_read");
  return sealer.open(form.numberSealed, sealedFor(id));
}

/** @throws NotFoundError; ConflictError `own_payout` for one's own form. */
async function lockedForm(tx: Tx, actor: Actor, id: string): Promise<TaxFormRow> {
  const form = await store.lockForm(tx, id);
  if (!form) throw new NotFoundError();
  const creator = await getCreator(tx, form.creatorId);
  if (creator.userId === userIdOf(actor)) throw new ConflictError("own_payout");
  return form;
}

function wrongState({ status }: TaxFormRow): ConflictError {
  return new ConflictError("tax_form_state", { status }, { current: status });
}

/** First look at a form, by one finance person. @throws those of `lockedForm`; ConflictError `tax_form_state`. */
export async function reviewTaxForm(tx: Tx, actor: Actor, id: string): Promise<TaxFormRow> {
  const form = await lockedForm(tx, actor, id);
  if (!(await store.moveForm(tx, id, "reviewed", { reviewedBy: userIdOf(actor) }))) {
    throw wrongState(form);
  }
  await audit(tx, actor, "tax_form", id, "reviewed");
  return await tx.findOneByOrFail(TaxFormRow, { id });
}

/**
 * Second look, by another person: from now on the form counts, and an earlier one of its kind does not.
 * @throws those of `lockedForm`; ConflictError `tax_form_state`, `same_person`.
 */
export async function verifyTaxForm(tx: Tx, actor: Actor, id: string): Promise<TaxFormRow> {
  const form = await lockedForm(tx, actor, id);
  if (form.status !== "reviewed") throw wrongState(form);
  const decidedBy = userIdOf(actor);
  if (form.reviewedBy === decidedBy) throw new ConflictError("same_person");
  for (const earlier of await store.findEarlierForms(tx, form, "verified")) {
    await store.moveForm(tx, earlier.id, "replaced", {});
  }
  const isMoved = await store.moveForm(tx, id, "verified", { decidedBy });
  invariant(isMoved, `Tax form ${id} moved while it was locked`);
  await audit(tx, actor, "tax_form", id, "verified");
  const { creatorId } = form;
  await appendEvent(tx, { topic: "tax_form.verified", payload: { creatorId } });
  return await tx.findOneByOrFail(TaxFormRow, { id });
}

/** A form that cannot be used. @throws those of `lockedForm`; ConflictError `tax_form_state`, `same_person`. */
export async function rejectTaxForm(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<TaxFormRow> {
  const form = await lockedForm(tx, actor, id);
  const decidedBy = userIdOf(actor);
  if (form.reviewedBy === decidedBy) throw new ConflictError("same_person");
  if (!(await store.moveForm(tx, id, "rejected", { decidedBy, rejectReason: reason }))) {
    throw wrongState(form);
  }
  await audit(tx, actor, "tax_form", id, "rejected");
  return await tx.findOneByOrFail(TaxFormRow, { id });
}

export type NewTaxRule = Pick<
  TaxRuleRow,
  | "jurisdiction"
  | "creatorCountry"
  | "fromOn"
  | "toOn"
  | "formKinds"
  | "formAboveMinor"
  | "withholdAboveMinor"
  | "currency"
  | "basisPoints"
  | "noFormBasisPoints"
  | "source"
>;

/** @throws InvalidError `days_reversed`, `tax_rule_incomplete` when form kinds and their threshold do not go together. */
export async function proposeTaxRule(tx: Tx, actor: Actor, rule: NewTaxRule): Promise<TaxRuleRow> {
  if (rule.toOn !== null && rule.toOn < rule.fromOn) {
    throw new InvalidError("days_reversed", {}, { pointer: "/body/toOn" });
  }
  const asksForm = rule.formAboveMinor !== null;
  if (
    asksForm !== rule.formKinds.length > 0 ||
    (rule.noFormBasisPoints !== null && !asksForm) ||
    rule.withholdAboveMinor < 0n
  ) {
    throw new InvalidError("tax_rule_incomplete", {}, { pointer: "/body/formKinds" });
  }
  const id = newId();
  const text = (minor: bigint | null) => minor?.toString() ?? null;
  const contentHash = sha256(
    canonicalJson({
      id,
      ...rule,
      formKinds: [...rule.formKinds],
      formAboveMinor: text(rule.formAboveMinor),
      withholdAboveMinor: text(rule.withholdAboveMinor),
    }),
  );
  const proposedBy = userIdOf(actor);
  await tx.insert(TaxRuleRow, { ...rule, id, contentHash, status: "proposed", proposedBy });
  await audit(tx, actor, "tax_rule", id, "proposed", { contentHash });
  return await tx.findOneByOrFail(TaxRuleRow, { id });
}

async function lockProposed(tx: Tx, actor: Actor, id: string): Promise<TaxRuleRow> {
  const rule = await store.lockRule(tx, id);
  if (!rule) throw new NotFoundError();
  const { status } = rule;
  if (status !== "proposed") {
    throw new ConflictError("tax_rule_state", { status }, { current: status });
  }
  if (rule.proposedBy === userIdOf(actor)) throw new ConflictError("same_person");
  return rule;
}

/**
 * Second signature: the rule counts from its first day on. Rules that came with the product are proposals of nobody
 * here, so one person of the house is enough to take responsibility for them.
 * @throws NotFoundError; ConflictError `tax_rule_state`, `same_person`, `content_changed`, `tax_rule_exists`.
 */
export async function approveTaxRule(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<TaxRuleRow> {
  const rule = await lockProposed(tx, actor, id);
  if (rule.contentHash !== contentHash) throw new ConflictError("content_changed");
  const { creatorCountry, fromOn } = rule;
  const sameDay = await tx.findOneBy(TaxRuleRow, { creatorCountry, fromOn, status: "in_force" });
  if (sameDay) throw new ConflictError("tax_rule_exists");
  const isMoved = await store.moveRule(tx, id, "in_force", userIdOf(actor));
  invariant(isMoved, `Tax rule ${id} moved while it was locked`);
  await audit(tx, actor, "tax_rule", id, "put_in_force", { contentHash });
  await appendEvent(tx, { topic: "tax_rule.approved", payload: { taxRuleId: id } });
  return await tx.findOneByOrFail(TaxRuleRow, { id });
}

/** The proposal is void. @throws as {@link approveTaxRule}. */
export async function declineTaxRule(tx: Tx, actor: Actor, id: string): Promise<TaxRuleRow> {
  await lockProposed(tx, actor, id);
  const isMoved = await store.moveRule(tx, id, "void", userIdOf(actor));
  invariant(isMoved, `Tax rule ${id} moved while it was locked`);
  await audit(tx, actor, "tax_rule", id, "declined");
  return await tx.findOneByOrFail(TaxRuleRow, { id });
}
