import { AppError, ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type CampaignRow, holdOpen, ownCampaign, readBrief } from "../campaigns";
import { creatorUsers, requireSocialAccounts } from "../creators";
import type { Actor } from "../identity";
import { platformsOf } from "./application";
import { auditApplication, lockAgain } from "./application-access";
import { applicationEvents } from "./application-events";
import * as store from "./application-store";
import { requireApplicable } from "./fitness";
import { writeMessage } from "./messages/message-service";

/** @throws InvalidError `creator_unknown`; ConflictError `creator_unfit`. */
async function requireInvitable(tx: Tx, campaign: CampaignRow, creatorId: string): Promise<void> {
  const userId = (await creatorUsers(tx, [creatorId])).get(creatorId);
  if (!userId) throw new InvalidError("creator_unknown", {}, { pointer: "/body/creatorId" });
  const platforms = platformsOf((await readBrief(tx, campaign)).deliverables);
  const unfit = new ConflictError("creator_unfit", { platforms: platforms.join(", ") });
  if (await store.isBrandMember(tx, campaign.brandId, userId)) throw unfit;
  try {
    await requireSocialAccounts(tx, creatorId, platforms);
  } catch (error) {
    if (error instanceof AppError) throw unfit;
    throw error;
  }
}

/**
 * Invites a creator to an open campaign; from then on it is visible to them. What the brand writes beside it is the
 * first message. The audience wishes are the brand's own, so they are not asked for here.
 * @returns the application that the invitation is.
 * @throws NotFoundError for a foreign campaign; ConflictError `campaign_not_open`, `application_deadline_passed`,
 * `already_invited` or `creator_unfit`; InvalidError `creator_unknown`.
 */
export async function inviteCreator(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  { creatorId, note }: { creatorId: string; note: string | undefined },
): Promise<string> {
  await ownCampaign(tx, actor, campaignId);
  const campaign = await holdOpen(tx, campaignId);
  await requireApplicable(tx, campaign);
  await requireInvitable(tx, campaign, creatorId);
  const id = newId();
  const { currency } = campaign;
  const row = { id, campaignId, creatorId, currency, pitch: "", askedMinor: null };
  if (!(await store.insertApplication(tx, { ...row, status: "invited" }))) {
    throw new ConflictError("already_invited");
  }
  await auditApplication(tx, actor.principal, id, "invited", { campaign: campaignId });
  await appendEvent(tx, applicationEvents.invited({ id, campaignId, creatorId }));
  if (note === undefined) return id;
  await writeMessage(tx, actor, await lockAgain(tx, id), { side: "brand", body: note });
  return id;
}
