/** Offers and counter-offers, and the acceptance that sets the money aside. */
import { payableStepMinor } from "../../kernel/currency";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import { type Money, money } from "../../kernel/money";
import { canMove } from "../../kernel/transitions";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import {
  type CampaignRow,
  holdOpen,
  paysMoney,
  platformFeeOf,
  readBrief,
  smallestFee,
  takePlace,
} from "../campaigns";
import type { Actor } from "../identity";
import { accounts, feeReserved, lockBalances, post, requireBalance } from "../ledger";
import { applicationTransitions, hashOfTerms, otherSide, piecesOf, type Side } from "./application";
import {
  applicationState,
  auditApplication,
  lockAgain,
  requireManager,
  requireSide,
  type SeenApplication,
  seeApplication,
} from "./application-access";
import { applicationEvents } from "./application-events";
import type { ApplicationRow, OfferRow } from "./application-row";
import * as store from "./application-store";
import { requireFittingFee, requireWithinRange } from "./fitness";
import { insertShipment } from "./shipments/shipment-store";
import { termsOf } from "./terms";
import { askAboutLater } from "./terms-changes/terms-change-service";

/** Haggling has an end, and an answer that shows all offers has a size. */
const offersMax = 60;

interface OfferInput {
  /** The offer that is answered. */
  version: number | undefined;
  fee: Money;
  note: string | undefined;
}

function requireVersion(application: ApplicationRow, version: number | undefined): void {
  const { offerVersion, status } = application;
  if (version === undefined || version === offerVersion) return;
  throw new ConflictError(
    "offer_changed",
    { version: offerVersion },
    { current: { status, offerVersion } },
  );
}

/** Moves the application to the next offer and writes that offer down. */
async function propose(
  tx: Tx,
  actor: Actor,
  { application: { id }, campaign: { id: campaignId }, side }: SeenApplication,
  input: OfferInput,
): Promise<void> {
  const to = side === "brand" ? "offered" : "countered";
  const campaign = await holdOpen(tx, campaignId);
  const application = await lockAgain(tx, id);
  if (!canMove(applicationTransitions, application.status, to)) throw applicationState(application);
  requireVersion(application, input.version);
  if (application.offerVersion >= offersMax) {
    throw new ConflictError("offers_full", { max: offersMax });
  }
  const version = application.offerVersion + 1;
  const isMoved = await store.moveApplication(tx, id, to, { offerVersion: version });
  invariant(isMoved, `Application ${id} moved while it was locked`);
  const terms = termsOf(campaign, await readBrief(tx, campaign), input.fee);
  const isPaid = paysMoney(campaign.compensation);
  if (isPaid && input.fee.amountMinor < smallestFee(terms.deliverables, input.fee.currency)) {
    throw new InvalidError("fee_too_small", {}, { pointer: "/body/fee/amountMinor" });
  }
  await store.insertOffer(tx, {
    id: newId(),
    applicationId: id,
    version,
    madeBy: side,
    feeMinor: input.fee.amountMinor,
    currency: input.fee.currency,
    terms,
    termsHash: hashOfTerms(terms),
    note: input.note ?? "",
  });
  const feeText = `${input.fee.amountMinor} ${input.fee.currency}`;
  await auditApplication(tx, actor.principal, id, to, { version, fee: feeText });
  await appendEvent(tx, applicationEvents[to](application, side));
}

/** What is offered when no fee is named: the campaign's, or the price the creator named. */
function usualFee({ campaign, application }: SeenApplication): Money {
  const { currency, pricing, feeMinor } = campaign;
  if (pricing === "fixed") return money(feeMinor, currency);
  const { askedMinor } = application;
  if (askedMinor === null) {
    throw new InvalidError("offer_fee_missing", {}, { pointer: "/body/fee" });
  }
  return money(askedMinor, currency);
}

/**
 * The brand's manager offers a fee; without one, the campaign's, or the price the creator named.
 * @throws ConflictError `application_state`, `campaign_not_open` or `offer_changed`; InvalidError for a fee that does
 * not fit the campaign.
 */
export async function makeOffer(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  input: { version: number | undefined; fee: Money | undefined; note: string | undefined },
): Promise<void> {
  const seen = await seeApplication(tx, actor, applicationId);
  requireManager(actor, seen);
  const { campaign } = seen;
  if (input.fee) requireFittingFee(campaign, input.fee, "/body/fee");
  const fee = input.fee ?? usualFee(seen);
  await propose(tx, actor, seen, { ...input, fee });
}

/** The creator answers an offer with another fee. @throws as {@link makeOffer}. */
export async function counterOffer(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  input: OfferInput,
): Promise<void> {
  const seen = await seeApplication(tx, actor, applicationId);
  requireSide(seen, "creator");
  requireFittingFee(seen.campaign, input.fee, "/body/fee");
  requireWithinRange(seen.campaign, input.fee, "/body/fee");
  await propose(tx, actor, seen, input);
}

/** What has to be true before an offer can be accepted; asked before any lock and again under it. */
function requireAcceptable(application: ApplicationRow, side: Side, version: number): void {
  const { status } = application;
  if (status !== "offered" && status !== "countered") throw applicationState(application);
  requireVersion(application, version);
  const madeBy: Side = status === "offered" ? "brand" : "creator";
  if (side !== otherSide(madeBy)) throw new ConflictError("offer_is_own");
}

/** L7: fee and platform fee leave the campaign's escrow for this one application. */
async function reserve(
  tx: Tx,
  { id, campaignId, currency }: ApplicationRow,
  amountMinor: bigint,
): Promise<void> {
  if (amountMinor === 0n) return;
  const escrow = accounts.campaignEscrow(campaignId);
  const balance = (await lockBalances(tx, [escrow], currency)).get(escrow) ?? 0n;
  requireBalance(balance, amountMinor, "budget_insufficient");
  const at = await databaseNow(tx);
  await post(tx, feeReserved({ campaignId, applicationId: id, currency, amountMinor, at }));
}

async function freezeAgreement(
  tx: Tx,
  application: ApplicationRow,
  offer: OfferRow,
  platformFeeMinor: bigint,
): Promise<void> {
  const { feeMinor, termsHash, terms } = offer;
  const isMoved = await store.moveApplication(tx, application.id, "accepted", {
    feeMinor,
    platformFeeMinor,
    termsHash,
    acceptedAt: () => "now()",
  });
  if (!isMoved) throw applicationState(application);
  await reserve(tx, application, feeMinor + platformFeeMinor);
  const pieces = piecesOf(
    terms.deliverables,
    feeMinor,
    platformFeeMinor,
    payableStepMinor(application.currency),
  );
  await store.insertDeliverables(tx, application, pieces, terms.postBy);
  if (terms.compensation !== "money") await insertShipment(tx, application.id);
}

/** The brief may have changed after the offer was made. */
async function askAnew(tx: Tx, actor: Actor, campaign: CampaignRow, offer: OfferRow) {
  if (offer.terms.briefVersion === campaign.briefVersion) return;
  const application = await lockAgain(tx, offer.applicationId);
  const content = await readBrief(tx, campaign);
  await askAboutLater(tx, actor.principal, application, { campaign, content });
}

/**
 * The side that was asked accepts: one place of the campaign is taken, the fee is frozen and reserved, and what was
 * promised becomes deliverables, all in the caller's transaction.
 * @throws ConflictError `application_state`, `offer_changed`, `offer_is_own`, `campaign_not_open`, `campaign_full` or
 * `budget_insufficient`.
 */
export async function acceptOffer(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  version: number,
): Promise<void> {
  const seen = await seeApplication(tx, actor, applicationId);
  const { side } = seen;
  requireAcceptable(seen.application, side, version);
  if (side === "brand") requireManager(actor, seen);
  // The campaign is locked before the application everywhere, so that two transactions cannot wait for each other.
  const campaign = await takePlace(tx, seen.campaign.id);
  const application = await lockAgain(tx, applicationId);
  requireAcceptable(application, side, version);
  const offer = present(await store.findOffer(tx, applicationId, version), "The accepted offer");
  const platformFeeMinor = platformFeeOf(offer.feeMinor, campaign.platformFeeBasisPoints);
  await freezeAgreement(tx, application, offer, platformFeeMinor);
  await auditApplication(tx, actor.principal, applicationId, "accepted", {
    version,
    by: side,
    fee: `${offer.feeMinor} ${offer.currency}`,
    platformFee: `${platformFeeMinor} ${offer.currency}`,
    terms: offer.termsHash,
  });
  await appendEvent(tx, applicationEvents.accepted(application, side));
  await askAnew(tx, actor, campaign, offer);
}
