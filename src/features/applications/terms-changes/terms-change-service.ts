/**
 * Consent is asked again when terms change: each accepted creator agrees to the new version of the brief or keeps the old
 * terms, and until then nothing changes for them.
 */
import { payableStepMinor } from "../../../kernel/currency";
import { ConflictError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { money } from "../../../kernel/money";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent, appendEvents } from "../../../platform/outbox/outbox";
import { recordAudits } from "../../audit";
import { type BriefContent, type CampaignRow, reviseBrief } from "../../campaigns";
import { type Actor, userIdOf } from "../../identity";
import { hashOfTerms, liveStatuses, piecesOf } from "../application";
import {
  applicationState,
  auditApplication,
  lockAgain,
  requireSide,
  seeApplication,
} from "../application-access";
import { applicationEvents } from "../application-events";
import type { ApplicationRow } from "../application-row";
import * as applications from "../application-store";
import { termsOf } from "../terms";
import type { TermsChangeRow } from "./terms-change-row";
import * as store from "./terms-change-store";

/** Asks these creators about the brief that is in force now. */
async function ask(
  tx: Tx,
  actor: string,
  { campaign, content }: { campaign: CampaignRow; content: BriefContent },
  rows: readonly ApplicationRow[],
): Promise<void> {
  const { briefVersion } = campaign;
  const changes = rows.map((row) => {
    const terms = termsOf(campaign, content, money(row.feeMinor ?? 0n, row.currency));
    return {
      id: newId(),
      applicationId: row.id,
      briefVersion,
      terms,
      termsHash: hashOfTerms(terms),
    };
  });
  await store.insertChanges(tx, changes);
  await recordAudits(
    tx,
    changes.map(({ applicationId, termsHash }) => ({
      actor,
      action: "application.terms_asked",
      objectType: "application",
      objectId: applicationId,
      details: { briefVersion, terms: termsHash },
    })),
  );
  await appendEvents(
    tx,
    rows.map((row) => applicationEvents.termsAsked(row)),
  );
}

/**
 * Puts a new version of the brief in force and asks every creator whose work goes on, in one transaction.
 * @returns false when somebody else was quicker. @throws as `reviseBrief`.
 */
export async function proposeBrief(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  revision: Parameters<typeof reviseBrief>[3],
): Promise<boolean> {
  const revised = await reviseBrief(tx, actor, campaignId, revision);
  if (!revised) return false;
  await store.lapseAsked(tx, campaignId);
  await ask(tx, actor.principal, revised, await applications.listLive(tx, campaignId));
  return true;
}

/** An offer made under an earlier brief was accepted: its terms count, and the creator is asked about the later ones. */
export async function askAboutLater(
  tx: Tx,
  actor: string,
  row: ApplicationRow,
  inForce: { campaign: CampaignRow; content: BriefContent },
): Promise<void> {
  await ask(tx, actor, inForce, [row]);
}

async function lockAsked(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  briefVersion: number,
): Promise<{ application: ApplicationRow; change: TermsChangeRow }> {
  requireSide(await seeApplication(tx, actor, applicationId), "creator");
  const application = await lockAgain(tx, applicationId);
  if (!liveStatuses.includes(application.status)) throw applicationState(application);
  const change = await store.findChange(tx, applicationId, briefVersion);
  if (!change) throw new ConflictError("terms_not_asked");
  return { application, change };
}

async function answer(
  tx: Tx,
  actor: Actor,
  change: TermsChangeRow,
  to: "accepted" | "kept",
): Promise<void> {
  if (await store.answerChange(tx, change.id, to, userIdOf(actor))) return;
  const { applicationId, briefVersion } = change;
  const { status } = (await store.findChange(tx, applicationId, briefVersion)) ?? change;
  throw new ConflictError("terms_change_state", { status }, { current: { status } });
}

/**
 * The creator agrees: the new terms become the latest offer, and the one that counts. The fee stays as it was agreed.
 * @throws ConflictError `application_state`, `terms_not_asked` or `terms_change_state`.
 */
export async function acceptTerms(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  briefVersion: number,
): Promise<void> {
  const { application, change } = await lockAsked(tx, actor, applicationId, briefVersion);
  await answer(tx, actor, change, "accepted");
  const { terms, termsHash } = change;
  const { currency } = application;
  const feeMinor = application.feeMinor ?? 0n;
  const version = application.offerVersion + 1;
  const offer = { applicationId, version, feeMinor, currency, terms, termsHash };
  await applications.insertOffer(tx, { ...offer, id: newId(), madeBy: "brand", note: "" });
  if (!(await applications.turnToOffer(tx, applicationId, { version, termsHash }))) {
    throw applicationState(application);
  }
  const step = payableStepMinor(currency);
  for (const piece of piecesOf(terms.deliverables, feeMinor, 0n, step)) {
    await applications.moveDeliverable(tx, applicationId, piece, terms.postBy);
  }
  const details = { briefVersion, version, terms: termsHash };
  await auditApplication(tx, actor.principal, applicationId, "terms_accepted", details);
  await appendEvent(tx, applicationEvents.termsAccepted(application, "creator"));
}

/** The creator keeps the terms that were agreed. @throws as {@link acceptTerms}. */
export async function keepTerms(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  briefVersion: number,
): Promise<void> {
  const { application, change } = await lockAsked(tx, actor, applicationId, briefVersion);
  await answer(tx, actor, change, "kept");
  await auditApplication(tx, actor.principal, applicationId, "terms_kept", { briefVersion });
  await appendEvent(tx, applicationEvents.termsKept(application, "creator"));
}
