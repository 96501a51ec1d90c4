/** How an application looks from either side. The creator never sees what the platform earns or what the brand has. */
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { creatorNames } from "../creators";
import type { Actor } from "../identity";
import { feeReserved } from "../ledger";
import type { OfferTerms, Side } from "./application";
import { seeApplication } from "./application-access";
import type { ApplicationRow, DeliverableRow, OfferRow } from "./application-row";
import * as store from "./application-store";

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

function summaryView(row: ApplicationRow, names: Names, side: Side) {
  return {
    id: row.id,
    campaignId: row.campaignId,
    campaignTitle: names.titles.get(row.campaignId) ?? "",
    creatorId: row.creatorId,
    creatorName: names.creators.get(row.creatorId) ?? "",
    status: row.status,
    pitch: row.pitch,
    askedFee: moneyOrNull(row.askedMinor, row),
    offerVersion: row.offerVersion,
    fee: moneyOrNull(row.feeMinor, row),
    platformFee: side === "brand" ? moneyOrNull(row.platformFeeMinor, row) : null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export async function summaryViews(tx: Tx, rows: readonly ApplicationRow[], side: Side) {
  const names = await namesFor(tx, rows);
  return rows.map((row) => summaryView(row, names, side));
}

/** Written out key by key: a JSON column says nothing about what stands in it. */
function termsView(terms: OfferTerms) {
  const { compensation, fee, deliverables, briefVersion, postBy } = terms;
  const { disclosureMarket, disclosureTags } = terms;
  return {
    compensation,
    fee,
    deliverables: [...deliverables],
    briefVersion,
    postBy,
    disclosureMarket,
    disclosureTags: [...disclosureTags],
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
  const { id, seq, platform, kind, postBy, feeMinor, currency, releasedAt } = deliverable;
  return {
    id,
    seq,
    platform,
    kind,
    postBy,
    fee: moneyJson(feeMinor, currency),
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

/** The money that waits for this creator; null before acceptance and where only products are given. */
function reservationView(row: ApplicationRow, side: Side) {
  const { id: applicationId, campaignId, currency, acceptedAt: at } = row;
  const amountMinor = (row.feeMinor ?? 0n) + (row.platformFeeMinor ?? 0n);
  if (!at || amountMinor === 0n) return null;
  const shownMinor = side === "brand" ? amountMinor : (row.feeMinor ?? 0n);
  return {
    amount: moneyJson(shownMinor, currency),
    reservedAt: at.toISOString(),
    ledgerReference: feeReserved({ campaignId, applicationId, currency, amountMinor, at })
      .reference,
  };
}

/** One application with everything that belongs to it. @throws NotFoundError when the caller is not part of it. */
export async function detailView(tx: Tx, actor: Actor, applicationId: string) {
  const { application, side } = await seeApplication(tx, actor, applicationId);
  const names = await namesFor(tx, [application]);
  const offers = await store.listOffers(tx, applicationId);
  const deliverables = await store.listDeliverables(tx, applicationId);
  return {
    ...summaryView(application, names, side),
    termsHash: application.termsHash,
    offers: offers.map(offerView),
    deliverables: deliverables.map(deliverableView),
    reservation: reservationView(application, side),
  };
}
