/** What ending a collaboration now would give to whom, piece by piece. Pure. */
import type { DeliverableRow, Side } from "../applications";
import { endOfPostDay, type KillFees } from "./clocks";
import { type PieceFees, shareOfPiece } from "./earning";
import type { EndorsementRow, SubmissionRow } from "./submission-row";

/** How far a piece has come, for the money: `missed` waits for a creator whose time is over. */
export const pieceStages = [
  "not_handed_in",
  "handed_in",
  "approved",
  "missed",
  "disputed",
  "earned",
  "released",
] as const;
export type PieceStage = (typeof pieceStages)[number];

/** A promised piece with what was handed in and what was earned for it. */
export interface Piece {
  deliverable: DeliverableRow;
  submission: SubmissionRow | undefined;
  endorsement: EndorsementRow | undefined;
}

const isPast = (until: Date | null, now: Date) => until !== null && until <= now;

function stageOfSubmission(submission: SubmissionRow, postDayEnd: Date, now: Date): PieceStage {
  const { status, appealUntil, postUntil } = submission;
  switch (status) {
    case "submitted":
    case "in_review":
      return "handed_in";
    case "changes_requested":
      return isPast(appealUntil, now) && postDayEnd <= now ? "missed" : "handed_in";
    case "rejected":
      return isPast(appealUntil, now) ? "missed" : "handed_in";
    case "content_approved":
      return isPast(postUntil, now) ? "missed" : "approved";
    case "posted":
    case "verifying":
    case "verified":
      return "approved";
    case "disputed":
      return "disputed";
    case "endorsed":
    case "live_complete":
    case "clawed_back":
    case "resolved_creator":
    case "resolved_split":
    case "cancelled":
      return "earned";
    case "expired":
    case "resolved_brand":
      return "released";
  }
}

/** Where a piece stands. */
export function stageOf({ deliverable, submission, endorsement }: Piece, now: Date): PieceStage {
  if (endorsement) return "earned";
  if (deliverable.releasedAt) return "released";
  const postDayEnd = endOfPostDay(deliverable.postBy);
  if (submission) return stageOfSubmission(submission, postDayEnd, now);
  return postDayEnd <= now ? "missed" : "not_handed_in";
}

export interface PieceEnd extends Piece, PieceFees {
  stage: PieceStage;
  /** Of the fee, in basis points. */
  shareBasisPoints: number;
  /** What goes back to the campaign, in minor units. */
  returnedMinor: bigint;
}

function shareAt(stage: PieceStage, side: Side, fees: KillFees): number {
  if (side === "creator") return 0;
  switch (stage) {
    case "not_handed_in":
      return fees.notHandedIn;
    case "handed_in":
      return fees.handedIn;
    case "approved":
      return fees.approved;
    case "missed":
    case "disputed":
    case "earned":
    case "released":
      return 0;
  }
}

/** True for a piece whose money is still reserved. */
export const isReserved = (stage: PieceStage) => stage !== "earned" && stage !== "released";

/** What each piece would bring when this side ended the collaboration at this instant. */
export function planEnd(
  pieces: readonly Piece[],
  side: Side,
  fees: KillFees,
  now: Date,
): PieceEnd[] {
  return pieces.map((piece) => {
    const { deliverable } = piece;
    const stage = stageOf(piece, now);
    const shareBasisPoints = shareAt(stage, side, fees);
    const { feeMinor, platformFeeMinor } = shareOfPiece(deliverable, shareBasisPoints);
    const reservedMinor = deliverable.feeMinor + deliverable.platformFeeMinor;
    const returnedMinor = isReserved(stage) ? reservedMinor - feeMinor - platformFeeMinor : 0n;
    return { ...piece, stage, shareBasisPoints, feeMinor, platformFeeMinor, returnedMinor };
  });
}

/** Sums over all pieces, in minor units. */
export function totalsOf(ends: readonly PieceEnd[]) {
  const sum = (of: (end: PieceEnd) => bigint) => ends.reduce((total, end) => total + of(end), 0n);
  return {
    feeMinor: sum((end) => end.feeMinor),
    platformFeeMinor: sum((end) => end.platformFeeMinor),
    returnedMinor: sum((end) => end.returnedMinor),
  };
}
