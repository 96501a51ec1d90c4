import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { type Tx } from "../../platform/db/sql";
import { appendEvent, appendEvents } from "../../platform/outbox/outbox";
import { recordAudit, recordAudits } from "../audit";
import { type Actor, actingBrand, isFinance, type Membership, requireBrand } from "../identity";
import { accounts, lockBalances, requireBalance } from "../ledger";
import { readBrief, requireExamples } from "./brief-service";
import {
  type CampaignStep,
  type CampaignTerms,
  campaignSteps,
  findTermsProblem,
  lowestFee,
  paysMoney,
} from "./campaign";
import { campaignEvents } from "./campaign-events";
import { requireApplyBy } from "./campaign-places";
import type { CampaignRow } from "./campaign-row";
import * as store from "./campaign-store";
import { patched, type TermsPatch, termsOfRow } from "./campaign-terms";

/** What the caller may see of campaigns; see {@link store.Sight}. */
export function sightOf(actor: Actor): store.Sight {
  return {
    isAll: isFinance(actor) || actor.roles.has("operator"),
    brandIds: actor.memberships.map((membership) => membership.brandId),
    creatorUserId: actor.roles.has("creator") ? actor.userId : undefined,
  };
}

/**
 * The campaign, when the caller may see it: brand people their own, creators public open ones and those they take part in,
 * staff all.
 * @throws NotFoundError otherwise.
 */
export async function visibleCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
): Promise<CampaignRow> {
  const row = await store.findCampaign(tx, campaignId);
  if (!row || !(await store.isVisible(tx, campaignId, sightOf(actor)))) throw new NotFoundError();
  return row;
}

/**
 * The campaign, when it belongs to a brand of the caller.
 * @throws NotFoundError for anybody else; AppError 403 `not_allowed` when the caller's role there is not among `allowed`.
 */
export async function ownCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  allowed?: readonly Membership["role"][],
): Promise<CampaignRow> {
  const row = await store.findCampaign(tx, campaignId);
  if (!row) throw new NotFoundError();
  requireBrand(actor, row.brandId, allowed);
  return row;
}

/** {@link ownCampaign}, locked until the transaction ends, so that what was read is still so when it is acted on. */
export async function lockOwnCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  allowed?: readonly Membership["role"][],
): Promise<CampaignRow> {
  await ownCampaign(tx, actor, campaignId, allowed);
  return present(await store.lockCampaign(tx, campaignId), `Campaign ${campaignId}`);
}

const managers = ["brand_manager"] as const;

/** The campaign, locked, for its manager or an operator. */
export async function lockModerated(
  tx: Tx,
  actor: Actor,
  campaignId: string,
): Promise<CampaignRow> {
  if (!actor.roles.has("operator")) return await lockOwnCampaign(tx, actor, campaignId, managers);
  const row = await store.lockCampaign(tx, campaignId);
  if (!row) throw new NotFoundError();
  return row;
}

function checkTerms(terms: CampaignTerms, basisPoints: number, today: string): void {
  const problem = findTermsProblem(terms, basisPoints, today);
  if (problem) throw new InvalidError(problem.code, problem.params, { pointer: problem.pointer });
}

/**
 * Drafts a campaign for a brand of the caller. The platform fee of today is kept with it.
 * @throws InvalidError when dates, currencies or amounts contradict each other; NotFoundError for a foreign brand.
 */
export async function createCampaign(
  tx: Tx,
  actor: Actor,
  input: { brandId: string | undefined; terms: CampaignTerms },
  platformFeeBasisPoints: number,
): Promise<string> {
  const brandId = actingBrand(actor, input.brandId);
  checkTerms(input.terms, platformFeeBasisPoints, await store.databaseToday(tx));
  await requireExamples(tx, brandId, input.terms.content.brief.exampleMediaIds);
  const id = newId();
  await store.insertCampaign(tx, { id, brandId, platformFeeBasisPoints }, input.terms);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "campaign.created",
    objectType: "campaign",
    objectId: id,
    details: { brand: brandId },
  });
  return id;
}

/**
 * Changes a draft that still has the version the caller saw.
 * @returns false when somebody else was quicker; nothing was changed then.
 * @throws ConflictError `campaign_state` when it is no draft; InvalidError as for creation.
 */
export async function updateCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  version: number,
  patch: TermsPatch,
): Promise<boolean> {
  const row = await lockOwnCampaign(tx, actor, campaignId);
  if (row.status !== "draft") throw wrongState(row);
  if (row.version !== version) return false;
  const content = await readBrief(tx, row);
  const terms = patched(termsOfRow(row, content), patch);
  checkTerms(terms, row.platformFeeBasisPoints, await store.databaseToday(tx));
  await requireExamples(tx, row.brandId, terms.content.brief.exampleMediaIds);
  const isNewBrief = Object.values(patch.content).some((part) => part !== undefined);
  if (!(await store.updateDraft(tx, row, terms, isNewBrief))) return false;
  await recordAudit(tx, {
    actor: actor.principal,
    action: "campaign.updated",
    objectType: "campaign",
    objectId: campaignId,
    details: { version: version + 1 },
  });
  return true;
}

/** 409 with where the campaign stands. */
export function wrongState({ status }: Pick<CampaignRow, "status">): ConflictError {
  return new ConflictError("campaign_state", { status });
}

/** What is written beside a step that was taken. */
export function trace(principal: string, campaignId: string, action: string) {
  return { actor: principal, action, objectType: "campaign", objectId: campaignId };
}

/** @throws ConflictError `campaign_state` when the campaign does not stand where the step starts. */
export async function stepOrRefuse(tx: Tx, campaignId: string, step: CampaignStep): Promise<void> {
  if (await store.takeStep(tx, campaignId, step)) return;
  const row = await store.findCampaign(tx, campaignId);
  if (!row) throw new NotFoundError();
  throw wrongState(row);
}

/** What was set aside may have been taken back; creators are invited only when one of them could be paid. */
async function requireMoneyForOne(tx: Tx, row: CampaignRow): Promise<void> {
  const { id, currency } = row;
  const feeMinor = lowestFee(row, (await readBrief(tx, row)).deliverables);
  const escrow = accounts.campaignEscrow(id);
  const held = (await lockBalances(tx, [escrow], currency)).get(escrow) ?? 0n;
  requireBalance(held, feeMinor, "campaign_not_funded");
}

/**
 * Opens a funded campaign to applications; one that pays no money opens from its draft.
 * @throws ConflictError `campaign_not_funded`, `campaign_apply_by_passed` or `campaign_state`.
 */
export async function publishCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  const row = await lockOwnCampaign(tx, actor, campaignId, managers);
  const isPaid = paysMoney(row.compensation);
  if (isPaid && (row.status === "draft" || row.status === "funding_pending")) {
    throw new ConflictError("campaign_not_funded");
  }
  if (isPaid) await requireMoneyForOne(tx, row);
  const step = isPaid ? campaignSteps.publish : campaignSteps.publishProduct;
  await stepOrRefuse(tx, campaignId, step);
  await requireApplyBy(tx, row);
  await store.noteOpening(tx, campaignId);
  await recordAudit(tx, trace(actor.principal, campaignId, "campaign.opened"));
  await appendEvent(tx, campaignEvents.opened(campaignId));
}

export async function pauseCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  await lockModerated(tx, actor, campaignId);
  await stepOrRefuse(tx, campaignId, campaignSteps.pause);
  await recordAudit(tx, trace(actor.principal, campaignId, "campaign.paused"));
}

export async function resumeCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  const row = await lockModerated(tx, actor, campaignId);
  await stepOrRefuse(tx, campaignId, campaignSteps.resume);
  await requireApplyBy(tx, row);
  await recordAudit(tx, trace(actor.principal, campaignId, "campaign.resumed"));
}

/** Takes no more applications; accepted work goes on, and what is left of the money comes back when it is over. */
export async function closeCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  await lockOwnCampaign(tx, actor, campaignId, managers);
  await stepOrRefuse(tx, campaignId, campaignSteps.close);
  await recordAudit(tx, trace(actor.principal, campaignId, "campaign.closed"));
  await appendEvent(tx, campaignEvents.closed(campaignId));
}

/** Back from waiting for money to a draft that can be changed. */
export async function reviseCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<void> {
  await lockOwnCampaign(tx, actor, campaignId, managers);
  await stepOrRefuse(tx, campaignId, campaignSteps.revise);
  await recordAudit(tx, trace(actor.principal, campaignId, "campaign.revised"));
}

/**
 * Closes up to `limit` campaigns whose last day to apply has passed by the database's date.
 * @returns their ids.
 */
export async function closeExpiredCampaigns(
  tx: Tx,
  limit: number,
  actor = "system:close-campaigns",
): Promise<string[]> {
  const ids = await store.closeExpired(tx, limit);
  await recordAudits(
    tx,
    ids.map((id) => trace(actor, id, "campaign.closed")),
  );
  await appendEvents(tx, ids.map(campaignEvents.closed));
  return ids;
}
