/**
 * Disputes about one piece of work. While one is open the piece's clock stands still and its money stays reserved; an
 * operator who belongs to neither side decides, in writing and once.
 */
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { findSeenApplication, requireManager, type Side } from "../applications";
import { type AuditEvent, recordAudit } from "../audit";
import type { CampaignRow } from "../campaigns";
import { type Actor, userIdOf } from "../identity";
import {
  type ClockSettings,
  disputeStanding,
  doerOf,
  goOnAfterDispute,
  type HoldPeriod,
  lockSubmission,
  requireOwnMedia,
  seeSubmission,
  settleDisputed,
  stopForDispute,
  wholeShare,
} from "../submissions";
import { type DisputeOutcome, type DisputeReason, disputesPerSideMax, mayDispute } from "./dispute";
import { disputeEvents } from "./dispute-events";
import type { DisputeRow } from "./dispute-row";
import * as store from "./dispute-store";

/** From where somebody looks at a dispute. */
export type Viewer = Side | "operator";

export interface SeenDispute {
  dispute: DisputeRow;
  viewer: Viewer;
}

/**
 * A dispute, for its two sides and for operators. An operator who belongs to a side is that side.
 * @throws NotFoundError for anybody else.
 */
export async function seeDispute(tx: Tx, actor: Actor, disputeId: string): Promise<SeenDispute> {
  const dispute = await store.findDispute(tx, disputeId);
  if (!dispute) throw new NotFoundError();
  const seen = await findSeenApplication(tx, actor, dispute.applicationId);
  if (seen) return { dispute, viewer: seen.side };
  if (actor.roles.has("operator")) return { dispute, viewer: "operator" };
  throw new NotFoundError();
}

function requireParty(
  actor: Actor,
  seen: { side: Side; campaign: Pick<CampaignRow, "brandId"> },
): void {
  if (seen.side === "brand") requireManager(actor, seen);
}

function disputeState({ status }: DisputeRow): ConflictError {
  return new ConflictError("dispute_state", { status }, { current: { status } });
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  { id, submissionId }: Pick<DisputeRow, "id" | "submissionId">,
  details: AuditEvent["details"] = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `dispute.${action}`,
    objectType: "dispute",
    objectId: id,
    details: { submission: submissionId, ...details },
  });
}

export interface Opening {
  reasonCode: DisputeReason;
  statement: string;
  mediaIds: string[];
}

/**
 * Opens a dispute: the submission's clock stands still.
 * @returns its id.
 * @throws NotFoundError for a foreign submission; ConflictError `submission_state`, `dispute_not_possible` for this side
 * at this time, `disputes_spent`, `application_state`; InvalidError `media_unknown`; AppError 403 for a brand's member.
 */
export async function openDispute(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  opening: Opening,
  { appealMs }: ClockSettings,
): Promise<string> {
  const seen = await seeSubmission(tx, actor, submissionId);
  const { side } = seen;
  requireParty(actor, seen);
  const locked = await lockSubmission(tx, seen);
  const { submission } = locked;
  const { fromStatus, isClockOver } = await disputeStanding(tx, submission);
  if (!mayDispute(side, fromStatus, isClockOver)) {
    throw new ConflictError("dispute_not_possible", { status: fromStatus });
  }
  if ((await store.countDisputes(tx, submissionId, side)) >= disputesPerSideMax) {
    throw new ConflictError("disputes_spent", { max: disputesPerSideMax });
  }
  await requireOwnMedia(tx, actor, opening.mediaIds);
  const { leftSeconds } = await stopForDispute(tx, actor.principal, locked);
  const { applicationId, campaignId, creatorId } = submission;
  const id = newId();
  const dispute = { id, submissionId, applicationId, campaignId, creatorId };
  await store.insertDispute(
    tx,
    {
      ...dispute,
      ...opening,
      fromStatus,
      remainingSeconds: leftSeconds,
      openedBySide: side,
      openedBy: userIdOf(actor),
    },
    appealMs,
  );
  await audit(tx, actor, "opened", dispute, {
    by: side,
    from: fromStatus,
    reason: opening.reasonCode,
  });
  await appendEvent(tx, disputeEvents.opened(dispute, side));
  return id;
}

/**
 * The other side answers, once.
 * @throws ConflictError `dispute_state`; AppError 403 for the side that opened it; InvalidError `media_unknown`.
 */
export async function answerDispute(
  tx: Tx,
  actor: Actor,
  disputeId: string,
  { answer, mediaIds }: { answer: string; mediaIds: string[] },
): Promise<void> {
  const { dispute, side } = await lockOfParty(tx, actor, disputeId);
  if (side === dispute.openedBySide) throw new AppError(403, "not_allowed");
  await requireOwnMedia(tx, actor, mediaIds);
  const isMoved = await store.moveDispute(tx, disputeId, "answered", {
    answer,
    answerMediaIds: mediaIds,
    answeredBy: userIdOf(actor),
    answeredAt: () => "now()",
  });
  if (!isMoved) throw disputeState(dispute);
  await audit(tx, actor, "answered", dispute, { by: side });
  await appendEvent(tx, disputeEvents.answered(dispute, side));
}

/**
 * Whoever opened it takes it back: the submission stands where it stood, with the time that was left.
 * @throws ConflictError `dispute_state`; AppError 403 for the other side.
 */
export async function withdrawDispute(
  tx: Tx,
  actor: Actor,
  disputeId: string,
  clocks: ClockSettings,
): Promise<void> {
  const { dispute, side, locked } = await lockOfParty(tx, actor, disputeId);
  if (side !== dispute.openedBySide) throw new AppError(403, "not_allowed");
  const isMoved = await store.moveDispute(tx, disputeId, "withdrawn", {
    closedBy: userIdOf(actor),
    closedAt: () => "now()",
  });
  if (!isMoved) throw disputeState(dispute);
  const stopped = { fromStatus: dispute.fromStatus, leftSeconds: dispute.remainingSeconds };
  await goOnAfterDispute(tx, actor.principal, locked, stopped, clocks);
  await audit(tx, actor, "withdrawn", dispute, { by: side });
  await appendEvent(tx, disputeEvents.withdrawn(dispute, side));
}

/** A dispute under the lock of its application, for one of its two sides. @throws NotFoundError for anybody else. */
async function lockOfParty(tx: Tx, actor: Actor, disputeId: string) {
  const found = await store.findDispute(tx, disputeId);
  if (!found) throw new NotFoundError();
  const seen = await seeSubmission(tx, actor, found.submissionId);
  requireParty(actor, seen);
  const locked = await lockSubmission(tx, seen);
  const dispute = present(await store.findDispute(tx, disputeId), `Dispute ${disputeId}`);
  return { dispute, locked, side: seen.side };
}

export interface Ruling {
  outcome: DisputeOutcome;
  /** What the creator gets of the fee, in basis points; for a split only. */
  shareBasisPoints: number | undefined;
  decision: string;
}

function shareOf({ outcome, shareBasisPoints = 0 }: Ruling): number {
  switch (outcome) {
    case "creator":
      return wholeShare;
    case "brand":
      return 0;
    case "split":
      return shareBasisPoints;
  }
}

/**
 * An operator decides, in writing and for good: the fee is earned (L9), released (L8) or split (L10). A fee that was earned
 * before and held stays, is undone (L12), or undone and earned anew in part.
 * @throws ConflictError `dispute_own_side` for somebody of either side, `dispute_state`, or `dispute_answer_awaited` while
 * the other side has time to answer.
 */
export async function decideDispute(
  tx: Tx,
  actor: Actor,
  disputeId: string,
  ruling: Ruling,
  holdPeriodMs: HoldPeriod,
): Promise<void> {
  const { dispute: found, viewer } = await seeDispute(tx, actor, disputeId);
  if (viewer !== "operator") throw new ConflictError("dispute_own_side");
  const { submissionId, applicationId } = found;
  const locked = await lockSubmission(tx, {
    submission: { id: submissionId },
    application: { id: applicationId },
  });
  const dispute = present(await store.findDispute(tx, disputeId), `Dispute ${disputeId}`);
  if (dispute.status === "open" && !(await store.isAnswerTimeOver(tx, disputeId))) {
    throw new ConflictError("dispute_answer_awaited", {
      until: dispute.answerUntil.toISOString(),
    });
  }
  const { outcome, decision } = ruling;
  const shareBasisPoints = shareOf(ruling);
  const isMoved = await store.moveDispute(tx, disputeId, "decided", {
    outcome,
    shareBasisPoints,
    decision,
    closedBy: userIdOf(actor),
    closedAt: () => "now()",
  });
  if (!isMoved) throw disputeState(dispute);
  const stopped = { fromStatus: dispute.fromStatus, leftSeconds: dispute.remainingSeconds };
  const ruled = { shareBasisPoints, stopped };
  await settleDisputed(tx, doerOf(actor), locked, ruled, holdPeriodMs);
  await audit(tx, actor, "decided", dispute, { outcome, share: shareBasisPoints });
  await appendEvent(tx, disputeEvents.decided(dispute));
}
