/** Saved drafts and templates: campaigns of which anything may be missing, until one is made of them. */
import type { z } from "zod";
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import type { Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { recordAudit } from "../../audit";
import { type Actor, actingBrand, isMemberOf, requireBrand, userIdOf } from "../../identity";
import { readBrief } from "../brief-service";
import { paysMoney } from "../campaign";
import type { CampaignRow } from "../campaign-row";
import { newCampaignSchema } from "../campaign-schema";
import { createCampaign, ownCampaign } from "../campaign-service";
import { termsOfBody } from "../campaign-terms";
import { withoutDays } from "../copy-service";
import type { OutlineKind, OutlineRow } from "./outline-row";
import type { OutlineContent } from "./outline-schema";
import * as store from "./outline-store";

/** How many of each kind one brand may keep. */
const outlinesMax = 200;

export interface NewOutline {
  kind: OutlineKind;
  brandId: string | undefined;
  name: string;
  content: OutlineContent;
}

const wordOf = { draft: "campaign_draft", template: "campaign_template" } as const;

async function audit(tx: Tx, actor: Actor, row: Pick<OutlineRow, "id" | "kind">, action: string) {
  const objectType = wordOf[row.kind];
  await recordAudit(tx, {
    actor: actor.principal,
    action: `${objectType}.${action}`,
    objectType,
    objectId: row.id,
  });
}

/** @throws NotFoundError for a foreign brand; ConflictError `outlines_full`. */
export async function saveOutline(
  tx: Tx,
  actor: Actor,
  { brandId: named, kind, name, content }: NewOutline,
): Promise<OutlineRow> {
  const brandId = actingBrand(actor, named);
  if ((await store.countOutlines(tx, brandId, kind)) >= outlinesMax) {
    throw new ConflictError("outlines_full", { max: outlinesMax });
  }
  const id = newId();
  await store.insertOutline(tx, { id, brandId, kind, name, content, createdBy: userIdOf(actor) });
  await audit(tx, actor, { id, kind }, "saved");
  return await ownOutline(tx, actor, kind, id);
}

/** @throws NotFoundError when it is not there or belongs to a brand of somebody else. */
export async function ownOutline(
  tx: Tx,
  actor: Actor,
  kind: OutlineKind,
  id: string,
): Promise<OutlineRow> {
  const row = await store.findOutline(tx, kind, id);
  if (!row || !isMemberOf(actor, row.brandId)) throw new NotFoundError();
  return row;
}

/** Those of all brands of the caller, or of one. @throws NotFoundError for a foreign brand. */
export async function listOutlines(
  tx: Tx,
  actor: Actor,
  kind: OutlineKind,
  { brandId, ...page }: { brandId: string | undefined; before: string | null; limit: number },
): Promise<store.OutlineSummary[]> {
  if (brandId !== undefined) requireBrand(actor, brandId);
  const brandIds = brandId ? [brandId] : actor.memberships.map((entry) => entry.brandId);
  return await store.listOutlines(tx, kind, { ...page, brandIds });
}

/** @returns false when somebody else was quicker. @throws NotFoundError as {@link ownOutline}. */
export async function replaceDraft(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...changed }: { version: number; name: string; content: OutlineContent },
): Promise<boolean> {
  const row = await ownOutline(tx, actor, "draft", id);
  if (!(await store.replaceOutline(tx, id, version, changed))) return false;
  await audit(tx, actor, row, "saved");
  return true;
}

/** @throws NotFoundError as {@link ownOutline}, also for the second of two who do it at once. */
export async function removeOutline(
  tx: Tx,
  actor: Actor,
  kind: OutlineKind,
  id: string,
): Promise<void> {
  const row = await ownOutline(tx, actor, kind, id);
  if (!(await store.deleteOutline(tx, id))) throw new NotFoundError();
  await audit(tx, actor, row, "removed");
}

/** Everything about a campaign that another one may share: all but its days. */
async function outlineOf(tx: Tx, row: CampaignRow): Promise<OutlineContent> {
  const { brief, deliverables, requirements } = withoutDays(await readBrief(tx, row));
  const limit = (amountMinor: bigint | null) =>
    amountMinor === null ? null : moneyJson(amountMinor, row.currency);
  const range = { min: limit(row.bidMinMinor), max: limit(row.bidMaxMinor) };
  return {
    title: row.title,
    compensation: row.compensation,
    currency: row.currency,
    pricing: row.pricing,
    visibility: row.visibility,
    creatorsMax: row.creatorsMax,
    ...(paysMoney(row.compensation) ? { budget: moneyJson(row.budgetMinor, row.currency) } : {}),
    ...(row.feeMinor > 0n ? { fee: moneyJson(row.feeMinor, row.currency) } : {}),
    ...(row.pricing === "bids" ? { bidRange: range } : {}),
    brief,
    deliverables,
    requirements,
  };
}

/** @throws NotFoundError for a foreign campaign; ConflictError `outlines_full`. */
export async function saveAsTemplate(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  name: string,
): Promise<OutlineRow> {
  const row = await ownCampaign(tx, actor, campaignId);
  const content = await outlineOf(tx, row);
  return await saveOutline(tx, actor, { kind: "template", brandId: row.brandId, name, content });
}

/** Checks a value as if it were a request's body, and refuses it in the caller's language. */
export type Check = <S extends z.ZodType>(schema: S, value: unknown) => z.output<S>;

/**
 * Drafts a campaign from an outline and what is said beside it. A saved draft is used up by that, a template stays.
 * @throws a validation problem that names every field still missing; otherwise as `createCampaign`.
 */
export async function createFromOutline(
  tx: Tx,
  actor: Actor,
  row: OutlineRow,
  { changes, check, feeBasisPoints }: { changes: object; check: Check; feeBasisPoints: number },
): Promise<string> {
  const body = check(newCampaignSchema, { ...row.content, ...changes });
  const input = { brandId: row.brandId, terms: termsOfBody(body) };
  const id = await createCampaign(tx, actor, input, feeBasisPoints);
  if (row.kind === "draft") await removeOutline(tx, actor, "draft", row.id);
  return id;
}
