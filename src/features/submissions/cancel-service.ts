/**
 * Breaking a collaboration off before everything promised was delivered. A brand that does so pays a part of each piece
 * that is not endorsed, by how far it had come; a creator who does so gets nothing more.
 */
import { ConflictError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import {
  type ApplicationRow,
  applicationState,
  breakOff,
  listDeliverables,
  lockApplication,
  requireManager,
  type Side,
  seeApplication,
} from "../applications";
import { findCampaign } from "../campaigns";
import type { Actor } from "../identity";
import type { HoldPeriod, KillFees } from "./clocks";
import { type Doer, doerOf, earn } from "./earning";
import { isReserved, type Piece, type PieceEnd, planEnd, totalsOf } from "./kill-fee";
import { auditSubmission } from "./submission-access";
import { submissionEvents } from "./submission-events";
import * as store from "./submission-store";

export interface CancelOptions {
  killFees: KillFees;
  holdPeriodMs: HoldPeriod;
}

/** Everything promised in one application, in the order of the brief. */
export async function listPieces(tx: Tx, applicationId: string): Promise<Piece[]> {
  const submissions = await store.listSubmissions(tx, applicationId);
  const byDeliverable = new Map(submissions.map((row) => [row.deliverableId, row]));
  const earned = await store.endorsementsOf(tx, applicationId);
  return (await listDeliverables(tx, applicationId)).map((deliverable) => {
    const submission = byDeliverable.get(deliverable.id);
    return { deliverable, submission, endorsement: submission && earned.get(submission.id) };
  });
}

/** True when a collaboration in this state can be ended. */
export const isUnderWay = ({ status }: Pick<ApplicationRow, "status">) =>
  status === "accepted" || status === "in_progress";

const hasDispute = (ends: readonly PieceEnd[]) => ends.some(({ stage }) => stage === "disputed");

/** The submission of a piece that ends with its collaboration; one that was never handed in gets its row only now. */
async function endSubmission(
  tx: Tx,
  application: ApplicationRow,
  { deliverable, submission }: Piece,
): Promise<string> {
  if (submission) {
    const isMoved = await store.moveSubmission(tx, submission.id, "cancelled");
    invariant(isMoved, `Submission ${submission.id} cannot end as ${submission.status}`);
    return submission.id;
  }
  const id = newId();
  const { id: applicationId, campaignId, creatorId } = application;
  const parties = { applicationId, campaignId, creatorId };
  const row = { id, deliverableId: deliverable.id, ...parties, status: "cancelled", version: 0 };
  await store.insertSubmission(tx, { ...row, status: "cancelled" });
  return id;
}

async function endPiece(
  tx: Tx,
  doer: Doer,
  application: ApplicationRow,
  end: PieceEnd,
  holdPeriodMs: HoldPeriod,
): Promise<void> {
  const isPaid = end.feeMinor > 0n;
  if (!isPaid && !end.submission) return;
  const submissionId = await endSubmission(tx, application, end);
  const { feeMinor, platformFeeMinor, shareBasisPoints, stage, deliverable: piece } = end;
  const details: Record<string, string | number> = { stage, share: shareBasisPoints };
  if (isPaid) {
    const { id: applicationId, campaignId, creatorId } = application;
    const submission = { id: submissionId, applicationId, campaignId, creatorId };
    const earning = { submission, piece, shareBasisPoints, origin: "kill_fee" } as const;
    const { id } = await earn(tx, doer, earning, holdPeriodMs);
    details["endorsement"] = id;
    details["fee"] = `${feeMinor} ${piece.currency}`;
    details["platformFee"] = `${platformFeeMinor} ${piece.currency}`;
  }
  await auditSubmission(tx, doer.principal, submissionId, "cancelled", details);
}

/** Ends a locked application: what the plan pays is earned, the rest is the campaign's again. */
async function endAll(
  tx: Tx,
  doer: Doer,
  application: ApplicationRow,
  { side, ends }: { side: Side; ends: readonly PieceEnd[] },
  holdPeriodMs: HoldPeriod,
): Promise<void> {
  const open = ends.filter(({ stage }) => isReserved(stage));
  for (const end of open) await endPiece(tx, doer, application, end, holdPeriodMs);
  const unpaid = open.filter(({ feeMinor }) => feeMinor === 0n);
  const left = unpaid.map(({ deliverable }) => deliverable);
  await breakOff(tx, doer.principal, application, { side, left });
  if (unpaid.length < open.length) await appendEvent(tx, submissionEvents.killFee(application));
}

/**
 * The creator, or the brand's manager, ends a collaboration. What was endorsed stays earned; what a brand's cancellation
 * pays for the other pieces is earned too (L9, L10); the rest of the reserved money is the campaign's again (L8).
 * @param seenFee what the caller was shown that the creator would be paid; absent for whatever it is.
 * @throws ConflictError `application_state` unless it was accepted and is not over; `dispute_open` while an operator has to
 * decide about a piece; `cancellation_changed` when it would pay something else than the caller saw.
 */
export async function cancelCollaboration(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  seenFee: Money | undefined,
  { killFees, holdPeriodMs }: CancelOptions,
): Promise<void> {
  const seen = await seeApplication(tx, actor, applicationId);
  const { side } = seen;
  if (side === "brand") requireManager(actor, seen);
  const application = await lockApplication(tx, applicationId);
  if (!isUnderWay(application)) throw applicationState(application);
  const pieces = await listPieces(tx, applicationId);
  const ends = planEnd(pieces, side, killFees, await databaseNow(tx));
  if (hasDispute(ends)) throw new ConflictError("dispute_open");
  const isAsSeen =
    seenFee?.currency === application.currency && seenFee.amountMinor === totalsOf(ends).feeMinor;
  if (seenFee && !isAsSeen) throw new ConflictError("cancellation_changed");
  await endAll(tx, doerOf(actor), application, { side, ends }, holdPeriodMs);
}

/**
 * One application of a campaign that is being cancelled ends as if its brand had ended it.
 * @returns false when it is over already, or waits for the decision of a dispute.
 */
export async function cancelWithCampaign(
  tx: Tx,
  applicationId: string,
  { killFees, holdPeriodMs }: CancelOptions,
  principal = "system:end-campaign",
): Promise<boolean> {
  const application = await lockApplication(tx, applicationId);
  const { campaignId } = application;
  const campaign = present(await findCampaign(tx, campaignId), `Campaign ${campaignId}`);
  if (!isUnderWay(application) || campaign.status !== "cancelling") return false;
  const pieces = await listPieces(tx, applicationId);
  const ends = planEnd(pieces, "brand", killFees, await databaseNow(tx));
  if (hasDispute(ends)) return false;
  const doer = { principal, userId: null };
  await endAll(tx, doer, application, { side: "brand", ends }, holdPeriodMs);
  return true;
}
