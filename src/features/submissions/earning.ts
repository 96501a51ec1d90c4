/**
 * How a promised piece ends in the books: all of its fee is earned (L9), a part of it (L10), or nothing (L8). Whoever ends
 * one holds the lock of its application.
 */
import { payableStepMinor } from "../../kernel/currency";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { partOf } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvents, type OutboxEvent } from "../../platform/outbox/outbox";
import {
  type ApplicationRow,
  completeWork,
  type DeliverableRow,
  findDeliverable,
  listDeliverables,
  releasePiece,
  reservedFor,
} from "../applications";
import { type Actor, userIdOf } from "../identity";
import { feeEarned, heldFeeShared, holdEnded, type Posting, partEarned, postAll } from "../ledger";
import type { GivenBackTo } from "./clawback-service";
import type { HoldPeriod } from "./clocks";
import type { EarningOrigin } from "./submission";
import { submissionEvents } from "./submission-events";
import type { EndorsementRow, SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

/** Who acts: a person, or a timer that only the audit trail names. */
export interface Doer {
  principal: string;
  userId: string | null;
}

export const doerOf = (actor: Actor): Doer => ({
  principal: actor.principal,
  userId: userIdOf(actor),
});

/** In basis points. */
export const wholeShare = 10_000;

export interface PieceFees {
  feeMinor: bigint;
  platformFeeMinor: bigint;
}

/**
 * What a share of a piece is, in minor units. Both parts are rounded down, the creator's to what every rail can pay; when
 * nothing is left for the creator we take nothing either.
 */
export function shareOfPiece(piece: DeliverableRow, shareBasisPoints: number): PieceFees {
  const { feeMinor, platformFeeMinor, currency } = piece;
  if (shareBasisPoints === wholeShare) return { feeMinor, platformFeeMinor };
  const share = BigInt(shareBasisPoints);
  const partMinor = partOf(feeMinor, share, payableStepMinor(currency));
  if (partMinor === 0n) return { feeMinor: 0n, platformFeeMinor: 0n };
  return { feeMinor: partMinor, platformFeeMinor: partOf(platformFeeMinor, share) };
}

export function endHold(
  { id: endorsementId, creatorId, currency, feeMinor }: EndorsementRow,
  at: Date,
): Posting {
  return holdEnded({ endorsementId, creatorId, currency, feeMinor, at });
}

/** L9 or L10, and L11 in the same statement when nothing is held. Work for products alone moves no money. */
async function postEarning(
  tx: Tx,
  endorsement: EndorsementRow,
  piece: DeliverableRow,
  givenBackTo: GivenBackTo | undefined,
): Promise<void> {
  const { id: endorsementId, applicationId, campaignId, creatorId, currency } = endorsement;
  const { feeMinor, platformFeeMinor, payableAt } = endorsement;
  const reservedMinor = reservedFor([piece]);
  if (reservedMinor === 0n) return;
  const at = await databaseNow(tx);
  const parties = { endorsementId, applicationId, creatorId, currency, at };
  const fact = { ...parties, feeMinor, platformFeeMinor };
  const isWhole = feeMinor + platformFeeMinor === reservedMinor;
  const first = givenBackTo
    ? heldFeeShared({ ...fact, campaignId, ...givenBackTo })
    : isWhole
      ? feeEarned(fact)
      : partEarned({ ...fact, campaignId, reservedMinor });
  const postings: Posting[] = [first];
  if (payableAt && feeMinor > 0n) postings.push(endHold(endorsement, at));
  await postAll(tx, postings);
}

export interface Earning {
  submission: Pick<SubmissionRow, "id" | "applicationId" | "campaignId" | "creatorId">;
  piece: DeliverableRow;
  shareBasisPoints: number;
  origin: EarningOrigin;
  /** What the rest of the product is told of the earning, before it hears that it can be paid. */
  event?: (endorsementId: string) => OutboxEvent;
  /** An undone endorsement of the same piece, and where its money is now. */
  replaces?: GivenBackTo & { id: string };
}

/** The creator earns a share of a piece that is still reserved, or that was earned before and undone. The share must be worth something unless it is all. */
export async function earn(
  tx: Tx,
  { userId }: Doer,
  { submission, piece, shareBasisPoints, origin, event, replaces }: Earning,
  holdPeriodMs: HoldPeriod,
): Promise<EndorsementRow> {
  const { id: submissionId, applicationId, campaignId, creatorId } = submission;
  const { currency } = piece;
  const { feeMinor, platformFeeMinor } = shareOfPiece(piece, shareBasisPoints);
  const id = newId();
  await store.insertEndorsement(
    tx,
    {
      id,
      submissionId,
      applicationId,
      campaignId,
      creatorId,
      feeMinor,
      platformFeeMinor,
      currency,
      shareBasisPoints,
      origin,
      endorsedBy: userId,
      replacesId: replaces?.id ?? null,
    },
    await holdPeriodMs(tx, currency),
  );
  const endorsement = present(await store.findEndorsement(tx, id), `Endorsement ${id}`);
  await postEarning(tx, endorsement, piece, replaces);
  const events = event ? [event(id)] : [];
  if (endorsement.payableAt && feeMinor > 0n) events.push(submissionEvents.payable(id));
  await appendEvents(tx, events);
  return endorsement;
}

/** The piece a submission was made for. */
export async function pieceOf(
  tx: Tx,
  { deliverableId }: Pick<SubmissionRow, "deliverableId">,
): Promise<DeliverableRow> {
  return present(await findDeliverable(tx, deliverableId), `Deliverable ${deliverableId}`);
}

/** Completes an application of which every piece was earned or released. */
export async function completeIfDone(
  tx: Tx,
  principal: string,
  application: ApplicationRow,
): Promise<void> {
  // The application is locked, so of two last pieces that end at once the second sees the first.
  const promised = await listDeliverables(tx, application.id);
  const earned = await store.endorsementsOf(tx, application.id);
  const releasedCount = promised.filter(({ releasedAt }) => releasedAt !== null).length;
  if (earned.size + releasedCount === promised.length) {
    await completeWork(tx, principal, application);
  }
}

/** Nothing is earned for a piece: its part of the reserve is the campaign's again, and perhaps all work is done. */
export async function giveUpPiece(
  tx: Tx,
  principal: string,
  application: ApplicationRow,
  submission: SubmissionRow,
): Promise<void> {
  await releasePiece(tx, principal, application, await pieceOf(tx, submission));
  await completeIfDone(tx, principal, application);
}
