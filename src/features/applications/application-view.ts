/** How an application looks from either side. The creator never sees what the platform earns or what the brand has. */
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { creatorNames } from "../creators";
import { type Actor, userIdOf } from "../identity";
import type { OfferTerms, Side } from "./application";
import { seeApplication } from "./application-access";
import type { ApplicationRow, DeliverableRow, OfferRow } from "./application-row";
import * as store from "./application-store";
import { unreadCounts } from "./messages/message-store";
import { reservationView } from "./reservation-view";
import type { ShipmentRow } from "./shipments/shipment-row";
import { findShipment } from "./shipments/shipment-store";
import { askedVersions, listChanges, type SeenChange } from "./terms-changes/terms-change-store";

interface Names {
  titles: ReadonlyMap<string, string>;
  creators: ReadonlyMap<string, string>;
}

async function namesFor(tx: Tx, rows: readonly ApplicationRow[]): Promise<Names> {
  const titles = await store.campaignTitles(
    tx,
    rows.map((row) => row.campaignId),
  );
  const creators = await creatorNames(
    tx,
    rows.map((row) => row.creatorId),
  );
  return { titles, creators };
}

function moneyOrNull(amountMinor: bigint | null, row: ApplicationRow) {
  return amountMinor === null ? null : moneyJson(amountMinor, row.currency);
}

interface Beside extends Names {
  side: Side;
  unread: ReadonlyMap<string, number>;
  asked: ReadonlyMap<string, number>;
}

async function besides(
  tx: Tx,
  actor: Actor,
  rows: readonly ApplicationRow[],
  side: Side,
): Promise<Beside> {
  const ids = rows.map((row) => row.id);
  return {
    ...(await namesFor(tx, rows)),
    side,
    unread: await unreadCounts(tx, ids, { userId: userIdOf(actor), side }),
    asked: await askedVersions(tx, ids),
  };
}

function summaryView(row: ApplicationRow, { side, titles, creators, unread, asked }: Beside) {
  return {
    id: row.id,
    campaignId: row.campaignId,
    campaignTitle: titles.get(row.campaignId) ?? "",
    creatorId: row.creatorId,
    creatorName: creators.get(row.creatorId) ?? "",
    status: row.status,
    pitch: row.pitch,
    askedFee: moneyOrNull(row.askedMinor, row),
    offerVersion: row.offerVersion,
    fee: moneyOrNull(row.feeMinor, row),
    platformFee: side === "brand" ? moneyOrNull(row.platformFeeMinor, row) : null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    unreadMessagesCount: unread.get(row.id) ?? 0,
    askedBriefVersion: asked.get(row.id) ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export async function summaryViews(
  tx: Tx,
  actor: Actor,
  rows: readonly ApplicationRow[],
  side: Side,
) {
  const beside = await besides(tx, actor, rows, side);
  return rows.map((row) => summaryView(row, beside));
}

/** Written out key by key: a JSON column says nothing about what stands in it. */
function termsView(terms: OfferTerms) {
  const { compensation, fee, deliverables, briefVersion, postBy } = terms;
  const { disclosureMarket, disclosureTags, product, usageRights, exclusivity, briefHash } = terms;
  const { changeRoundsMax } = terms;
  return {
    compensation,
    fee,
    deliverables: [...deliverables],
    briefVersion,
    postBy,
    disclosureMarket,
    disclosureTags: [...disclosureTags],
    // What earlier releases did not write down is not in their hash either.
    ...(product === undefined ? {} : { product }),
    ...(usageRights === undefined ? {} : { usageRights }),
    ...(exclusivity === undefined ? {} : { exclusivity }),
    ...(briefHash === undefined ? {} : { briefHash }),
    ...(changeRoundsMax === undefined ? {} : { changeRoundsMax }),
  };
}

function offerView(offer: OfferRow) {
  return {
    version: offer.version,
    madeBy: offer.madeBy,
    fee: moneyJson(offer.feeMinor, offer.currency),
    note: offer.note,
    terms: termsView(offer.terms),
    termsHash: offer.termsHash,
    createdAt: offer.createdAt.toISOString(),
  };
}

function deliverableView(deliverable: DeliverableRow) {
  const { id, seq, platform, kind, postFrom, postBy, feeMinor, currency, releasedAt } = deliverable;
  return {
    id,
    seq,
    platform,
    kind,
    postFrom,
    postBy,
    fee: moneyJson(feeMinor, currency),
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

function shipmentView(row: ShipmentRow | undefined, agreed: OfferTerms | undefined) {
  if (!row) return null;
  return {
    status: row.status,
    declaredValue: agreed?.product?.declaredValue ?? null,
    carrier: row.carrier,
    trackingNumber: row.trackingNumber,
    shippedAt: row.shippedAt?.toISOString() ?? null,
    receivedAt: row.receivedAt?.toISOString() ?? null,
  };
}

function changeView(change: SeenChange) {
  const { briefVersion, status, note, terms, termsHash, createdAt, answeredAt } = change;
  return {
    briefVersion,
    status,
    note,
    terms: termsView(terms),
    termsHash,
    askedAt: createdAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

/** One application with everything that belongs to it. @throws NotFoundError when the caller is not part of it. */
export async function detailView(tx: Tx, actor: Actor, applicationId: string) {
  const { application, side } = await seeApplication(tx, actor, applicationId);
  const beside = await besides(tx, actor, [application], side);
  const offers = await store.listOffers(tx, applicationId);
  const deliverables = await store.listDeliverables(tx, applicationId);
  const agreed = offers.find((offer) => offer.version === application.offerVersion);
  const changes = await listChanges(tx, applicationId);
  return {
    ...summaryView(application, beside),
    termsHash: application.termsHash,
    offers: offers.map(offerView),
    deliverables: deliverables.map(deliverableView),
    reservation: await reservationView(tx, application, side),
    shipment: shipmentView(await findShipment(tx, applicationId), agreed?.terms),
    termsChanges: changes.map(changeView),
  };
}
