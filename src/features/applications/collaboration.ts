/** What happens to an application after it was accepted; the work itself is the business of submissions. */
import { invariant, present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { freePlace } from "../campaigns";
import { pieceReleased, post, reserveReleased } from "../ledger";
import type { OfferTerms, Side } from "./application";
import { applicationState, auditApplication } from "./application-access";
import { applicationEvents } from "./application-events";
import type { ApplicationRow, DeliverableRow } from "./application-row";
import * as store from "./application-store";

/**
 * Notes that work is going on: the first draft moves an accepted application on, later ones find it there.
 * `application` must be locked by the caller. @throws ConflictError `application_state` before acceptance and after the end.
 */
export async function beginWork(tx: Tx, actor: string, application: ApplicationRow): Promise<void> {
  if (application.status === "in_progress") return;
  if (!(await store.moveApplication(tx, application.id, "in_progress"))) {
    throw applicationState(application);
  }
  await auditApplication(tx, actor, application.id, "started");
}

/** @throws ConflictError `application_state` unless work is going on. */
export function requireWork(application: ApplicationRow): void {
  if (application.status !== "in_progress") throw applicationState(application);
}

/** Everything promised was earned or released. `application` must be locked by the caller. */
export async function completeWork(
  tx: Tx,
  actor: string,
  application: ApplicationRow,
): Promise<void> {
  const isMoved = await store.moveApplication(tx, application.id, "completed");
  invariant(isMoved, `Application ${application.id} moved while it was locked`);
  await auditApplication(tx, actor, application.id, "completed");
  await appendEvent(tx, applicationEvents.completed(application));
}

/** What is set aside for these pieces, in minor units: the creator's fees and ours. */
export function reservedFor(pieces: readonly DeliverableRow[]): bigint {
  return pieces.reduce((sum, piece) => sum + piece.feeMinor + piece.platformFeeMinor, 0n);
}

async function takeOut(tx: Tx, pieces: readonly DeliverableRow[]): Promise<void> {
  const count = await store.markReleased(
    tx,
    pieces.map(({ id }) => id),
  );
  invariant(count === pieces.length, `${pieces.length - count} pieces were released before`);
}

/**
 * One piece will not be earned any more: its part of the reserve is the campaign's again (L8). `application` must be
 * locked by the caller, who has made sure that nothing was earned for it.
 */
export async function releasePiece(
  tx: Tx,
  actor: string,
  application: ApplicationRow,
  piece: DeliverableRow,
): Promise<void> {
  const { id: applicationId, campaignId, currency } = application;
  const amountMinor = reservedFor([piece]);
  await takeOut(tx, [piece]);
  if (amountMinor > 0n) {
    const at = await databaseNow(tx);
    const fact = { campaignId, applicationId, deliverableId: piece.id, currency, amountMinor, at };
    await post(tx, pieceReleased(fact));
  }
  await auditApplication(tx, actor, applicationId, "piece_released", {
    deliverable: piece.id,
    released: `${amountMinor} ${currency}`,
  });
}

/**
 * One side breaks the collaboration off: what of the reserve is left goes back to the campaign (L8), and the place is free
 * again. `application` must be locked by the caller, who has booked what the creator is paid for it.
 * @param left the pieces of which nothing was earned and that were not released before.
 * @throws ConflictError `application_state` unless work was agreed and is not over.
 */
export async function breakOff(
  tx: Tx,
  actor: string,
  application: ApplicationRow,
  { side, left }: { side: Side; left: readonly DeliverableRow[] },
): Promise<void> {
  const { id, campaignId, currency } = application;
  const to = side === "brand" ? "cancelled_by_brand" : "cancelled_by_creator";
  if (!(await store.moveApplication(tx, id, to))) throw applicationState(application);
  const amountMinor = reservedFor(left);
  await takeOut(tx, left);
  if (amountMinor > 0n) {
    const at = await databaseNow(tx);
    await post(tx, reserveReleased({ campaignId, applicationId: id, currency, amountMinor, at }));
  }
  await freePlace(tx, campaignId);
  await auditApplication(tx, actor, id, to, { released: `${amountMinor} ${currency}` });
  await appendEvent(tx, applicationEvents.cancelled(application, side));
}

/** The terms both sides agreed to. The application must have been accepted. */
export async function agreedTerms(tx: Tx, application: ApplicationRow): Promise<OfferTerms> {
  const { id, offerVersion } = application;
  return present(await store.findOffer(tx, id, offerVersion), `Accepted offer of ${id}`).terms;
}

/** The same by the application's id. */
export async function agreedTermsOf(tx: Tx, applicationId: string): Promise<OfferTerms> {
  const found = await store.findApplication(tx, applicationId);
  return await agreedTerms(tx, present(found, `Application ${applicationId}`));
}
