import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import { appendEvent, appendEvents } from "../../platform/outbox/outbox";
import { recordAudits } from "../audit";
import {
  type CampaignRow,
  type CampaignStatus,
  findCampaign,
  holdOpen,
  readBrief,
  visibleCampaign,
} from "../campaigns";
import { creatorOf, requireSocialAccounts } from "../creators";
import { type Actor, isMemberOf, requireBrand } from "../identity";
import { type ApplicationStatus, endings, platformsOf } from "./application";
import {
  applicationState,
  auditApplication,
  lockAgain,
  requireManager,
  requireSide,
  seeApplication,
} from "./application-access";
import { applicationEvents } from "./application-events";
import * as store from "./application-store";
import { requireApplicable, requireAudience, requireBid } from "./fitness";

/** A campaign in one of these states was open once: that it exists is no secret, only too late. */
const onceOpen: readonly CampaignStatus[] = ["paused", "closed", "settled"];

function isNoSecret({ status, visibility }: CampaignRow): boolean {
  return visibility === "public" && onceOpen.includes(status);
}

/** @throws NotFoundError for a campaign the caller may not know of; ConflictError when it is not open to applications. */
async function openCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<CampaignRow> {
  const known = await findCampaign(tx, campaignId);
  if (!known || !isNoSecret(known)) await visibleCampaign(tx, actor, campaignId);
  const campaign = await holdOpen(tx, campaignId);
  await requireApplicable(tx, campaign);
  return campaign;
}

/**
 * A creator applies to an open campaign, once.
 * @throws NotFoundError for a campaign the caller may not see; ConflictError `campaign_not_open`,
 * `application_deadline_passed`, `own_campaign`, `social_account_missing`, `requirements_not_met`, `engagement_not_met`
 * or `already_applied`; InvalidError for a fee that does not fit the campaign, or for none where a price is asked for.
 */
export async function applyToCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  input: { pitch: string; askedFee: Money | undefined },
): Promise<string> {
  const { id: creatorId } = await creatorOf(tx, actor);
  const campaign = await openCampaign(tx, actor, campaignId);
  if (isMemberOf(actor, campaign.brandId)) throw new ConflictError("own_campaign");
  const { deliverables, requirements } = await readBrief(tx, campaign);
  requireBid(campaign, input.askedFee, deliverables);
  const platforms = platformsOf(deliverables);
  const accounts = await requireSocialAccounts(tx, creatorId, platforms);
  requireAudience(accounts, requirements, platforms);
  const id = newId();
  const isFirst = await store.insertApplication(tx, {
    id,
    campaignId,
    creatorId,
    status: "applied",
    pitch: input.pitch,
    askedMinor: input.askedFee?.amountMinor ?? null,
    currency: campaign.currency,
  });
  if (!isFirst) throw new ConflictError("already_applied");
  await auditApplication(tx, actor.principal, id, "applied", { campaign: campaignId });
  await appendEvent(tx, applicationEvents.applied({ id, campaignId, creatorId }));
  return id;
}

/** A brand person notes an applicant for the choice. @throws ConflictError `application_state`. */
export async function shortlistApplication(tx: Tx, actor: Actor, id: string): Promise<void> {
  const seen = await seeApplication(tx, actor, id);
  requireSide(seen, "brand");
  if (!(await store.moveApplication(tx, id, "shortlisted"))) {
    throw applicationState(await lockAgain(tx, id));
  }
  await auditApplication(tx, actor.principal, id, "shortlisted");
}

async function endBy(
  tx: Tx,
  actor: Actor,
  id: string,
  ending: "declined" | "withdrawn",
): Promise<void> {
  const seen = await seeApplication(tx, actor, id);
  const { side } = seen;
  const application = await lockAgain(tx, id);
  const { status } = application;
  if (!endings[ending][side].includes(status)) throw applicationState(application);
  // What a manager offered or was asked to accept, only a manager takes back or refuses.
  const isAboutOffer = status === "offered" || status === "countered";
  if (side === "brand" && isAboutOffer) requireManager(actor, seen);
  if (!(await store.moveApplication(tx, id, ending))) throw applicationState(application);
  await auditApplication(tx, actor.principal, id, ending, { from: status, by: side });
  const isRefusedInvitation = status === "invited" && ending === "declined" && side === "creator";
  const event = isRefusedInvitation ? "invitationDeclined" : ending;
  await appendEvent(tx, applicationEvents[event](application, side));
}

/**
 * The side that was asked says no.
 * @throws ConflictError `application_state`; AppError 403 when a manager has to decide.
 */
export async function declineApplication(tx: Tx, actor: Actor, id: string): Promise<void> {
  await endBy(tx, actor, id, "declined");
}

/** The side that asked takes it back. @throws ConflictError `application_state`. */
export async function withdrawApplication(tx: Tx, actor: Actor, id: string): Promise<void> {
  await endBy(tx, actor, id, "withdrawn");
}

/**
 * Ends applications of a campaign in which nothing was agreed, at most `limit` of them; for the time after a campaign
 * was closed or cancelled.
 * @param actor who is named in the audit trail, such as `system:expire-applications`.
 * @returns how many were ended; call again as long as it is `limit`.
 */
export async function expireOpenApplications(
  tx: Tx,
  campaignId: string,
  limit: number,
  actor: string,
): Promise<number> {
  const expired = await store.expireOpen(tx, campaignId, limit);
  await recordAudits(
    tx,
    expired.map(({ id }) => ({
      actor,
      action: "application.expired",
      objectType: "application",
      objectId: id,
    })),
  );
  await appendEvents(
    tx,
    expired.map((row) => applicationEvents.expired(row)),
  );
  return expired.length;
}

/** Applications to a campaign of the caller's brand. @throws NotFoundError for a foreign campaign. */
export async function listForCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  page: { status?: ApplicationStatus | undefined; before: string | null; limit: number },
) {
  const campaign = await findCampaign(tx, campaignId);
  if (!campaign || !isMemberOf(actor, campaign.brandId)) throw new NotFoundError();
  return await store.listApplications(tx, { ...page, campaignId });
}

/** Applications to all campaigns of the caller's brand. @throws NotFoundError for a foreign brand. */
export async function listForBrand(
  tx: Tx,
  actor: Actor,
  brandId: string,
  page: { status?: ApplicationStatus | undefined; before: string | null; limit: number },
) {
  requireBrand(actor, brandId);
  return await store.listApplications(tx, { ...page, brandId });
}

/** The caller's own applications. @throws NotFoundError for somebody who is no creator. */
export async function listMine(
  tx: Tx,
  actor: Actor,
  page: { status?: ApplicationStatus | undefined; before: string | null; limit: number },
) {
  const { id: creatorId } = await creatorOf(tx, actor);
  return await store.listApplications(tx, { ...page, creatorId });
}
