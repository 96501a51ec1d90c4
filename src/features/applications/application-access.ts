/** Who sees an application, from which side, and the refusals every step shares. */
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type AuditEvent, recordAudit } from "../audit";
import { type CampaignRow, findCampaign } from "../campaigns";
import { getCreator } from "../creators";
import { type Actor, isMemberOf, requireBrand } from "../identity";
import type { Side } from "./application";
import type { ApplicationRow } from "./application-row";
import * as store from "./application-store";

export interface SeenApplication {
  application: ApplicationRow;
  campaign: CampaignRow;
  side: Side;
}

/**
 * An application and the side from which the caller looks at it. Somebody who is both counts as the creator, so that
 * nobody can decide for the brand about their own work.
 * @throws NotFoundError for anybody else.
 */
export async function seeApplication(
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<SeenApplication> {
  const seen = await findSeenApplication(tx, actor, applicationId);
  if (!seen) throw new NotFoundError();
  return seen;
}

/** The same; undefined for somebody who is no part of it, for whoever may be let in otherwise. */
export async function findSeenApplication(
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<SeenApplication | undefined> {
  const application = await store.findApplication(tx, applicationId);
  if (!application) return undefined;
  const { campaignId, creatorId } = application;
  const campaign = present(await findCampaign(tx, campaignId), `Campaign ${campaignId}`);
  const { userId } = await getCreator(tx, creatorId);
  if (actor.userId === userId) return { application, campaign, side: "creator" };
  if (isMemberOf(actor, campaign.brandId)) return { application, campaign, side: "brand" };
  return undefined;
}

/** @throws AppError 403 `not_allowed` when the caller stands on the other side. */
export function requireSide(seen: { side: Side }, side: Side): void {
  if (seen.side !== side) throw new AppError(403, "not_allowed");
}

/** @throws AppError 403 `not_allowed` unless the caller manages the campaign's brand and is not the creator. */
export function requireManager(
  actor: Actor,
  seen: { side: Side; campaign: Pick<CampaignRow, "brandId"> },
): void {
  requireSide(seen, "brand");
  requireBrand(actor, seen.campaign.brandId, ["brand_manager"]);
}

/** 409 with how the application stands now, for whoever came too late. */
export function applicationState({ status, offerVersion }: ApplicationRow): ConflictError {
  return new ConflictError("application_state", { status }, { current: { status, offerVersion } });
}

/** The same row again, locked until the transaction ends. */
export async function lockAgain(tx: Tx, applicationId: string): Promise<ApplicationRow> {
  return present(await store.lockApplication(tx, applicationId), `Application ${applicationId}`);
}

/** Writes what happened to an application into the audit trail. */
export async function auditApplication(
  tx: Tx,
  actor: string,
  applicationId: string,
  action: string,
  details: AuditEvent["details"] = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `application.${action}`,
    objectType: "application",
    objectId: applicationId,
    details,
  });
}
